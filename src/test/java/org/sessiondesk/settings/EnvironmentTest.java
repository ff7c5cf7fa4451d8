package org.sessiondesk.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sessiondesk.connection.ConnectionProfile;
import org.sessiondesk.connection.Deployment;
import org.sessiondesk.connection.ProfileMarks;
import org.sessiondesk.connection.ProfileSecrets;
import org.sessiondesk.connection.Secret;
import org.sessiondesk.connection.StoreTarget;
import org.slf4j.LoggerFactory;

class EnvironmentTest {
  @TempDir Path folder;

  private Environment read(Map<String, String> variables) {
    return Environment.of(variables, folder);
  }

  private void envFile(String text) throws IOException {
    Files.writeString(folder.resolve(".env"), text);
  }

  @Test
  void saysNothing_whenNothingIsSet() {
    var environment = read(Map.of("PATH", "/bin"));

    assertThat(environment.redisEnabled()).isEmpty();
    assertThat(environment.redisProfile()).isEmpty();
    assertThat(environment.sessionTtl()).isEmpty();
    assertThat(environment.cleanupInterval()).isEmpty();
    assertThat(environment.apiPort()).isEmpty();
    assertThat(environment.apiToken()).isEmpty();
  }

  @Test
  @DisplayName("The .env file of the requirements is understood")
  void readsTheEnvFileOfTheRequirements() throws IOException {
    envFile(
        """
        # 启用 Redis 持久化存储
        REDIS_ENABLED=true

        # Redis 连接 URL
        REDIS_URL=redis://localhost:6379/0

        # 会话默认过期时间（小时）
        SESSION_TTL_HOURS=1

        # 会话清理间隔（秒）
        SESSION_CLEANUP_INTERVAL_SECONDS=300
        """);

    var environment = read(Map.of());

    assertThat(environment.redisEnabled().map(Effective::value)).contains(true);
    assertThat(environment.redisProfile().map(p -> p.target().display()))
        .contains("redis://localhost:6379/0");
    assertThat(environment.sessionTtl().map(Effective::value)).contains(Duration.ofHours(1));
    assertThat(environment.cleanupInterval())
        .contains(
            new Effective<>(
                Duration.ofMinutes(5),
                new Origin.EnvFile(
                    "SESSION_CLEANUP_INTERVAL_SECONDS", folder.resolve(".env"), 11)));
  }

  @Test
  void theEnvironmentWinsOverTheFile() throws IOException {
    envFile("SESSION_TTL_HOURS=2\nAPI_PORT=9000");

    var environment = read(Map.of("SESSION_TTL_HOURS", "3"));

    assertThat(environment.sessionTtl())
        .contains(new Effective<>(Duration.ofHours(3), new Origin.Variable("SESSION_TTL_HOURS")));
    assertThat(environment.apiPort().map(Effective::value)).contains(9000);
  }

  @Test
  void theRedisOfTheEnvironmentIsMarkedAndGuarded() throws IOException {
    var profile =
        read(Map.of(
                "REDIS_ENABLED",
                "true",
                "REDIS_DEPLOYMENT",
                "Production",
                "REDIS_READ_ONLY",
                "yes"))
            .redisProfile()
            .orElseThrow();

    assertThat(profile.marks())
        .isEqualTo(new ProfileMarks(Deployment.PRODUCTION, ProfileMarks.Colour.AUTOMATIC, true));
    assertThat(read(Map.of("REDIS_ENABLED", "true")).redisProfile().orElseThrow().marks())
        .isEqualTo(ProfileMarks.NONE);
  }

  @Test
  void aBadLineOfTheFileIsNotHiddenByTheEnvironment() throws IOException {
    envFile("SESSION_TTL_HOURS");

    assertThatExceptionOfType(BadSettingException.class)
        .isThrownBy(() -> read(Map.of("SESSION_TTL_HOURS", "3")));
  }

