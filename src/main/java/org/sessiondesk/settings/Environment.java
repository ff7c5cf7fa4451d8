package org.sessiondesk.settings;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.connection.ConnectionProfile;
import org.sessiondesk.connection.Deployment;
import org.sessiondesk.connection.ProfileMarks;
import org.sessiondesk.connection.ProfileSecrets;
import org.sessiondesk.connection.RedisUrl;
import org.sessiondesk.connection.RedisUrlException;
import org.sessiondesk.connection.Secret;
import org.sessiondesk.connection.SecretKind;
import org.sessiondesk.settings.SettingRules.Checked;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the environment says, and the {@code .env} file in the working folder: the one place that
 * reads either. A variable of the environment wins over a line of the file. Immutable: it is read
 * once, at the start.
 */
public final class Environment {
  public static final String REDIS_ENABLED = "REDIS_ENABLED";
  public static final String REDIS_URL = "REDIS_URL";
  public static final String REDIS_DEPLOYMENT = "REDIS_DEPLOYMENT";
  public static final String REDIS_READ_ONLY = "REDIS_READ_ONLY";
  public static final String SESSION_TTL_HOURS = "SESSION_TTL_HOURS";
  public static final String SESSION_CLEANUP_INTERVAL_SECONDS = "SESSION_CLEANUP_INTERVAL_SECONDS";
  public static final String SESSION_PICTURE_MEGABYTES = "SESSION_PICTURE_MEGABYTES";
  public static final String API_PORT = "API_PORT";
  public static final String API_HOST = "API_HOST";
  public static final String API_TOKEN = "API_TOKEN";
  public static final String API_PERSISTENT_TOKEN = "API_PERSISTENT_TOKEN";
  public static final String API_MAX_BODY_BYTES = "API_MAX_BODY_BYTES";
  public static final String API_ALLOWED_HOSTS = "API_ALLOWED_HOSTS";
  public static final String API_CORS_ORIGINS = "API_CORS_ORIGINS";

  /** Opens the file of secrets without a window. */
  public static final String SECRETS_PASSPHRASE = "SESSION_DESK_SECRETS_PASSPHRASE";

  private static final Pattern NOT_IN_NAMES = Pattern.compile("[^A-Za-z0-9]");

  /** Where {@code REDIS_ENABLED=true} leads without a {@code REDIS_URL}. */
  public static final String DEFAULT_REDIS_URL = "redis://localhost:6379/0";

  private static final Logger LOG = LoggerFactory.getLogger(Environment.class);

  private final Function<String, @Nullable String> variables;
  private final @Nullable Path envFile;
  private final Map<String, DotEnv.Entry> entries;
  private final Optional<Effective<Boolean>> redisEnabled;
  private final Optional<Effective<RedisUrl>> redisUrl;
  private final Optional<Effective<Deployment>> redisDeployment;
  private final Optional<Effective<Boolean>> redisReadOnly;
  private final Optional<Effective<Duration>> sessionTtl;
  private final Optional<Effective<Duration>> cleanupInterval;
  private final Optional<Effective<Integer>> pictureMegabytes;
  private final Optional<Effective<Integer>> apiPort;
  private final Optional<Effective<String>> apiHost;
  private final Optional<Effective<Secret>> apiToken;
  private final Optional<Effective<Secret>> apiPersistentToken;
  private final Optional<Effective<Integer>> apiMaxBodyBytes;
  private final Optional<Effective<List<String>>> apiAllowedHosts;
  private final Optional<Effective<List<String>>> apiCorsOrigins;

