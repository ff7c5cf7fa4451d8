package org.sessiondesk.redis;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.auth.UserAuthFactory;
import org.apache.sshd.client.auth.keyboard.UserAuthKeyboardInteractiveFactory;
import org.apache.sshd.client.auth.password.UserAuthPasswordFactory;
import org.apache.sshd.client.auth.pubkey.UserAuthPublicKeyFactory;
import org.apache.sshd.client.config.hosts.HostConfigEntryResolver;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.SshException;
import org.apache.sshd.common.channel.exception.SshChannelOpenException;
import org.apache.sshd.common.config.keys.FilePasswordProvider;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;
import org.apache.sshd.common.util.io.resource.PathResource;
import org.apache.sshd.common.util.net.SshdSocketAddress;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.apache.sshd.common.util.threads.CloseableExecutorService;
import org.apache.sshd.common.util.threads.ThreadUtils;
import org.apache.sshd.core.CoreModuleProperties;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.connection.ConnectionFault.Kind;
import org.sessiondesk.connection.ProfileSecrets;
import org.sessiondesk.connection.SecretKind;
import org.sessiondesk.connection.SshTunnel;
import org.sessiondesk.connection.SshTunnel.Login;
import org.sessiondesk.redis.StepLog.Outcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An SSH server that lets us through to others: each of those is reached at a port of this
 * machine's loopback for as long as the gate is open. Nothing of the user's SSH configuration but
 * the known hosts counts: what the profile says is all there is.
 */