  @ParameterizedTest
  @CsvSource({
    "SESSION_TTL_HOURS, abc, NOT_A_NUMBER",
    "SESSION_TTL_HOURS, 0, NOT_POSITIVE",
    "SESSION_TTL_HOURS, -1, NOT_POSITIVE",
    "SESSION_TTL_HOURS, '', EMPTY",
    "SESSION_TTL_HOURS, 100000, TOO_LARGE",
    "SESSION_CLEANUP_INTERVAL_SECONDS, 5min, NOT_A_NUMBER",
    "SESSION_CLEANUP_INTERVAL_SECONDS, 0, NOT_POSITIVE",
    "SESSION_CLEANUP_INTERVAL_SECONDS, 0.5, TOO_SMALL",
    "SESSION_CLEANUP_INTERVAL_SECONDS, 86401, TOO_LARGE",
    "REDIS_ENABLED, maybe, NOT_A_SWITCH",
    "REDIS_READ_ONLY, maybe, NOT_A_SWITCH",
    "REDIS_DEPLOYMENT, mars, NOT_A_DEPLOYMENT",
    "REDIS_DEPLOYMENT, '', EMPTY",
    "REDIS_ENABLED, '', EMPTY",
    "REDIS_URL, localhost, NOT_A_REDIS_URL",
    "REDIS_URL, '', EMPTY",
    "API_PORT, 70000, TOO_LARGE",
    "API_PORT, 1.5, NOT_A_WHOLE_NUMBER",
    "API_HOST, http://x, NOT_A_HOST",
    "API_TOKEN, '', EMPTY",
    "API_TOKEN, a b, NOT_A_TOKEN",
    "API_PERSISTENT_TOKEN, é, NOT_A_TOKEN",
    "API_MAX_BODY_BYTES, 0, NOT_POSITIVE",
    "SESSION_PICTURE_MEGABYTES, 15, TOO_SMALL",
    "SESSION_PICTURE_MEGABYTES, 99999999999, TOO_LARGE",
    "SESSION_PICTURE_MEGABYTES, 1.5, NOT_A_WHOLE_NUMBER",
    "API_ALLOWED_HOSTS, 'a,', EMPTY",
    "API_ALLOWED_HOSTS, 'a,b/c', NOT_A_HOST",
    "API_CORS_ORIGINS, desk.example.com, NOT_AN_ORIGIN",
    "API_CORS_ORIGINS, https://desk.example.com/, NOT_AN_ORIGIN",
    "API_CORS_ORIGINS, *, NOT_AN_ORIGIN",
  })
  @DisplayName("A value that makes no sense is named in a clear error, not replaced in silence")
  void namesAValueThatMakesNoSense(String variable, String value, SettingFault fault)
      throws IOException {
    var fromEnvironment =
        catchThrowableOfType(BadSettingException.class, () -> read(Map.of(variable, value)));

    assertThat(fromEnvironment.faults()).hasSize(1);
    assertThat(fromEnvironment.faults().getFirst().variable()).isEqualTo(variable);
    assertThat(fromEnvironment.faults().getFirst().fault()).isEqualTo(fault);
    assertThat(fromEnvironment).hasMessageContaining(variable).hasMessageContaining("environment");

    envFile("\n" + variable + "='" + value + "'");
    var fromFile = catchThrowableOfType(BadSettingException.class, () -> read(Map.of()));
    assertThat(fromFile.faults().getFirst().fault()).isEqualTo(fault);
    assertThat(fromFile)
        .hasMessageContaining(variable)
        .hasMessageContaining("line 2 of " + folder.resolve(".env"));
  }

  @Test
  void namesAllOfThemAtOnce() throws IOException {
    envFile("API_PORT=x\nnonsense hunter2\n");

    var thrown =
        catchThrowableOfType(
            BadSettingException.class,
            () -> read(Map.of("SESSION_TTL_HOURS", "abc", "REDIS_ENABLED", "2")));

    assertThat(thrown.faults())
        .extracting(BadSetting::fault)
        .containsExactlyInAnyOrder(
            SettingFault.BAD_LINE,
            SettingFault.NOT_A_NUMBER,
            SettingFault.NOT_A_NUMBER,
            SettingFault.NOT_A_SWITCH);
    assertThat(String.valueOf(thrown.getMessage()).lines())
        .contains(
            "SESSION_TTL_HOURS=abc (environment) is not a number.",
            "REDIS_ENABLED=2 (environment) is neither true nor false.",
            "API_PORT=x (line 1 of " + folder.resolve(".env") + ") is not a number.",
            "A line (line 2 of "
                + folder.resolve(".env")
                + ") is not understood: a line is NAME=value, a comment or empty, and quotes are"
                + " closed.")
        .noneMatch(line -> line.contains("hunter2"));
  }

  @Test
  void neverShowsASecret() {
    var thrown =
        catchThrowableOfType(
            BadSettingException.class,
            () ->
                read(
                    Map.of(
                        "REDIS_URL", "redis://u:hunter2@h:x",
                        "API_TOKEN", "hunter2 hunter2",
                        "API_PERSISTENT_TOKEN", "hunter2\n")));

    assertThat(thrown.faults()).hasSize(2);
    assertThat(thrown.faults().toString()).doesNotContain("hunter2");
    assertThat(thrown).hasMessageNotContaining("hunter2");
  }

  @Test
  void refusesAFileThatIsNotUtf8() throws IOException {
    Files.write(folder.resolve(".env"), "A=é".getBytes(StandardCharsets.ISO_8859_1));

    assertThatExceptionOfType(BadSettingException.class)
        .isThrownBy(() -> read(Map.of()))
        .withMessageContaining(folder.resolve(".env").toString())
        .withMessageContaining("UTF-8");
  }

  @Test
  void refusesAFileThatLeadsNowhere() throws IOException {
    Files.createSymbolicLink(folder.resolve(".env"), folder.resolve("gone"));

    assertThatExceptionOfType(BadSettingException.class)
        .isThrownBy(() -> read(Map.of()))
        .withMessageContaining("cannot be read: it does not exist");
  }