  private Environment(Function<String, @Nullable String> variables, @Nullable Path folder) {
    this.variables = variables;
    this.envFile = folder == null ? null : folder.resolve(".env");
    var faults = new ArrayList<BadSetting>();
    this.entries = envFile == null ? Map.of() : readFile(envFile, faults);
    this.redisEnabled = read(REDIS_ENABLED, SettingRules::yesOrNo, true, faults);
    this.redisUrl = readRedisUrl(faults);
    this.redisDeployment = read(REDIS_DEPLOYMENT, SettingRules::deployment, true, faults);
    this.redisReadOnly = read(REDIS_READ_ONLY, SettingRules::yesOrNo, true, faults);
    this.sessionTtl = read(SESSION_TTL_HOURS, SettingRules::ttlHours, true, faults);
    this.cleanupInterval =
        read(SESSION_CLEANUP_INTERVAL_SECONDS, SettingRules::intervalSeconds, true, faults);
    this.pictureMegabytes =
        read(SESSION_PICTURE_MEGABYTES, SettingRules::pictureMegabytes, true, faults);
    this.apiPort = read(API_PORT, SettingRules::port, true, faults);
    this.apiHost = read(API_HOST, SettingRules::host, true, faults);
    this.apiToken = read(API_TOKEN, SettingRules::token, false, faults);
    this.apiPersistentToken = read(API_PERSISTENT_TOKEN, SettingRules::token, false, faults);
    this.apiMaxBodyBytes = read(API_MAX_BODY_BYTES, SettingRules::bytes, true, faults);
    this.apiAllowedHosts = read(API_ALLOWED_HOSTS, SettingRules::hosts, true, faults);
    this.apiCorsOrigins = read(API_CORS_ORIGINS, SettingRules::origins, true, faults);
    if (!faults.isEmpty()) {
      throw new BadSettingException(faults);
    }
  }

  /**
   * That of this process, and the {@code .env} file in its working folder.
   *
   * @throws BadSettingException where anything in them makes no sense
   */
  public static Environment ofProcess() {
    return new Environment(System::getenv, Path.of("").toAbsolutePath());
  }

  /**
   * The one given.
   *
   * @param folder where a {@code .env} file may lie; null for none
   * @throws BadSettingException where anything in them makes no sense
   */
  public static Environment of(Map<String, String> variables, @Nullable Path folder) {
    return new Environment(Map.copyOf(variables)::get, folder);
  }

  /** Whether {@code REDIS_ENABLED} asks for a Redis or for none; empty where it is not set. */
  public Optional<Effective<Boolean>> redisEnabled() {
    return redisEnabled;
  }

  /** {@code REDIS_URL}, whether it is used or not. */
  public Optional<Effective<RedisUrl>> redisUrl() {
    return redisUrl;
  }

  /** {@code SESSION_TTL_HOURS}. */
  public Optional<Effective<Duration>> sessionTtl() {
    return sessionTtl;
  }

  /** {@code SESSION_CLEANUP_INTERVAL_SECONDS}. */
  public Optional<Effective<Duration>> cleanupInterval() {
    return cleanupInterval;
  }

  /** {@code SESSION_PICTURE_MEGABYTES}. */
  public Optional<Effective<Integer>> pictureMegabytes() {
    return pictureMegabytes;
  }

  /** {@code API_PORT}. */
  public Optional<Effective<Integer>> apiPort() {
    return apiPort;
  }

  /** {@code API_HOST}. */
  public Optional<Effective<String>> apiHost() {
    return apiHost;
  }

  /** {@code API_TOKEN}. */
  public Optional<Effective<Secret>> apiToken() {
    return apiToken;
  }

  /** {@code API_PERSISTENT_TOKEN}. */
  public Optional<Effective<Secret>> apiPersistentToken() {
    return apiPersistentToken;
  }

  /** {@code API_MAX_BODY_BYTES}. */
  public Optional<Effective<Integer>> apiMaxBodyBytes() {
    return apiMaxBodyBytes;
  }

  /** {@code API_ALLOWED_HOSTS}: further names by which the API may be called. */
  public Optional<Effective<List<String>>> apiAllowedHosts() {
    return apiAllowedHosts;
  }

  /** {@code API_CORS_ORIGINS}: the origins whose pages may call the API. */
  public Optional<Effective<List<String>>> apiCorsOrigins() {
    return apiCorsOrigins;
  }

