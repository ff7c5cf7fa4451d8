package org.sessiondesk.redis;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.connection.CannotConnectException;
import org.sessiondesk.connection.ConnectionFault;
import org.sessiondesk.connection.ConnectionProfile;
import org.sessiondesk.connection.ConnectionState;
import org.sessiondesk.connection.ProfileSecrets;
import org.sessiondesk.connection.StoreOpener;
import org.sessiondesk.session.SessionStore;

/** Opens stores in Redis, each over connections of its own. */
public final class RedisStoreOpener implements StoreOpener {
  /** The built-in store may have to be started, and may load much. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Path dataFolder;
  private final InstantSource clock;
  private final @Nullable Path sshAgent;

  /**
   * Opens stores.
   *
   * @param dataFolder where the built-in store's data lies
   * @param sshAgent the socket of the user's SSH agent, or null where there is none
   */
  public RedisStoreOpener(Path dataFolder, InstantSource clock, @Nullable Path sshAgent) {
    this.dataFolder = dataFolder;
    this.clock = clock;
    this.sshAgent = sshAgent;
  }

  @Override
  public OpenedStore open(ConnectionProfile profile, ProfileSecrets secrets) {
    // The built-in store is shared with whoever uses it, and stopped by the last.
    var connector = new RedisConnector(new BuiltInRedis(dataFolder), clock, sshAgent);
    boolean opened = false;
    try {
      connector.connect(profile, secrets);
      await(profile, connector);
      opened = true;
      return new Opened(profile, connector.store().orElseThrow(), connector);
    } finally {
      if (!opened) {
        connector.close();
      }
    }
  }

  private static void await(ConnectionProfile profile, RedisConnector connector) {
    var known = new CompletableFuture<Optional<ConnectionFault>>();
    try (var _ = connector.watch(state -> tell(state, known))) {
      var fault = known.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      if (fault.isPresent()) {
        throw new CannotConnectException(profile, fault.get());
      }
    } catch (TimeoutException e) {
      throw failed(profile, ConnectionFault.Kind.TIMED_OUT, "it does not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failed(profile, ConnectionFault.Kind.OTHER, "interrupted", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("nobody fails this", e);
    }
  }

  private static void tell(
      ConnectionState state, CompletableFuture<Optional<ConnectionFault>> known) {
    switch (state) {
      case ConnectionState.Online _ -> known.complete(Optional.empty());
      case ConnectionState.Refused refused -> known.complete(Optional.of(refused.why()));
      case ConnectionState.Retrying retrying -> {
        if (retrying.why().kind() != ConnectionFault.Kind.LOADING) {
          known.complete(Optional.of(retrying.why()));
        }
      }
      case ConnectionState.Connecting _, ConnectionState.Off _ -> {}
    }
  }

  private static CannotConnectException failed(
      ConnectionProfile profile, ConnectionFault.Kind kind, String detail, Exception cause) {
    var failure = new CannotConnectException(profile, new ConnectionFault(kind, detail));
    failure.initCause(cause);
    return failure;
  }

  /** A store and what keeps it connected. */
  private record Opened(ConnectionProfile profile, SessionStore store, RedisConnector connector)
      implements OpenedStore {
    @Override
    public void close() {
      connector.close();
    }
  }
}