final class SshGate implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SshGate.class);

  private static final Duration CLOSING = Duration.ofSeconds(2);
  private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

  private final SshTunnel ssh;
  private final ProfileSecrets secrets;
  private final Duration timeout;
  private final @Nullable Path agent;
  private final HostKeys hostKeys;
  private final SshClient client = SshClient.setUpDefaultClient();
  private final CloseableExecutorService threads =
      ThreadUtils.newFixedThreadPool("ssh-gate", Runtime.getRuntime().availableProcessors() + 1);
  private @Nullable ClientSession session;

  /**
   * Connects to nothing yet.
   *
   * @param agent the socket of the user's SSH agent, or null where there is none
   */
  SshGate(SshTunnel ssh, ProfileSecrets secrets, Duration timeout, @Nullable Path agent)
      throws ConnectFailedException {
    this.ssh = ssh;
    this.secrets = secrets;
    this.timeout = timeout;
    this.agent = agent;
    hostKeys = new HostKeys(ssh);
    client.setIoServiceFactoryFactory(SshThreads.on(threads));
    // Commands are small and somebody waits for each: none is held back to be sent with others.
    CoreModuleProperties.TCP_NODELAY.set(client, true);
    client.setHostConfigEntryResolver(HostConfigEntryResolver.EMPTY);
    client.setKeyIdentityProvider(KeyIdentityProvider.EMPTY_KEYS_PROVIDER);
    client.setServerKeyVerifier(hostKeys);
    client.setSignatureFactories(hostKeys.knownFirst(client.getSignatureFactories()));
    client.setUserAuthFactories(ways());
    if (ssh.login() instanceof Login.Agent && agent != null) {
      client.setAgentFactory(AgentSocket.factory(agent));
    }
  }

  private List<UserAuthFactory> ways() {
    return switch (ssh.login()) {
      case Login.Password _ ->
          List.of(UserAuthPasswordFactory.INSTANCE, UserAuthKeyboardInteractiveFactory.INSTANCE);
      case Login.KeyFile _, Login.Agent _ -> List.of(UserAuthPublicKeyFactory.INSTANCE);
    };
  }

  /** Connects to the first of the SSH server's addresses that takes the connection. */
  Outcome<InetAddress> connect(List<InetAddress> addresses) throws ConnectFailedException {
    client.start();
    int port = ssh.address().port();
    ConnectFailedException last = null;
    for (var address : addresses) {
      try {
        var there = new InetSocketAddress(address, port);
        session = client.connect(ssh.user(), there).verify(timeout).getSession();
        return new Outcome<>(address, address.getHostAddress() + ":" + port);
      } catch (IOException e) {
        last = failed(e, "ssh " + ssh.address());
      }
    }
    throw last == null
        ? new ConnectFailedException(Kind.NAME_UNKNOWN, "unknown host: " + ssh.address().host())
        : last;
  }

  /** Checks the server's key, then logs in. */
  Outcome<String> logIn() throws ConnectFailedException {
    var open = session();
    try {
      identify(open);
      open.auth().verify(timeout);
      return new Outcome<>("", ssh.display() + ", " + open.getServerVersion());
    } catch (IOException e) {
      var refused = hostKeys.refusal();
      throw refused == null ? failed(e, ssh.display()) : refused;
    }
  }

  private void identify(ClientSession open) throws ConnectFailedException {
    switch (ssh.login()) {
      case Login.Password _ -> {
        var password = secrets.get(SecretKind.SSH_PASSWORD);
        if (password != null) {
          open.addPasswordIdentity(new String(password.reveal()));
        }
      }
      case Login.KeyFile(var file) -> keys(open, file).forEach(open::addPublicKeyIdentity);
      case Login.Agent _ -> {
        if (agent == null) {
          throw new ConnectFailedException(
              Kind.SSH_KEY_UNREADABLE, "no SSH agent runs here (SSH_AUTH_SOCK is not set)");
        }
      }
    }
  }

  private Iterable<KeyPair> keys(ClientSession open, Path file) throws ConnectFailedException {
    var passphrase = secrets.get(SecretKind.SSH_KEY_PASSPHRASE);
    var word =
        passphrase == null
            ? FilePasswordProvider.EMPTY
            : FilePasswordProvider.of(new String(passphrase.reveal()));
    try (var in = Files.newInputStream(file)) {
      var keys = SecurityUtils.loadKeyPairIdentities(open, new PathResource(file), in, word);
      if (keys == null) {
        throw new ConnectFailedException(Kind.SSH_KEY_UNREADABLE, file + ": no key in it");
      }
      return keys;
    } catch (IOException | GeneralSecurityException | RuntimeException e) {
      // Its parsers also throw unchecked exceptions at what they cannot decrypt.
      throw new ConnectFailedException(
          Kind.SSH_KEY_UNREADABLE,
          file + ": " + (passphrase == null ? "" : "the pass-phrase may be wrong: ") + e,
          e);
    }
  }

  /**
   * Opens the way to {@code host} as the SSH server knows it. That it can reach it is tried first,
   * so that a failure is told here and not by the first command.
   *
   * @return where it is reached on this machine
   */
  Outcome<InetSocketAddress> forward(String host, int port) throws ConnectFailedException {
    var there = new SshdSocketAddress(host, port);
    var here = new SshdSocketAddress(LOOPBACK.getHostAddress(), 0);
    var open = session();
    var where = host + ":" + port + " from " + ssh.address();
    try {
      var trial = open.createDirectTcpipChannel(here, there);
      try {
        trial.open().verify(timeout);
      } finally {
        var _ = trial.close(true);
      }
      var bound = open.startLocalPortForwarding(here, there);
      return new Outcome<>(new InetSocketAddress(LOOPBACK, bound.getPort()), where);
    } catch (IOException e) {
      throw failed(e, where);
    }
  }

  private ClientSession session() throws ConnectFailedException {
    var open = session;
    if (open == null) {
      throw new ConnectFailedException(Kind.SSH_FAILED, "not connected to " + ssh.address());
    }
    return open;
  }

  private static ConnectFailedException failed(IOException e, String where) {
    var kind = Kind.SSH_FAILED;
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      switch (cause) {
        case ConnectException _, NoRouteToHostException _ -> kind = Kind.UNREACHABLE;
        case TimeoutException _ -> kind = Kind.TIMED_OUT;
        case SshChannelOpenException _ -> kind = Kind.SSH_NO_WAY;
        case SshException ssh
            when ssh.getDisconnectCode()
                == SshConstants.SSH2_DISCONNECT_NO_MORE_AUTH_METHODS_AVAILABLE ->
            kind = Kind.SSH_LOGIN_REFUSED;
        default -> {} // The next cause may say more.
      }
    }
    return new ConnectFailedException(kind, where + ": " + e.getMessage(), e);
  }

  /** Ends every connection through it, and waits until that is done, but not for long. Blocks. */
  @Override
  public void close() {
    try {
      if (!client.close(true).await(CLOSING)) {
        LOG.debug("Not closed within {}: {}", CLOSING, ssh.display());
      }
    } catch (InterruptedIOException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      LOG.debug("Not closed in order: {}", ssh.display(), e);
    } finally {
      threads.shutdownNow();
    }
  }
}