  /**
   * The profile that {@code REDIS_ENABLED=true} asks for, at {@link #redisUrl} or the default;
   * empty unless it does. {@code REDIS_DEPLOYMENT} and {@code REDIS_READ_ONLY} mark and guard it.
   */
  public Optional<ConnectionProfile> redisProfile() {
    if (redisEnabled.isEmpty() || !redisEnabled.get().value()) {
      return Optional.empty();
    }
    var url = redisUrl.map(Effective::value).orElseGet(() -> RedisUrl.parse(DEFAULT_REDIS_URL));
    return Optional.of(
        new ConnectionProfile(
            ConnectionProfile.ENVIRONMENT_ID,
            REDIS_URL,
            url.target(),
            ConnectionProfile.DEFAULT_KEY_PREFIX,
            new ProfileMarks(
                redisDeployment.map(Effective::value).orElse(Deployment.UNMARKED),
                ProfileMarks.Colour.AUTOMATIC,
                redisReadOnly.map(Effective::value).orElse(false))));
  }

  /** The passwords in {@code REDIS_URL}. They are kept nowhere else. */
  public ProfileSecrets redisSecrets() {
    return redisUrl.map(url -> url.value().secrets()).orElse(ProfileSecrets.NONE);
  }

  /**
   * A variable that belongs to the operating system, such as {@code XDG_CONFIG_HOME}: never from
   * {@code .env}; empty also where it is set to nothing.
   */
  public Optional<String> system(String name) {
    return Optional.ofNullable(variables.apply(name)).filter(value -> !value.isBlank());
  }

  /**
   * A secret of the profile of that id, for a program without a window: never from {@code .env},
   * which is a file in clear.
   *
   * @param first whether it is the profile that the program begins with: then {@code
   *     SESSION_DESK_PASSWORD} counts too, which names none
   */
  public Optional<Secret> secret(String profileId, SecretKind kind, boolean first) {
    return secret(secretName(kind, profileId))
        .or(() -> first ? secret(secretName(kind)) : Optional.empty());
  }

  /** The pass-phrase of the file of secrets; never from {@code .env}. */
  public Optional<Secret> secretsPassphrase() {
    return secret(SECRETS_PASSPHRASE);
  }

  /** The variable for a secret of the profile that the program begins with. */
  public static String secretName(SecretKind kind) {
    return "SESSION_DESK_" + kind.name();
  }

  /** The variable for a secret of the profile of that id, whichever the program begins with. */
  public static String secretName(SecretKind kind, String profileId) {
    return secretName(kind) + "_" + NOT_IN_NAMES.matcher(profileId).replaceAll("_");
  }

  private Optional<Secret> secret(String name) {
    return Optional.ofNullable(variables.apply(name))
        .filter(value -> !value.isEmpty())
        .map(Secret::of);
  }

  /** The socket of the user's SSH agent, where one runs. */
  public Optional<Path> sshAgent() {
    return system("SSH_AUTH_SOCK").map(Path::of);
  }

  /** Writes what is set, without secrets, to the log. Call it once, at the start. */
  public void log() {
    var words = new StringJoiner(", ");
    note(words, REDIS_ENABLED, redisEnabled, Object::toString);
    note(words, REDIS_URL, redisUrl, url -> url.target().display());
    note(words, REDIS_DEPLOYMENT, redisDeployment, Object::toString);
    note(words, REDIS_READ_ONLY, redisReadOnly, Object::toString);
    note(words, SESSION_TTL_HOURS, sessionTtl, Duration::toString);
    note(words, SESSION_CLEANUP_INTERVAL_SECONDS, cleanupInterval, Duration::toString);
    note(words, SESSION_PICTURE_MEGABYTES, pictureMegabytes, Object::toString);
    note(words, API_PORT, apiPort, Object::toString);
    note(words, API_HOST, apiHost, host -> host);
    note(words, API_TOKEN, apiToken, _ -> "***");
    note(words, API_PERSISTENT_TOKEN, apiPersistentToken, _ -> "***");
    note(words, API_MAX_BODY_BYTES, apiMaxBodyBytes, Object::toString);
    note(words, API_ALLOWED_HOSTS, apiAllowedHosts, hosts -> String.join(",", hosts));
    note(words, API_CORS_ORIGINS, apiCorsOrigins, origins -> String.join(",", origins));
    LOG.info("Set by the environment: {}", words.length() == 0 ? "nothing" : words);
    if (redisUrl.isPresent() && redisEnabled.isEmpty()) {
      LOG.info("REDIS_URL is not used: REDIS_ENABLED is not set to true");
    }
  }

