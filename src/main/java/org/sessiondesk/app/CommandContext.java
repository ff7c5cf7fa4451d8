package org.sessiondesk.app;

import ch.qos.logback.classic.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.connection.CannotConnectException;
import org.sessiondesk.connection.ConnectionFault;
import org.sessiondesk.connection.ConnectionProfile;
import org.sessiondesk.connection.ConnectionState;
import org.sessiondesk.connection.StoreCopies;
import org.sessiondesk.connection.StoreOpener;
import org.sessiondesk.json.JacksonJson;
import org.sessiondesk.memory.MemorySessionStore;
import org.sessiondesk.redis.BuiltInCopies;
import org.sessiondesk.redis.BuiltInRedis;
import org.sessiondesk.redis.RedisConnector;
import org.sessiondesk.redis.RedisStoreOpener;
import org.sessiondesk.redis.SessionJson;
import org.sessiondesk.service.SessionService;
import org.sessiondesk.session.Actor;
import org.sessiondesk.session.JsonFormat;
import org.sessiondesk.session.SessionCodec;
import org.sessiondesk.session.SessionStore;
import org.sessiondesk.settings.DeskFolders;
import org.sessiondesk.settings.DeskVault;
import org.sessiondesk.settings.Environment;
import org.sessiondesk.settings.KeychainVault;
import org.sessiondesk.settings.ProfilePasswords;
import org.sessiondesk.settings.SecretFile;
import org.sessiondesk.settings.SettingsFile;
import org.sessiondesk.settings.SettingsService;
import org.sessiondesk.text.ChineseWordSegmenter;
import org.sessiondesk.text.TextSegmenter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a command of the command line works with: the same settings, profiles and rules as the
 * window, but no window, no HTTP and no claim to the data folder: it runs beside those that have
 * it, and shares the built-in store with them. The picture is made only for those who ask for it.
 */
