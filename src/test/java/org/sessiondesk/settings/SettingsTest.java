package org.sessiondesk.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.sessiondesk.connection.ConnectionProfile;
import org.sessiondesk.connection.RedisUrl;
import org.sessiondesk.session.Json;

class SettingsTest {

  static ConnectionProfile profile(String id, String url) {
    return new ConnectionProfile(id, "Name of " + id, RedisUrl.parse(url).target(), "prefix:");
  }

  @Test
  @DisplayName("Defaults of wire.md: one hour, five minutes, the built-in store, port 8000")
  void defaults() {
    assertThat(Settings.DEFAULT.defaultTtl()).isEqualTo(Duration.ofHours(1));
    assertThat(Settings.DEFAULT.cleanupInterval()).isEqualTo(Duration.ofMinutes(5));
    assertThat(Settings.DEFAULT.profiles()).containsExactly(ConnectionProfile.BUILT_IN);
    assertThat(Settings.DEFAULT.activeProfile()).isEqualTo(ConnectionProfile.BUILT_IN);
    assertThat(Settings.DEFAULT.api().port()).isEqualTo(8000);
  }

  @Test
  void theBuiltInStoreIsAlwaysThereAndFirst() {
    var mine = profile("mine", "redis://h");

    var settings = Settings.DEFAULT.withProfiles(List.of(mine));
    assertThat(settings.profiles()).containsExactly(ConnectionProfile.BUILT_IN, mine);
    assertThat(settings.withProfiles(List.of(mine, ConnectionProfile.BUILT_IN)).profiles())
        .containsExactly(ConnectionProfile.BUILT_IN, mine);
    assertThat(settings.withoutProfile("built-in")).isEqualTo(settings);
    assertThat(settings.withProfile(profile("built-in", "redis://evil"))).isEqualTo(settings);
  }

  @Test
  void theEnvironmentsProfileIsNotKept() {
    var settings = Settings.DEFAULT.withProfile(profile("environment", "redis://h"));

    assertThat(settings.profiles()).containsExactly(ConnectionProfile.BUILT_IN);
  }

  @Test
  void withProfileReplacesTheOneWithItsId() {
    var settings =
        Settings.DEFAULT
            .withProfile(profile("a", "redis://a"))
            .withProfile(profile("b", "redis://b"))
            .withProfile(profile("a", "redis://other"));

    assertThat(settings.profiles())
        .containsExactly(
            ConnectionProfile.BUILT_IN, profile("a", "redis://other"), profile("b", "redis://b"));
  }

  @Test
  void withoutTheActiveProfileTheBuiltInStoreIsActive() {
    var settings = Settings.DEFAULT.withProfile(profile("a", "redis://a")).withActiveProfile("a");

    assertThat(settings.activeProfile()).isEqualTo(profile("a", "redis://a"));
    assertThat(settings.withoutProfile("a").activeProfileId()).isEqualTo("built-in");
    assertThat(settings.withActiveProfile("gone").activeProfileId()).isEqualTo("built-in");
  }

  @Test
  void refusesWhatTheDialogRefuses() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Settings.DEFAULT.withDefaultTtl(Duration.ZERO));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Settings.DEFAULT.withCleanupInterval(Duration.ofMillis(999)));
    assertThatIllegalArgumentException().isThrownBy(() -> new ApiSettings(true, 65_536));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new WindowPlacement(0, 0, Double.NaN, 1, false));
  }

  @Test
  void keepsSmallThingsUnderAKey() {
    var settings = Settings.DEFAULT.withUi("log.level", new Json.Str("WARN"));

    assertThat(settings.ui("log.level")).contains(new Json.Str("WARN"));
    assertThat(settings.withoutUi("log.level").ui("log.level")).isEmpty();
  }

  @Test
  void savedViewsHaveUniqueIds_andNames() {
    var one = new SavedView("1", " mine ", "all", "x", "created", true);
    var twin = new SavedView("1", "other", "all", "y", "created", true);

    assertThat(Settings.DEFAULT.withViews(List.of(one, twin)).views()).containsExactly(one);
    assertThat(one.name()).isEqualTo("mine");
    assertThatIllegalArgumentException().isThrownBy(() -> one.withName(" "));
  }
}
