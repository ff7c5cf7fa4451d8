package org.sessiondesk.ui.preferences;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sessiondesk.json.JacksonJson;
import org.sessiondesk.settings.Environment;
import org.sessiondesk.settings.JournalSettings;
import org.sessiondesk.settings.Language;
import org.sessiondesk.settings.Origin;
import org.sessiondesk.settings.SettingFault;
import org.sessiondesk.settings.Settings;
import org.sessiondesk.settings.SettingsFile;
import org.sessiondesk.settings.SettingsService;
import org.sessiondesk.settings.Theme;

class PreferencesModelTest {
  @TempDir Path folder;

  private SettingsService settings(Map<String, String> variables) {
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
  void savesWhatWasTyped_fractionsIncluded() {
    try (var settings = settings(Map.of())) {
      var model = new PreferencesModel(settings);
      assertThat(model.ttl().textProperty().get()).isEqualTo("1");
      assertThat(model.interval().textProperty().get()).isEqualTo("300");
      model.ttl().textProperty().set(" 0.25 ");
      model.interval().textProperty().set("7.5");
      model.picture().textProperty().set("64");
      model.apiPort().textProperty().set("0");
      model.apiEnabledProperty().set(false);

      assertThat(settings.current()).isEqualTo(Settings.DEFAULT);
      assertThat(model.save()).isTrue();

      assertThat(settings.current().defaultTtl()).isEqualTo(Duration.ofMinutes(15));
      assertThat(settings.current().cleanupInterval()).isEqualTo(Duration.ofMillis(7500));
      assertThat(settings.current().pictureMegabytes()).isEqualTo(64);
      assertThat(settings.current().api().port()).isZero();
      assertThat(settings.current().api().enabled()).isFalse();
    }
  }

  @Test
  void aBadValueIsRefusedWithItsReason_andNothingIsSaved() {
    try (var settings = settings(Map.of())) {
      var model = new PreferencesModel(settings);
      model.interval().textProperty().set("20");
      for (var bad :
          Map.of(
                  "", SettingFault.EMPTY,
                  "soon", SettingFault.NOT_A_NUMBER,
                  "0", SettingFault.NOT_POSITIVE,
                  "-1", SettingFault.NOT_POSITIVE,
                  "87661", SettingFault.TOO_LARGE)
              .entrySet()) {
        model.ttl().textProperty().set(bad.getKey());
        assertThat(model.ttl().fault().getValue()).as(bad.getKey()).contains(bad.getValue());
        assertThat(model.validProperty().get()).isFalse();
        assertThat(model.save()).isFalse();
      }
      assertThat(settings.current()).isEqualTo(Settings.DEFAULT);
      model.ttl().textProperty().set("2");
      assertThat(model.ttl().fault().getValue()).isEmpty();
      assertThat(model.save()).isTrue();
    }
  }

  @Test
  void whatTheEnvironmentSetsCannotBeChangedHere_andIsNotWrittenDown() throws Exception {
    Files.writeString(folder.resolve(".env"), "SESSION_CLEANUP_INTERVAL_SECONDS=60\n");
    try (var settings = settings(Map.of("SESSION_TTL_HOURS", "3"))) {
      var model = new PreferencesModel(settings);
      assertThat(model.ttl().isFixed()).isTrue();
      assertThat(model.ttl().textProperty().get()).isEqualTo("3");
      assertThat(model.ttl().origin()).isEqualTo(new Origin.Variable("SESSION_TTL_HOURS"));
      assertThat(model.interval().origin()).isInstanceOf(Origin.EnvFile.class);
      assertThat(model.apiPort().isFixed()).isFalse();

      assertThat(model.save()).isTrue();
      assertThat(settings.current()).isEqualTo(Settings.DEFAULT);
    }
  }

  @Test
  void languageAndThemeHoldAtOnce_andCancellingTakesThemBack() {
    try (var settings = settings(Map.of())) {
      settings.update(s -> s.withTheme(Theme.LIGHT));
      var model = new PreferencesModel(settings);
      model.themeProperty().set(Theme.DARK);
      model.languageProperty().set(Language.CHINESE);
      model.ttl().textProperty().set("9");
      assertThat(settings.current().theme()).isEqualTo(Theme.DARK);
      assertThat(settings.current().language()).isEqualTo(Language.CHINESE);

      model.cancel();
      assertThat(settings.current()).isEqualTo(Settings.DEFAULT.withTheme(Theme.LIGHT));
    }
  }

  @Test
  void aValueThatHasNoShortDecimalIsKeptExactly_whereItIsNotTouched() {
    try (var settings = settings(Map.of())) {
      settings.update(s -> s.withDefaultTtl(Duration.ofMinutes(20)));
      var model = new PreferencesModel(settings);
      assertThat(model.ttl().textProperty().get()).isEqualTo("0.333333333");
      model.save();
      assertThat(settings.current().defaultTtl()).isEqualTo(Duration.ofMinutes(20));
    }
  }

  @Test
  void limitsOfBinAndAuditLogAreKeptWhereTheyMakeSense() {
    try (var settings = settings(Map.of())) {
      var model = new PreferencesModel(settings);
      model.binDays().textProperty().set("3651");
      assertThat(model.binDays().fault().getValue()).contains(SettingFault.TOO_LARGE);
      assertThat(model.save()).isFalse();
      model.binDays().textProperty().set("7");
      model.bin().textProperty().set("64");
      model.audit().textProperty().set("0");

      assertThat(model.save()).isTrue();
      assertThat(settings.current().journal()).isEqualTo(new JournalSettings(7, 64, 0));
    }
  }
}
