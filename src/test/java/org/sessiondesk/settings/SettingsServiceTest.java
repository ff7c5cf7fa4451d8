package org.sessiondesk.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sessiondesk.connection.ConnectionProfile;
import org.sessiondesk.connection.ProfileSecrets;
import org.sessiondesk.connection.Secret;
import org.sessiondesk.json.JacksonJson;

class SettingsServiceTest {
  @TempDir Path folder;

  private SettingsService service(Map<String, String> variables) {
    return new SettingsService(
        new SettingsFile(
            List.of(folder.resolve("settings.json")),
            new JacksonJson(),
            "1",
            InstantSource.system(),
            Duration.ofDays(1)),
        Environment.of(variables, folder));
  }

  @Test
  @DisplayName("The environment wins over .env, .env over the file, the file over the default")
  void precedence() throws Exception {
    try (var service = service(Map.of())) {
      assertThat(service.defaultTtl())
          .isEqualTo(new Effective<>(Duration.ofHours(1), new Origin.Default()));
      service.update(settings -> settings.withDefaultTtl(Duration.ofHours(2)));
      assertThat(service.defaultTtl())
          .isEqualTo(new Effective<>(Duration.ofHours(2), new Origin.Chosen()));
      assertThat(service.defaultTtl().fixed()).isFalse();
      assertThat(service.defaultTtl().variable()).isEmpty();
    }
    Files.writeString(folder.resolve(".env"), "SESSION_TTL_HOURS=3\n");
    try (var service = service(Map.of())) {
      assertThat(service.current().defaultTtl()).isEqualTo(Duration.ofHours(2));
      assertThat(service.defaultTtl().value()).isEqualTo(Duration.ofHours(3));
      assertThat(service.defaultTtl().fixed()).isTrue();
      assertThat(service.defaultTtl().variable()).contains("SESSION_TTL_HOURS");
    }
    try (var service = service(Map.of("SESSION_TTL_HOURS", "4"))) {
      assertThat(service.defaultTtl())
          .isEqualTo(
              new Effective<>(Duration.ofHours(4), new Origin.Variable("SESSION_TTL_HOURS")));
    }
  }

  @Test
  void everyOtherValueKnowsWhereItComesFrom() {
    try (var service =
        service(
            Map.of(
                "SESSION_CLEANUP_INTERVAL_SECONDS", "60",
                "SESSION_PICTURE_MEGABYTES", "512",
                "API_PORT", "9000",
                "API_HOST", "::1",
                "API_TOKEN", "t",
                "API_PERSISTENT_TOKEN", "p",
                "API_MAX_BODY_BYTES", "10",
                "API_ALLOWED_HOSTS", "desk, desk.example.com",
                "API_CORS_ORIGINS", "http://localhost:3000,https://a.example"))) {
      assertThat(service.cleanupInterval().value()).isEqualTo(Duration.ofMinutes(1));
      assertThat(service.cleanupInterval().fixed()).isTrue();
      assertThat(service.pictureMegabytes().value()).isEqualTo(512);
      assertThat(service.apiPort().value()).isEqualTo(9000);
      assertThat(service.apiHost().value()).isEqualTo("::1");
      assertThat(service.apiMaxBodyBytes().value()).isEqualTo(10);
      assertThat(service.apiAllowedHosts()).containsExactly("desk", "desk.example.com");
      assertThat(service.apiCorsOrigins())
          .containsExactly("http://localhost:3000", "https://a.example");
      assertThat(service.apiToken()).contains(Secret.of("t"));
      assertThat(service.apiPersistentToken()).contains(Secret.of("p"));
    }
    try (var service = service(Map.of())) {
      assertThat(service.apiHost().value()).isEqualTo("127.0.0.1");
      assertThat(service.apiMaxBodyBytes().value()).isEqualTo(1_048_576);
      assertThat(service.apiAllowedHosts()).isEmpty();
      assertThat(service.apiCorsOrigins()).isEmpty();
      assertThat(service.apiEnabled()).isEqualTo(new Effective<>(true, new Origin.Default()));
      service.update(settings -> settings.withApi(new ApiSettings(false, 8000)));
      assertThat(service.apiEnabled()).isEqualTo(new Effective<>(false, new Origin.Chosen()));
      assertThat(service.apiPort().origin()).isEqualTo(new Origin.Default());
    }
  }