  @Test
  void takesNoFolderForAFile() throws IOException {
    Files.createDirectory(folder.resolve(".env"));

    assertThat(read(Map.of()).sessionTtl()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\ufeffAPI_PORT=1\r\nSESSION_TTL_HOURS='2' # two\r\n"})
  void readsFilesOfWindows(String text) throws IOException {
    envFile(text);

    assertThat(read(Map.of()).apiPort().map(Effective::value)).contains(1);
    assertThat(read(Map.of()).sessionTtl().map(Effective::value)).contains(Duration.ofHours(2));
  }

  @Test
  @DisplayName("REDIS_ENABLED=true without REDIS_URL: redis://localhost:6379/0")
  void redisHasADefaultUrl() {
    var profile = read(Map.of("REDIS_ENABLED", "true")).redisProfile().orElseThrow();

    assertThat(profile.id()).isEqualTo(ConnectionProfile.ENVIRONMENT_ID);
    assertThat(profile.target())
        .isEqualTo(
            new StoreTarget.Standalone(new StoreTarget.Address("localhost", 6379), false, 0, null));
    assertThat(profile.keyPrefix()).isEqualTo("persistent_session:");
  }

  @Test
  void thePasswordOfRedisIsASecret() {
    var environment =
        read(Map.of("REDIS_ENABLED", "1", "REDIS_URL", "redis://me:hunter2@h:7000/1"));

    assertThat(environment.redisSecrets())
        .isEqualTo(ProfileSecrets.ofPassword(Secret.of("hunter2")));
    assertThat(environment.redisProfile().toString()).contains("me").doesNotContain("hunter2");
  }

  @Test
  @DisplayName("REDIS_ENABLED unset or false: REDIS_URL is not used")
  void redisUrlAloneDoesNothing() {
    var url = "redis://h";

    assertThat(read(Map.of("REDIS_URL", url)).redisProfile()).isEmpty();
    assertThat(read(Map.of("REDIS_URL", url, "REDIS_ENABLED", "false")).redisProfile()).isEmpty();
  }

  @Test
  void systemVariablesComeFromTheEnvironmentOnly() throws IOException {
    envFile("XDG_CONFIG_HOME=/evil\n");

    assertThat(read(Map.of()).system("XDG_CONFIG_HOME")).isEmpty();
    assertThat(read(Map.of("XDG_CONFIG_HOME", " ")).system("XDG_CONFIG_HOME")).isEmpty();
    assertThat(read(Map.of("XDG_CONFIG_HOME", "/x")).system("XDG_CONFIG_HOME")).contains("/x");
  }

  @Test
  void theLogHoldsNoSecret() {
    var logger = (Logger) LoggerFactory.getLogger(Environment.class);
    var appender = new ListAppender<ILoggingEvent>();
    appender.start();
    logger.addAppender(appender);
    var level = logger.getLevel();
    logger.setLevel(Level.INFO);
    try {
      read(Map.of(
              "REDIS_URL", "redis://me:hunter2@h/1",
              "API_TOKEN", "hunter2",
              "SESSION_TTL_HOURS", "1.5"))
          .log();
    } finally {
      logger.detachAppender(appender);
      logger.setLevel(level);
    }

    assertThat(appender.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .anySatisfy(
            line ->
                assertThat(line)
                    .contains("REDIS_URL=redis://me@h:6379/1")
                    .contains("API_TOKEN=***")
                    .contains("SESSION_TTL_HOURS=PT1H30M"))
        .anySatisfy(line -> assertThat(line).contains("REDIS_URL is not used"))
        .noneSatisfy(line -> assertThat(line).contains("hunter2"));
  }

  @Test
  void theExampleFileIsUnderstood() throws IOException {
    var example = Files.readString(Path.of(".env.example"));
    envFile(example);

    var environment = read(Map.of());

    assertThat(environment.sessionTtl().map(Effective::value)).contains(Duration.ofHours(1));
    assertThat(environment.redisEnabled()).isEmpty();

    // And so is every line in it that waits to be made use of.
    envFile(example.replaceAll("(?m)^#([A-Z_]+=)", "$1").replace("TOKEN=", "TOKEN=t"));
    var all = read(Map.of());
    assertThat(all.redisEnabled().map(Effective::value)).contains(true);
    assertThat(all.apiHost().map(Effective::value)).contains("127.0.0.1");
    assertThat(all.apiPort().map(Effective::value)).contains(8000);
    assertThat(all.apiToken()).isPresent();
    assertThat(all.apiPersistentToken()).isPresent();
    assertThat(all.apiMaxBodyBytes().map(Effective::value)).isEqualTo(Optional.of(1_048_576));
    assertThat(all.apiAllowedHosts().orElseThrow().value()).containsExactly("desk.example.com");
    assertThat(all.apiCorsOrigins().orElseThrow().value())
        .containsExactly("https://console.example.com");
  }
}
