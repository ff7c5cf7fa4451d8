package org.sessiondesk.settings;

import java.math.BigDecimal;
import java.util.Locale;
import org.sessiondesk.session.Json;

/**
 * What the operator chose about the window's look and about what it tells. The settings keep each
 * under a key of its own; what makes no sense there counts as its default.
 *
 * @param textPercent how large text is, in percent of the usual size
 * @param liveHints whether new and changed rows are hinted at
 * @param warnMinutes how many minutes before temporary sessions expire the window warns; 0 for
 *     never
 * @param desktopNotifications whether what is pressing is also told outside the window
 * @param tourSeen whether the tour of the first start was seen or skipped
 */
public record WindowChoices(
    Density density,
    int textPercent,
    boolean liveHints,
    int warnMinutes,
    boolean desktopNotifications,
    boolean tourSeen) {

  /** The smallest text, in percent. */
  public static final int SMALLEST = 90;

  /** The largest text, in percent. */
  public static final int LARGEST = 150;

  /** What holds before anybody chose anything. */
  public static final WindowChoices DEFAULT =
      new WindowChoices(Density.COMFORTABLE, 100, true, 5, false, false);

  private static final int LONGEST_WARNING = 60;

  public WindowChoices {
    textPercent = Math.clamp(textPercent, SMALLEST, LARGEST);
    warnMinutes = Math.clamp(warnMinutes, 0, LONGEST_WARNING);
  }

  /** What {@code settings} hold. */
  public static WindowChoices of(Settings settings) {
    return new WindowChoices(
        density(settings),
        number(settings, "window.text", DEFAULT.textPercent),
        flag(settings, "window.hints", DEFAULT.liveHints),
        number(settings, "window.warn", DEFAULT.warnMinutes),
        flag(settings, "window.notify", DEFAULT.desktopNotifications),
        flag(settings, "window.toured", DEFAULT.tourSeen));
  }

  /** {@code settings} with these choices. */
  public Settings in(Settings settings) {
    return settings
        .withUi("window.density", new Json.Str(density.name().toLowerCase(Locale.ROOT)))
        .withUi("window.text", new Json.Num(Integer.toString(textPercent)))
        .withUi("window.hints", new Json.Bool(liveHints))
        .withUi("window.warn", new Json.Num(Integer.toString(warnMinutes)))
        .withUi("window.notify", new Json.Bool(desktopNotifications))
        .withUi("window.toured", new Json.Bool(tourSeen));
  }

  /** These with another density. */
  public WindowChoices withDensity(Density other) {
    return new WindowChoices(
        other, textPercent, liveHints, warnMinutes, desktopNotifications, tourSeen);
  }

  /** These with text of another size. */
  public WindowChoices withTextPercent(int percent) {
    return new WindowChoices(
        density, percent, liveHints, warnMinutes, desktopNotifications, tourSeen);
  }

  /** These with or without hints at what is new. */
  public WindowChoices withLiveHints(boolean wanted) {
    return new WindowChoices(
        density, textPercent, wanted, warnMinutes, desktopNotifications, tourSeen);
  }

  /** These with a warning so long before the deadline; 0 for none. */
  public WindowChoices withWarnMinutes(int minutes) {
    return new WindowChoices(
        density, textPercent, liveHints, minutes, desktopNotifications, tourSeen);
  }

  /** These with or without notifications outside the window. */
  public WindowChoices withDesktopNotifications(boolean wanted) {
    return new WindowChoices(density, textPercent, liveHints, warnMinutes, wanted, tourSeen);
  }

  /** These with the tour seen or not. */
  public WindowChoices withTourSeen(boolean seen) {
    return new WindowChoices(
        density, textPercent, liveHints, warnMinutes, desktopNotifications, seen);
  }

  private static Density density(Settings settings) {
    if (settings.ui("window.density").orElse(null) instanceof Json.Str(var word)) {
      for (var density : Density.values()) {
        if (density.name().equalsIgnoreCase(word)) {
          return density;
        }
      }
    }
    return DEFAULT.density;
  }

  private static int number(Settings settings, String key, int otherwise) {
    if (settings.ui(key).orElse(null) instanceof Json.Num(var literal)) {
      try {
        return new BigDecimal(literal).intValueExact();
      } catch (ArithmeticException | NumberFormatException _) {
        return otherwise;
      }
    }
    return otherwise;
  }

  private static boolean flag(Settings settings, String key, boolean otherwise) {
    return settings.ui(key).orElse(null) instanceof Json.Bool(var value) ? value : otherwise;
  }
}
