package org.sessiondesk.ui.preferences;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.sessiondesk.settings.ApiSettings;
import org.sessiondesk.settings.Density;
import org.sessiondesk.settings.Effective;
import org.sessiondesk.settings.JournalSettings;
import org.sessiondesk.settings.Language;
import org.sessiondesk.settings.SettingRules;
import org.sessiondesk.settings.SettingRules.Checked;
import org.sessiondesk.settings.Settings;
import org.sessiondesk.settings.SettingsService;
import org.sessiondesk.settings.Theme;
import org.sessiondesk.settings.WindowChoices;

/**
 * The settings while they are being edited. The window's language and look hold at once, so that
 * one sees what one chooses; the rest holds when it is saved, and cancelling takes all of it back.
 */
public final class PreferencesModel {
  private static final BigDecimal NANOS = BigDecimal.valueOf(1_000_000_000L);
  private static final BigDecimal HOUR = BigDecimal.valueOf(3600);

  private final SettingsService service;
  private final Settings before;
  private final ObjectProperty<Language> language;
  private final ObjectProperty<Theme> theme;
  private final ObjectProperty<Density> density;
  private final ObjectProperty<Integer> textPercent;
  private final BooleanProperty liveHints;
  private final ObjectProperty<Integer> warnMinutes;
  private final BooleanProperty desktopNotifications;
  private final TextSetting<Duration> ttl;
  private final TextSetting<Duration> interval;
  private final TextSetting<Integer> picture;
  private final BooleanProperty dailyBackup;
  private final TextSetting<Integer> binDays;
  private final TextSetting<Integer> bin;
  private final TextSetting<Integer> audit;
  private final BooleanProperty apiEnabled;
  private final TextSetting<Integer> apiPort;
  private final BooleanBinding valid;

  /** Begins to edit the settings as they are. */
  public PreferencesModel(SettingsService service) {
    this.service = service;
    before = service.current();
    language = new SimpleObjectProperty<>(this, "language", before.language());
    theme = new SimpleObjectProperty<>(this, "theme", before.theme());
    var choices = WindowChoices.of(before);
    density = new SimpleObjectProperty<>(this, "density", choices.density());
    textPercent = new SimpleObjectProperty<>(this, "textPercent", choices.textPercent());
    liveHints = new SimpleBooleanProperty(this, "liveHints", choices.liveHints());
    warnMinutes = new SimpleObjectProperty<>(this, "warnMinutes", choices.warnMinutes());
    desktopNotifications =
        new SimpleBooleanProperty(this, "notify", choices.desktopNotifications());
    ttl = new TextSetting<>(service.defaultTtl(), PreferencesModel::hours, SettingRules::ttlHours);
    interval =
        new TextSetting<>(
            service.cleanupInterval(), PreferencesModel::seconds, SettingRules::intervalSeconds);
    picture =
        new TextSetting<>(
            service.pictureMegabytes(), String::valueOf, SettingRules::pictureMegabytes);
    dailyBackup = new SimpleBooleanProperty(this, "dailyBackup", before.dailyBackup());
    binDays = limit(service, JournalSettings::binDays, SettingRules::binDays);
    bin = limit(service, JournalSettings::binMegabytes, SettingRules::binMegabytes);
    audit = limit(service, JournalSettings::auditMegabytes, SettingRules::pictureMegabytes);
    apiEnabled = new SimpleBooleanProperty(this, "apiEnabled", before.api().enabled());
    apiPort = new TextSetting<>(service.apiPort(), String::valueOf, SettingRules::port);
    valid =
        Bindings.createBooleanBinding(
            () ->
                Stream.of(ttl, interval, picture, binDays, bin, audit, apiPort)
                    .allMatch(s -> s.fault().getValue().isEmpty()),
            ttl.fault(),
            interval.fault(),
            picture.fault(),
            binDays.fault(),
            bin.fault(),
            audit.fault(),
            apiPort.fault());
    language.subscribe((was, now) -> service.update(settings -> settings.withLanguage(now)));
    theme.subscribe((was, now) -> service.update(settings -> settings.withTheme(now)));
    density.subscribe((was, now) -> choose(it -> it.withDensity(now)));
    textPercent.subscribe((was, now) -> choose(it -> it.withTextPercent(now)));
  }

  private void choose(UnaryOperator<WindowChoices> change) {
    service.update(settings -> change.apply(WindowChoices.of(settings)).in(settings));
  }

  private static TextSetting<Integer> limit(
      SettingsService service,
      Function<JournalSettings, Integer> part,
      Function<String, Checked<Integer>> rule) {
    var now = service.journal();
    return new TextSetting<>(
        new Effective<>(part.apply(now.value()), now.origin()), String::valueOf, rule);
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

  /** How close together rows and controls lie; holds at once. */
  public ObjectProperty<Density> densityProperty() {
    return density;
  }

  /** How large text is, in percent; holds at once. */
  public ObjectProperty<Integer> textPercentProperty() {
    return textPercent;
  }

  /** Whether new and changed rows are hinted at. */
  public BooleanProperty liveHintsProperty() {
    return liveHints;
  }

  /** How many minutes before sessions expire the window warns; 0 for never. */
  public ObjectProperty<Integer> warnMinutesProperty() {
    return warnMinutes;
  }

  /** Whether what is pressing is also told outside the window. */
  public BooleanProperty desktopNotificationsProperty() {
    return desktopNotifications;
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

  /** For how many days what was changed can be put back. */
  public TextSetting<Integer> binDays() {
    return binDays;
  }

  /** How much the recycle bin may take, in MiB. */
  public TextSetting<Integer> bin() {
    return bin;
  }

  /** How large the audit log becomes, in MiB; 0 for no limit. */
  public TextSetting<Integer> audit() {
    return audit;
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
    choose(
        now ->
            now.withLiveHints(liveHints.get())
                .withWarnMinutes(warnMinutes.get())
                .withDesktopNotifications(desktopNotifications.get()));
    service.update(
        now ->
            now.withDefaultTtl(ttl.changed().orElse(now.defaultTtl()))
                .withCleanupInterval(interval.changed().orElse(now.cleanupInterval()))
                .withPictureMegabytes(picture.changed().orElse(now.pictureMegabytes()))
                .withDailyBackup(dailyBackup.get())
                .withJournal(
                    new JournalSettings(
                        binDays.changed().orElse(now.journal().binDays()),
                        bin.changed().orElse(now.journal().binMegabytes()),
                        audit.changed().orElse(now.journal().auditMegabytes())))
                .withApi(
                    new ApiSettings(apiEnabled.get(), apiPort.changed().orElse(now.api().port()))));
    return true;
  }

  /** Takes back what held at once. */
  public void cancel() {
    service.update(now -> now.withLanguage(before.language()).withTheme(before.theme()));
    var chosen = WindowChoices.of(before);
    choose(now -> now.withDensity(chosen.density()).withTextPercent(chosen.textPercent()));
  }
}
