package org.sessiondesk.ui.fx;

import java.text.NumberFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;

/** Numbers and times as people read them, in the window's language and the system's time zone. */
public final class Formats {
  private static final DateTimeFormatter UTC =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS 'UTC'").withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");
  private static final DateTimeFormatter DAY_TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

  private static final String[] UNITS = {"B", "KB", "MB", "GB", "TB"};

  private final Messages messages;
  private final ZoneId zone;

  /** Formats for the language of {@code messages} in the time zone {@code zone}. */
  public Formats(Messages messages, ZoneId zone) {
    this.messages = messages;
    this.zone = zone;
  }

  /** A whole number with its groups: {@code 1,204,311}. */
  public String number(long number) {
    return NumberFormat.getIntegerInstance(messages.locale()).format(number);
  }

  /** A number of bytes: {@code 812 B}, {@code 1.4 GB} (of 1,024 to the next). */
  public String bytes(long bytes) {
    double value = bytes;
    int unit = 0;
    while (value >= 1_024 && unit < UNITS.length - 1) {
      value /= 1_024;
      unit++;
    }
    boolean whole = unit == 0 || value >= 100 || value == Math.rint(value);
    return (whole ? number(Math.round(value)) : String.format(messages.locale(), "%.1f", value))
        + " "
        + UNITS[unit];
  }

  /** A time of day where it is today's, else date and time; both local. */
  public String moment(Instant moment, Instant now) {
    var local = moment.atZone(zone);
    return local.toLocalDate().equals(LocalDate.ofInstant(now, zone))
        ? TIME.format(local)
        : DAY_TIME.format(local);
  }

  /** Date and time, local, always in full. */
  public String dateTime(Instant moment) {
    return DAY_TIME.format(moment.atZone(zone));
  }

  /** A day in the language's own way. */
  public String day(LocalDate day) {
    return DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM)
        .withLocale(messages.locale())
        .format(day);
  }

  /** The exact time in UTC, for tooltips. */
  public String utc(Instant moment) {
    return UTC.format(moment);
  }

  /**
   * How long ago {@code moment} was: {@code just now}, {@code 3 min ago}; from an hour on the time
   * itself, as {@link #moment} writes it.
   */
  public String ago(Instant moment, Instant now) {
    long seconds = Duration.between(moment, now).toSeconds();
    if (seconds < -1 || seconds >= 3_600) {
      return moment(moment, now);
    }
    return seconds < 60 ? messages.get("fx.ago.now") : messages.get("fx.ago.minutes", seconds / 60);
  }

  /** The same for columns: of another day only the day, local, such as {@code 2026-02-09}. */
  public String agoOrDay(Instant moment, Instant now) {
    var day = LocalDate.ofInstant(moment, zone);
    return day.equals(LocalDate.ofInstant(now, zone))
            || Duration.between(moment, now).abs().toHours() == 0
        ? ago(moment, now)
        : day.toString();
  }

  /** The exact time, local and in UTC, for tooltips. */
  public String exact(Instant moment) {
    return dateTime(moment) + " (" + zone.getId() + ")\n" + utc(moment);
  }

  /** A countdown: {@code 1:12:09}, {@code 12:09}, {@code 3d 04:05:06}; {@code 0:00} when over. */
  public String countdown(Duration left) {
    long seconds = Math.max(0, left.plusMillis(999).toSeconds());
    long days = seconds / 86_400;
    long hours = seconds / 3_600 % 24;
    long minutes = seconds / 60 % 60;
    long rest = seconds % 60;
    if (days > 0) {
      return messages.get("fx.countdown.days", days)
          + " %02d:%02d:%02d".formatted(hours, minutes, rest);
    }
    return hours > 0
        ? "%d:%02d:%02d".formatted(hours, minutes, rest)
        : "%d:%02d".formatted(minutes, rest);
  }

  /** The system's time zone. */
  public ZoneId zone() {
    return zone;
  }
}
