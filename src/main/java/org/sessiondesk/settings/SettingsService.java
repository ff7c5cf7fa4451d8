package org.sessiondesk.settings;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.sessiondesk.connection.ConnectionProfile;
import org.sessiondesk.connection.Secret;
import org.sessiondesk.session.Listeners;
import org.sessiondesk.session.Registration;

/**
 * Holds the settings, and says which values hold: the environment's, else those of {@code .env},
 * else what was chosen in the window, else the defaults. Safe for use by several threads.
 */
public final class SettingsService implements AutoCloseable {

  /** The address the API listens at unless {@code API_HOST} says otherwise. */
  public static final String DEFAULT_API_HOST = "127.0.0.1";

  /** The longest body the API takes unless {@code API_MAX_BODY_BYTES} says otherwise. */
  public static final int DEFAULT_API_MAX_BODY_BYTES = 1 << 20;

  private final SettingsFile file;
  private final Environment environment;
  private final List<SettingsWarning> warnings;
  private final Listeners<Settings> listeners = new Listeners<>();
  private final ReentrantLock lock = new ReentrantLock();
  private volatile Settings current;

  /** Reads the settings from {@code file}. Blocks; closing this closes the file. */
  public SettingsService(SettingsFile file, Environment environment) {
    this.file = file;
    this.environment = environment;
    var loaded = file.load();
    this.current = loaded.settings();
    this.warnings = loaded.warnings();
  }

  /** What was chosen in the window. What holds may differ: see the methods below. */
  public Settings current() {
    return current;
  }

  /** What was found wrong when the settings were read. */
  public List<SettingsWarning> warnings() {
    return warnings;
  }

  /**
   * Changes the settings, tells the listeners and saves a little later, in the background.
   *
   * @param change makes the new settings of the old; runs under a lock, so it must not block
   * @return the new settings
   * @throws IllegalArgumentException where the new values are against {@link SettingRules}; then
   *     nothing has changed
   */
  public Settings update(UnaryOperator<Settings> change) {
    Settings changed;
    lock.lock();
    try {
      changed = change.apply(current);
      if (changed.equals(current)) {
        return changed;
      }
      current = changed;
      file.save(changed);
    } finally {
      lock.unlock();
    }
    // The latest, not ours: when two threads change at once, the last that is told is the newest.
    listeners.tell(current);
    return changed;
  }

  /** Tells {@code listener} the settings after every change, on the thread that made it. */
  public Registration watch(Consumer<Settings> listener) {
    return listeners.add(listener);
  }

  /** Tells {@code listener} when saving fails, on the thread that saves. */
  public Registration watchTrouble(Consumer<SettingsWarning> listener) {
    return file.watchTrouble(listener);
  }

  /** What the environment says. */
  public Environment environment() {
    return environment;
  }

  /** The life of a temporary session that asks for none. */
  public Effective<Duration> defaultTtl() {
    return environment.sessionTtl().orElseGet(() -> chosen(Settings::defaultTtl));
  }

  /** The time between two clean-ups. */
  public Effective<Duration> cleanupInterval() {
    return environment.cleanupInterval().orElseGet(() -> chosen(Settings::cleanupInterval));
  }

  /** The most memory for the picture of the persistent sessions, in MiB; 0 for a part of all. */
  public Effective<Integer> pictureMegabytes() {
    return environment.pictureMegabytes().orElseGet(() -> chosen(Settings::pictureMegabytes));
  }

  /** Whether the built-in store is copied once a day by itself. */
  public Effective<Boolean> dailyBackup() {
    return chosen(Settings::dailyBackup);
  }

  /** How much of its own changes the program keeps on disk. */
  public Effective<JournalSettings> journal() {
    return chosen(Settings::journal);
  }

  /** The port of the HTTP API. */
  public Effective<Integer> apiPort() {
    return environment.apiPort().orElseGet(() -> chosen(settings -> settings.api().port()));
  }

  /** Whether the HTTP API is on while the window is open. */
  public Effective<Boolean> apiEnabled() {
    return chosen(settings -> settings.api().enabled());
  }

  /** Where the HTTP API listens. */
  public Effective<String> apiHost() {
    return environment
        .apiHost()
        .orElseGet(() -> new Effective<>(DEFAULT_API_HOST, new Origin.Default()));
  }

  /** The longest body that the HTTP API takes. */
  public Effective<Integer> apiMaxBodyBytes() {
    return environment
        .apiMaxBodyBytes()
        .orElseGet(() -> new Effective<>(DEFAULT_API_MAX_BODY_BYTES, new Origin.Default()));
  }

  /** Further names by which the HTTP API may be called. */
  public List<String> apiAllowedHosts() {
    return environment.apiAllowedHosts().map(Effective::value).orElse(List.of());
  }

  /** The origins whose pages may call the HTTP API, besides its own. */
  public List<String> apiCorsOrigins() {
    return environment.apiCorsOrigins().map(Effective::value).orElse(List.of());
  }

  /** The token that every call of the HTTP API must bear. */
  public Optional<Secret> apiToken() {
    return environment.apiToken().map(Effective::value);
  }

  /** The token that creating a persistent session over HTTP must bear. */
  public Optional<Secret> apiPersistentToken() {
    return environment.apiPersistentToken().map(Effective::value);
  }

  /**
   * The profile to connect to at the start; empty where {@code REDIS_ENABLED=false}. Its origin is
   * that of {@code REDIS_ENABLED} where that is set.
   */
  public Effective<Optional<ConnectionProfile>> startProfile() {
    return environment
        .redisEnabled()
        .map(enabled -> new Effective<>(environment.redisProfile(), enabled.origin()))
        .orElseGet(() -> chosen(settings -> Optional.of(settings.activeProfile())));
  }

  /** All profiles there are: the built-in store, the environment's, those of the operator. */
  public List<ConnectionProfile> profiles() {
    var all = new ArrayList<>(current.profiles());
    environment.redisProfile().ifPresent(profile -> all.add(1, profile));
    return List.copyOf(all);
  }

  /** The profile of that id or, whatever its case, of that name. */
  public Optional<ConnectionProfile> findProfile(String idOrName) {
    var wanted = idOrName.toLowerCase(Locale.ROOT);
    var all = profiles();
    return all.stream()
        .filter(profile -> profile.id().equals(idOrName))
        .findFirst()
        .or(
            () ->
                all.stream()
                    .filter(profile -> profile.name().toLowerCase(Locale.ROOT).equals(wanted))
                    .findFirst());
  }

  private <T> Effective<T> chosen(Function<Settings, T> part) {
    var value = part.apply(current);
    boolean untouched = Objects.equals(value, part.apply(Settings.DEFAULT));
    return new Effective<>(value, untouched ? new Origin.Default() : new Origin.Chosen());
  }

  /** Writes what is not saved yet. Blocks until it is on disk or has failed. */
  @Override
  public void close() {
    file.close();
  }
}