  @Test
  @DisplayName("REDIS_ENABLED unset: the window's profile; true: REDIS_URL; false: none")
  void startProfile() {
    var mine = SettingsTest.profile("mine", "redis://mine");
    try (var service = service(Map.of())) {
      assertThat(service.startProfile().value()).contains(ConnectionProfile.BUILT_IN);
      service.update(settings -> settings.withProfile(mine).withActiveProfile("mine"));
      assertThat(service.startProfile())
          .isEqualTo(new Effective<>(Optional.of(mine), new Origin.Chosen()));
    }
    try (var service = service(Map.of("REDIS_ENABLED", "true", "REDIS_URL", "redis://:pw@r/2"))) {
      assertThat(service.startProfile().value().map(profile -> profile.target().display()))
          .contains("redis://r:6379/2");
      assertThat(service.startProfile().variable()).contains("REDIS_ENABLED");
      assertThat(service.environment().redisSecrets())
          .isEqualTo(ProfileSecrets.ofPassword(Secret.of("pw")));
      assertThat(service.profiles())
          .extracting(ConnectionProfile::id)
          .containsExactly("built-in", "environment", "mine");
      assertThat(service.current().profiles())
          .extracting(ConnectionProfile::id)
          .containsExactly("built-in", "mine");
      service.update(settings -> settings.withTheme(Theme.DARK));
    }
    assertThat(folder.resolve("settings.json"))
        .content()
        .doesNotContain("redis://r")
        .doesNotContain("pw");
    try (var service = service(Map.of("REDIS_ENABLED", "no"))) {
      assertThat(service.startProfile().value()).isEmpty();
      assertThat(service.startProfile().fixed()).isTrue();
    }
  }

  @Test
  void findsProfilesByIdOrName() {
    try (var service = service(Map.of())) {
      service.update(
          settings -> settings.withProfile(SettingsTest.profile("mine", "redis://mine")));

      assertThat(service.findProfile("mine")).isPresent();
      assertThat(service.findProfile("NAME OF mine")).isEqualTo(service.findProfile("mine"));
      assertThat(service.findProfile("built-in")).contains(ConnectionProfile.BUILT_IN);
      assertThat(service.findProfile("other")).isEmpty();
    }
  }

  @Test
  void tellsEveryChange_andNothingElse() {
    try (var service = service(Map.of())) {
      var told = new ArrayList<Theme>();
      var registration = service.watch(settings -> told.add(settings.theme()));

      service.update(settings -> settings.withTheme(Theme.DARK));
      service.update(settings -> settings.withTheme(Theme.DARK));
      service.update(settings -> settings.withTheme(Theme.LIGHT));
      registration.close();
      service.update(settings -> settings.withTheme(Theme.SYSTEM));

      assertThat(told).containsExactly(Theme.DARK, Theme.LIGHT);
    }
  }

  @Test
  void aRefusedChangeChangesNothing() {
    try (var service = service(Map.of())) {
      assertThatIllegalArgumentException()
          .isThrownBy(
              () -> service.update(settings -> settings.withDefaultTtl(Duration.ofHours(-1))));

      assertThat(service.current()).isEqualTo(Settings.DEFAULT);
    }
  }

  @Test
  void noChangeIsLost_whenManyChangeAtOnce() throws Exception {
    try (var service = service(Map.of())) {
      var threads = new ArrayList<Thread>();
      for (int i = 0; i < 50; i++) {
        var name = "pane" + i;
        threads.add(
            Thread.ofVirtual()
                .start(() -> service.update(settings -> settings.withPane(name, 0.5))));
      }
      for (var thread : threads) {
        thread.join();
      }

      assertThat(service.current().panes()).hasSize(50);
    }
    try (var service = service(Map.of())) {
      assertThat(service.current().panes()).hasSize(50);
    }
  }

  @Test
  void keepsTheWarningsOfLoading() throws Exception {
    Files.writeString(folder.resolve("settings.json"), "broken");

    try (var service = service(Map.of())) {
      assertThat(service.warnings())
          .extracting(SettingsWarning::kind)
          .containsExactly(SettingsWarning.Kind.NOT_SETTINGS);
    }
  }
}
