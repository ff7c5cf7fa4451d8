package org.sessiondesk.app;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.connection.ConnectionProfile;
import org.sessiondesk.connection.ConnectionState;
import org.sessiondesk.connection.StoreCopies;
import org.sessiondesk.connection.StoreOpener;
import org.sessiondesk.json.JacksonJson;
import org.sessiondesk.memory.Expirer;
import org.sessiondesk.memory.MemorySessionStore;
import org.sessiondesk.redis.BuiltInCopies;
import org.sessiondesk.redis.BuiltInRedis;
import org.sessiondesk.redis.RedisConnector;
import org.sessiondesk.redis.RedisStoreOpener;
import org.sessiondesk.service.SessionService;
import org.sessiondesk.session.Actor;
import org.sessiondesk.session.JsonFormat;
import org.sessiondesk.session.Ticker;
import org.sessiondesk.settings.DeskFolders;
import org.sessiondesk.settings.DeskVault;
import org.sessiondesk.settings.Environment;
import org.sessiondesk.settings.KeychainVault;
import org.sessiondesk.settings.ProfilePasswords;
import org.sessiondesk.settings.SecretFile;
import org.sessiondesk.settings.SettingsFile;
import org.sessiondesk.settings.SettingsService;
import org.sessiondesk.speech.Engines;
import org.sessiondesk.speech.SpeechEngine;
import org.sessiondesk.text.ChineseWordSegmenter;
import org.sessiondesk.text.TextSegmenter;
import org.sessiondesk.text.VoiceCatalog;
import org.sessiondesk.transfer.DailyBackup;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The composition root of what has no screen: makes everything, and closes it in the reverse order.
 * Making it reads the settings and opens the log, and waits for nothing else; Redis is connected to
 * only by {@link #connect}.
 */
final class AppContext implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(AppContext.class);

  /** What of the heap the picture may take by itself; the rest is for queries and the window. */
  private static final int PICTURE_PERCENT = 65;

  /** What the file of secrets is called, in the folder of the settings. */
  static final String SECRETS = "secrets.sealed.json";

  private final Closing closing = new Closing();
  private final DeskFolders folders;
  private final SingleInstance instance;
  private final UncaughtFailures uncaught;
  private final SettingsService settings;
  private final JsonFormat json = new JacksonJson();
  private final DeskVault vault;
  private final VoiceCatalog voices;
  private final ProfilePasswords passwords;
  private final StoreCopies copies;
  private final StoreOpener opener;
  private final DeskJournal journal;
  private final RedisConnector connector;
  private final MemorySessionStore memory;
  private final SessionService service;
  private final ExecutorService executor =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("expirer-", 0).factory());
  private final InstantSource clock;
  private volatile int pictureMegabytes;
  private final Environment environment;
  private final @Nullable String profileName;

  /**
   * Makes everything.
   *
   * @param logTaps see every line of the log
   * @throws org.sessiondesk.settings.BadSettingException where the environment makes no sense
   * @throws UncheckedIOException where a folder cannot be used
   * @throws AlreadyRunningException where another window, or service, has the data folder
   */
  @SafeVarargs
  AppContext(
      DeskOptions options,
      Environment environment,
      InstantSource clock,
      Appender<ILoggingEvent>... logTaps) {
    this.clock = clock;
    this.environment = environment;
    this.profileName = options.profile;
    var chosen = options.dataDir;
    folders = chosen == null ? DeskFolders.ofUser(environment) : DeskFolders.below(chosen);
    folders.create();
    voices = new VoiceCatalog(folders.data());
    requireWritable();
    instance = closeLater(SingleInstance.claim(folders.data(), face(options)));
    if (options.headless) {
      Logging.start(folders.logs(), Logging.Log.SERVICE, Level.INFO);
    } else {
      Logging.start(folders.logs(), Logging.Log.WINDOW, Level.WARN);
    }
    for (var tap : logTaps) {
      Logging.add(tap);
    }
    uncaught = new UncaughtFailures(clock);
    Thread.setDefaultUncaughtExceptionHandler(uncaught);
    LOG.info("Session Desk {} on Java {}", Version.current(), Runtime.version());
    environment.log();
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
    settings
        .warnings()
        .forEach(w -> LOG.warn("Settings {}: {} {}", w.file(), w.kind(), w.detail()));
    vault =
        new DeskVault(
            new KeychainVault(), new SecretFile(folders.config().resolve(SECRETS), json), settings);
    passwords = new ProfilePasswords(environment, vault);
    var builtIn = closeLater(new BuiltInRedis(folders.data()));
    var sshAgent = environment.sshAgent().orElse(null);
    copies = new BuiltInCopies(builtIn, clock);
    opener = new RedisStoreOpener(folders.data(), clock, sshAgent);
    connector = closeLater(new RedisConnector(builtIn, clock, sshAgent));
    journal =
        closeLater(new DeskJournal(folders, settings, json, Actor.user(Actor.Face.WINDOW), clock));
    memory = new MemorySessionStore(clock);
    closeLater(executor);
    service =
        closeLater(
            new SessionService(
                memory,
                connector,
                new TextSegmenter(new ChineseWordSegmenter(folders.data().resolve("words.txt"))),
                () -> settings.defaultTtl().value(),
                clock,
                journal.journal()));
    limitPicture();
    closeLater(settings.watch(_ -> limitPictureLater()));
    closeLater(connector.watch(new ConnectionLog(secretHelp())));
  }

  /** Settings are often changed on the window's thread, and mostly in something else. */
  private void limitPictureLater() {
    if (settings.pictureMegabytes().value() != pictureMegabytes) {
      Thread.ofVirtual().name("picture-limit").start(this::limitPicture);
    }
  }

  /** Of several at once the last one sets what was chosen last. */
  private synchronized void limitPicture() {
    int megabytes = settings.pictureMegabytes().value();
    pictureMegabytes = megabytes;
    long most = Runtime.getRuntime().maxMemory();
    service.limitPicture(megabytes == 0 ? most / 100 * PICTURE_PERCENT : (long) megabytes << 20);
  }

  private static SingleInstance.Face face(DeskOptions options) {
    return options.headless ? SingleInstance.Face.SERVICE : SingleInstance.Face.WINDOW;
  }

  private void requireWritable() {
    try {
      Files.delete(Files.createTempFile(folders.data(), "probe", ""));
    } catch (IOException e) {
      throw new UncheckedIOException("The folder " + folders.data() + " cannot be written to", e);
    }
  }

  /** Begins to mark expired sessions each second and to clean them up, by {@code ticker}. */
  void startExpiring(Ticker ticker) {
    closeLater(
        new Expirer(ticker, memory, () -> settings.cleanupInterval().value(), executor, clock));
  }

  /** Begins to copy the built-in store once a day, by {@code ticker}, where that is switched on. */
  DailyBackup startDailyBackup(Ticker ticker) {
    return closeLater(
        new DailyBackup(copies, () -> settings.dailyBackup().value(), ticker, executor, clock));
  }

  /** Begins to connect to the Redis that is wanted, in the background. */
  void connect() {
    connect(
        (_, then) -> {
          secretHelp().unlock();
          then.run();
        });
  }

  /**
   * The same.
   *
   * @param unlocking opens what the secrets of a profile are kept in, then runs what it is given
   */
  void connect(BiConsumer<ConnectionProfile, Runnable> unlocking) {
    var wanted = new WantedProfile(settings, passwords, profileName);
    var profile = wanted.find();
    if (profile == null) {
      LOG.warn("Persistent sessions are off: REDIS_ENABLED=false");
      connector.disconnect(ConnectionState.Off.Why.DISABLED);
      return;
    }
    passwords.beginWith(profile);
    unlocking.accept(
        profile,
        () ->
            Thread.ofVirtual()
                .name("connect")
                .start(() -> connector.connect(profile, wanted.secrets(profile))));
  }

  SettingsService settings() {
    return settings;
  }

  DeskFolders folders() {
    return folders;
  }

  /** What sees to it that nobody else opens a window on this folder. */
  SingleInstance instance() {
    return instance;
  }

  /** What takes the failures that nobody handles. */
  UncaughtFailures uncaught() {
    return uncaught;
  }

  SessionService service() {
    return service;
  }

  /** What is written down about changes. */
  DeskJournal journal() {
    return journal;
  }

  RedisConnector connector() {
    return connector;
  }

  /** The copies of the built-in store. */
  StoreCopies copies() {
    return copies;
  }

  /** Opens stores besides the one that is connected. */
  StoreOpener opener() {
    return opener;
  }

  /** What says how to give a secret that is missing. */
  SecretHelp secretHelp() {
    return new SecretHelp(environment, vault, passwords);
  }

  DeskVault vault() {
    return vault;
  }

  ProfilePasswords passwords() {
    return passwords;
  }

  VoiceCatalog voices() {
    return voices;
  }

  /** The speech engine of this machine. Reads the file system. */
  Optional<SpeechEngine> findSpeech() {
    return Engines.find(System.getProperty("os.name", ""), environment.system("PATH").orElse(""));
  }

  JsonFormat json() {
    return json;
  }

  InstantSource clock() {
    return clock;
  }

  /** Closes {@code part} before everything that was made before it. */
  <T extends AutoCloseable> T closeLater(T part) {
    return closing.add(part);
  }

  /**
   * Closes everything, the latest first. A part that fails to close does not keep the rest open.
   */
  @Override
  public void close() {
    var started = clock.instant();
    closing.close();
    LOG.info("Ended after {} ms of closing", Duration.between(started, clock.instant()).toMillis());
  }
}