final class CommandContext implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(CommandContext.class);

  /** The built-in store may have to be started, and may load much. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Closing closing = new Closing();
  private final InstantSource clock;
  private final JsonFormat json = new JacksonJson();
  private final SessionCodec codec = new SessionJson();
  private final RedisConnector connector;
  private final StoreCopies copies;
  private final StoreOpener opener;
  private final SessionService service;
  private final SettingsService settings;
  private final ProfilePasswords passwords;
  private final SecretHelp help;
  private final ConnectionProfile profile;

  /**
   * Makes everything and connects. Blocks.
   *
   * @throws org.sessiondesk.settings.BadSettingException where the environment makes no sense
   * @throws java.io.UncheckedIOException where a folder cannot be used
   * @throws UnknownProfileException where there is no such profile
   * @throws NoStoreException where the store cannot be reached
   */
  static CommandContext connected(
      DeskOptions options, Environment environment, InstantSource clock) {
    return new CommandContext(options, environment, clock, true);
  }

  /**
   * Makes everything for a command that needs no connection: its profile is the built-in store's.
   *
   * @throws org.sessiondesk.settings.BadSettingException where the environment makes no sense
   * @throws java.io.UncheckedIOException where a folder cannot be used
   */
  static CommandContext unconnected(
      DeskOptions options, Environment environment, InstantSource clock) {
    return new CommandContext(options, environment, clock, false);
  }

  private CommandContext(
      DeskOptions options, Environment environment, InstantSource clock, boolean connects) {
    this.clock = clock;
    var chosen = options.dataDir;
    var folders = chosen == null ? DeskFolders.ofUser(environment) : DeskFolders.below(chosen);
    folders.create();
    Logging.start(folders.logs(), Logging.Log.COMMAND, Level.ERROR);
    try {
      settings =
          closeLater(
              new SettingsService(
                  new SettingsFile(
                      folders.settingsFiles(),
                      json,
                      Version.current(),
                      clock,
                      SettingsFile.SAVE_DELAY),
                  environment));
      var vault =
          new DeskVault(
              new KeychainVault(),
              new SecretFile(folders.config().resolve(AppContext.SECRETS), json),
              settings);
      passwords = new ProfilePasswords(environment, vault);
      help = new SecretHelp(environment, vault, passwords);
      var wanted = new WantedProfile(settings, passwords, options.profile);
      profile = connects ? required(wanted.find()) : ConnectionProfile.BUILT_IN;
      var builtIn = closeLater(new BuiltInRedis(folders.data()));
      var sshAgent = environment.sshAgent().orElse(null);
      copies = new BuiltInCopies(builtIn, clock);
      opener = new RedisStoreOpener(folders.data(), clock, sshAgent);
      connector = closeLater(new RedisConnector(builtIn, clock, sshAgent));
      var journal =
          closeLater(
              new DeskJournal(folders, settings, json, Actor.user(Actor.Face.COMMAND_LINE), clock));
      service =
          closeLater(
              SessionService.withoutPicture(
                  new MemorySessionStore(clock),
                  connector,
                  new TextSegmenter(new ChineseWordSegmenter(folders.data().resolve("words.txt"))),
                  () -> settings.defaultTtl().value(),
                  clock,
                  journal.journal()));
      help.unlock();
      if (connects) {
        passwords.beginWith(profile);
        connector.connect(profile, wanted.secrets(profile));
        awaitConnection();
      }
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  private static ConnectionProfile required(@Nullable ConnectionProfile profile) {
    if (profile == null) {
      throw new NoStoreException(
          "Persistent sessions are off (REDIS_ENABLED=false). Temporary ones live in the running"
              + " program only, where no command reaches them.");
    }
    return profile;
  }

  private void awaitConnection() {
    var known = new CompletableFuture<ConnectionState>();
    try (var _ = connector.watch(state -> complete(known, state))) {
      switch (known.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        case ConnectionState.Retrying retrying -> throw unreachable(retrying.why());
        case ConnectionState.Refused refused -> throw unreachable(refused.why());
        default -> LOG.debug("Connected");
      }
    } catch (TimeoutException e) {
      throw new NoStoreException(target() + " does not answer.");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new NoStoreException("Interrupted while connecting to " + target() + ".");
    } catch (ExecutionException e) {
      throw new IllegalStateException("nobody fails this", e);
    }
  }

  private static void complete(CompletableFuture<ConnectionState> known, ConnectionState state) {
    boolean decided =
        switch (state) {
          case ConnectionState.Online _, ConnectionState.Refused _ -> true;
          case ConnectionState.Retrying retrying ->
              retrying.why().kind() != ConnectionFault.Kind.LOADING;
          case ConnectionState.Connecting _, ConnectionState.Off _ -> false;
        };
    if (decided) {
      known.complete(state);
    }
  }

  private NoStoreException unreachable(ConnectionFault why) {
    return new NoStoreException(
        target()
            + " cannot be used: "
            + why.kind()
            + " ("
            + why.detail()
            + ")."
            + help.words(profile, why).map(words -> " " + words).orElse(""));
  }

  private String target() {
    return profile.isBuiltIn() ? "The built-in store" : profile.target().display();
  }

  /** The profile that it is connected to. */
  ConnectionProfile profile() {
    return profile;
  }

  /** What that is called. */
  String profileName() {
    return nameOf(profile);
  }

  /** What {@code profile} is called. */
  static String nameOf(ConnectionProfile profile) {
    return profile.name().isEmpty() ? profile.id() : profile.name();
  }

  /**
   * The profile of that name or id.
   *
   * @throws UnknownProfileException where there is none
   */
  ConnectionProfile findProfile(String name) {
    return settings
        .findProfile(name)
        .orElseThrow(() -> new UnknownProfileException(name, settings.profiles()));
  }

  /**
   * Opens the store of another profile.
   *
   * @throws NoStoreException where it cannot be reached
   */
  StoreOpener.OpenedStore open(ConnectionProfile other) {
    try {
      return opener.open(other, new WantedProfile(settings, passwords, null).secrets(other));
    } catch (CannotConnectException e) {
      throw new NoStoreException(
          nameOf(other)
              + " cannot be used: "
              + e.getMessage()
              + "."
              + help.words(other, e.fault()).map(words -> " " + words).orElse(""));
    }
  }

  /** The settings. */
  SettingsService settings() {
    return settings;
  }

  /** The copies of the built-in store. */
  StoreCopies copies() {
    return copies;
  }

  SessionService service() {
    return service;
  }

  /** The store. */
  SessionStore store() {
    return connector.store().orElseThrow();
  }

  SessionCodec codec() {
    return codec;
  }

  JsonFormat json() {
    return json;
  }

  InstantSource clock() {
    return clock;
  }

  /**
   * Has the service read everything, for those who search or sort. Blocks until it has.
   *
   * @throws NoStoreException where the connection is lost meanwhile
   */
  void awaitPicture() {
    var complete = new CompletableFuture<Boolean>();
    try (var _ =
        service
            .index()
            .onChange(
                () -> {
                  if (service.index().state().complete()) {
                    complete.complete(true);
                  }
                })) {
      service.follow();
      try (var _ =
          connector.watch(
              state -> {
                if (state instanceof ConnectionState.Retrying retrying) {
                  complete.completeExceptionally(unreachable(retrying.why()));
                }
              })) {
        complete.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new NoStoreException("Interrupted while reading " + target() + ".");
    } catch (ExecutionException e) {
      throw e.getCause() instanceof NoStoreException lost
          ? lost
          : new IllegalStateException(e.getCause());
    }
  }

  private <T extends AutoCloseable> T closeLater(T part) {
    return closing.add(part);
  }

  @Override
  public void close() {
    closing.close();
  }
}
