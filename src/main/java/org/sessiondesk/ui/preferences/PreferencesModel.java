package org.sessiondesk.ui.preferences;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.stream.Stream;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.sessiondesk.settings.ApiSettings;
import org.sessiondesk.settings.Language;
import org.sessiondesk.settings.SettingRules;
import org.sessiondesk.settings.Settings;
import org.sessiondesk.settings.SettingsService;
import org.sessiondesk.settings.Theme;

/**
 * The settings while they are being edited. Language and theme hold at once, so that one sees what
 * one chooses; the rest holds when it is saved, and cancelling takes all of it back.
 */
public final class PreferencesModel {
  private static final BigDecimal NANOS = BigDecimal.valueOf(1_000_000_000L);
  private static final BigDecimal HOUR = BigDecimal.valueOf(3600);

  private final SettingsService service;
  private final Settings before;
  private final ObjectProperty<Language> language;
  private final ObjectProperty<Theme> theme;
  private final TextSetting<Duration> ttl;
  private final TextSetting<Duration> interval;
  private final TextSetting<Integer> picture;
  private final BooleanProperty dailyBackup;
  private final BooleanProperty apiEnabled;
  private final TextSetting<Integer> apiPort;
  private final BooleanBinding valid;

  /** Begins to edit the settings as they are. */
  public PreferencesModel(SettingsService service) {
    this.service = service;
    before = service.current();
    language = new SimpleObjectProperty<>(this, "language", before.language());
    theme = new SimpleObjectProperty<>(this, "theme", before.theme());
    ttl = new TextSetting<>(service.defaultTtl(), PreferencesModel::hours, SettingRules::ttlHours);
    interval =
        new TextSetting<>(
            service.cleanupInterval(), PreferencesModel::seconds, SettingRules::intervalSeconds);
    picture =
        new TextSetting<>(
            service.pictureMegabytes(), String::valueOf, SettingRules::pictureMegabytes);
    dailyBackup = new SimpleBooleanProperty(this, "dailyBackup", before.dailyBackup());
    apiEnabled = new SimpleBooleanProperty(this, "apiEnabled", before.api().enabled());
    apiPort = new TextSetting<>(service.apiPort(), String::valueOf, SettingRules::port);
    valid =
        Bindings.createBooleanBinding(
            () ->
                Stream.of(ttl, interval, picture, apiPort)
                    .allMatch(s -> s.fault().getValue().isEmpty()),
            ttl.fault(),
            interval.fault(),
            picture.fault(),
            apiPort.fault());
    language.subscribe((was, now) -> service.update(settings -> settings.withLanguage(now)));
    theme.subscribe((was, now) -> service.update(settings -> settings.withTheme(now)));
  }

  private static String hours(Duration duration) {
    return decimal(nanos(duration).divide(NANOS.multiply(HOUR), 9, RoundingMode.HALF_UP));
  }

  private static String seconds(Duration duration) {
    return decimal(nanos(duration).divide(NANOS, 9, RoundingMode.HALF_UP));
  }

  /** Ten years, the longest there is, fit into a long of nanoseconds. */
  private static BigDecimal nanos(Duration duration) {
    return BigDecimal.valueOf(duration.toNanos());
  }

  private static String decimal(BigDecimal number) {
    return number.stripTrailingZeros().toPlainString();
  }

  // ---- properties

  /** The window's language; holds at once. */
  public ObjectProperty<Language> languageProperty() {
    return language;
  }

  /** The window's colours; hold at once. */
  public ObjectProperty<Theme> themeProperty() {
    return theme;
  }

  /** The life of a temporary session that asks for none, in hours. */
  public TextSetting<Duration> ttl() {
    return ttl;
  }

  /** The time between two clean-ups, in seconds. */
  public TextSetting<Duration> interval() {
    return interval;
  }

  /** The most memory for the picture of the persistent sessions, in MiB; 0 for the automatic. */
  public TextSetting<Integer> picture() {
    return picture;
  }

  /** Whether the built-in store is copied once a day by itself. */
  public BooleanProperty dailyBackupProperty() {
    return dailyBackup;
  }

  /** Whether the HTTP API is on. */
  public BooleanProperty apiEnabledProperty() {
    return apiEnabled;
  }

  /** The port of the HTTP API. */
  public TextSetting<Integer> apiPort() {
    return apiPort;
  }

  /** Whether all of it makes sense. */
  public BooleanBinding validProperty() {
    return valid;
  }

  // ---- commands

  /**
   * Keeps what was chosen.
   *
   * @return whether it could be: false where something makes no sense; then nothing was changed
   */
  public boolean save() {
    if (!valid.get()) {
      return false;
    }
    service.update(
        now ->
            now.withDefaultTtl(ttl.changed().orElse(now.defaultTtl()))
                .withCleanupInterval(interval.changed().orElse(now.cleanupInterval()))
                .withPictureMegabytes(picture.changed().orElse(now.pictureMegabytes()))
                .withDailyBackup(dailyBackup.get())
                .withApi(
                    new ApiSettings(apiEnabled.get(), apiPort.changed().orElse(now.api().port()))));
    return true;
  }

  /** Takes back what held at once. */
  public void cancel() {
    service.update(now -> now.withLanguage(before.language()).withTheme(before.theme()));
  }
}