  private static <T> void note(
      StringJoiner words, String name, Optional<Effective<T>> found, Function<T, String> shown) {
    found.ifPresent(
        effective -> {
          var place =
              effective.origin() instanceof Origin.EnvFile(_, _, int line)
                  ? " (.env, line " + line + ")"
                  : "";
          words.add(name + "=" + shown.apply(effective.value()) + place);
        });
  }

  private static Map<String, DotEnv.Entry> readFile(Path file, List<BadSetting> faults) {
    // A folder of that name is a Python virtual environment, and none of our business.
    if (Files.notExists(file, LinkOption.NOFOLLOW_LINKS) || Files.isDirectory(file)) {
      return Map.of();
    }
    try {
      var bytes = ByteBuffer.wrap(Files.readAllBytes(file));
      var read = DotEnv.parse(StandardCharsets.UTF_8.newDecoder().decode(bytes).toString());
      for (int line : read.badLines()) {
        // The line itself may hold a password.
        faults.add(
            new BadSetting(
                "",
                SettingFault.BAD_LINE,
                new Origin.EnvFile("", file, line),
                Optional.empty(),
                "a line is NAME=value, a comment or empty, and quotes are closed"));
      }
      return read.entries();
    } catch (CharacterCodingException _) {
      faults.add(unreadable(file, "it is not UTF-8"));
    } catch (IOException e) {
      faults.add(unreadable(file, FileWords.of(e)));
    }
    return Map.of();
  }

  private static BadSetting unreadable(Path file, String detail) {
    return new BadSetting(
        "",
        SettingFault.FILE_UNREADABLE,
        new Origin.EnvFile("", file, 0),
        Optional.empty(),
        detail);
  }

  private @Nullable Effective<String> find(String name) {
    var variable = variables.apply(name);
    if (variable != null) {
      return new Effective<>(variable, new Origin.Variable(name));
    }
    var entry = entries.get(name);
    return entry == null || envFile == null
        ? null
        : new Effective<>(entry.value(), new Origin.EnvFile(name, envFile, entry.line()));
  }

  private <T> Optional<Effective<T>> read(
      String name, Function<String, Checked<T>> rule, boolean showable, List<BadSetting> faults) {
    var found = find(name);
    if (found == null) {
      return Optional.empty();
    }
    return switch (rule.apply(found.value())) {
      case Checked.Good<T>(var value) -> Optional.of(new Effective<>(value, found.origin()));
      case Checked.Bad<T>(var fault) -> {
        var shown = showable ? Optional.of(found.value()) : Optional.<String>empty();
        faults.add(new BadSetting(name, fault, found.origin(), shown, ""));
        yield Optional.empty();
      }
    };
  }

  private Optional<Effective<RedisUrl>> readRedisUrl(List<BadSetting> faults) {
    var found = find(REDIS_URL);
    if (found == null) {
      return Optional.empty();
    }
    var fault = SettingFault.EMPTY;
    var detail = "";
    if (!found.value().isBlank()) {
      try {
        return Optional.of(new Effective<>(RedisUrl.parse(found.value()), found.origin()));
      } catch (RedisUrlException e) {
        fault = SettingFault.NOT_A_REDIS_URL;
        detail = String.valueOf(e.getMessage());
      }
    }
    faults.add(new BadSetting(REDIS_URL, fault, found.origin(), Optional.empty(), detail));
    return Optional.empty();
  }
}
