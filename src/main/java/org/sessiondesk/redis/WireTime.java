package org.sessiondesk.redis;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Times as stored values hold them: ISO 8601, written naive in UTC, read with tolerance. */
final class WireTime {
  private static final long EARLIEST = LocalDate.of(1, 1, 1).toEpochDay() * 86_400;
  private static final long LATEST = LocalDate.of(10_000, 1, 1).toEpochDay() * 86_400;

  private final String text;
  private int at;

  private WireTime(String text) {
    this.text = text;
  }

  /**
   * Writes {@code time} as {@code 2025-10-10T09:35:00.000000}; what is finer than a microsecond is
   * cut off.
   *
   * @throws IllegalArgumentException where its year is not 1 to 9999
   */
  static String format(Instant time) {
    if (time.getEpochSecond() < EARLIEST || time.getEpochSecond() >= LATEST) {
      throw new IllegalArgumentException("years are 1 to 9999, not that of " + time);
    }
    var utc = LocalDateTime.ofInstant(time, ZoneOffset.UTC);
    var out = new StringBuilder(26);
    digits(out, utc.getYear(), 4).append('-');
    digits(out, utc.getMonthValue(), 2).append('-');
    digits(out, utc.getDayOfMonth(), 2).append('T');
    digits(out, utc.getHour(), 2).append(':');
    digits(out, utc.getMinute(), 2).append(':');
    digits(out, utc.getSecond(), 2).append('.');
    return digits(out, utc.getNano() / 1_000, 6).toString();
  }

  private static StringBuilder digits(StringBuilder out, int value, int width) {
    var text = Integer.toString(value);
    return out.repeat('0', width - text.length()).append(text);
  }

  /**
   * Reads a date and a time of day, separated by {@code T} or a space, seconds and up to nine
   * fractional digits optional, with {@code Z}, an offset, or none (then UTC).
   *
   * @return the time to the microsecond, or null where the text is none, or one of a year beyond 1
   *     to 9999
   */
  static @Nullable Instant parse(String text) {
    try {
      return new WireTime(text).read();
    } catch (DateTimeException e) {
      return null;
    }
  }

  private Instant read() {
    int year = number(4);
    expect('-');
    int month = number(2);
    expect('-');
    int day = number(2);
    if (peek() != 'T' && peek() != 't' && peek() != ' ') {
      throw wrong();
    }
    at++;
    int hour = number(2);
    expect(':');
    int minute = number(2);
    int second = 0;
    int nano = 0;
    if (peek() == ':') {
      at++;
      second = number(2);
      nano = fraction();
    }
    long seconds =
        LocalDate.of(year, month, day).toEpochDay() * 86_400
            + LocalTime.of(hour, minute, second).toSecondOfDay()
            - offset();
    if (at != text.length() || seconds < EARLIEST || seconds >= LATEST) {
      throw wrong();
    }
    return Instant.ofEpochSecond(seconds, nano);
  }

  private int fraction() {
    if (peek() != '.') {
      return 0;
    }
    at++;
    int micros = 0;
    int count = 0;
    while (peek() >= '0' && peek() <= '9') {
      if (count < 6) {
        micros = micros * 10 + (peek() - '0');
      }
      count++;
      at++;
    }
    if (count == 0 || count > 9) {
      throw wrong();
    }
    for (int i = count; i < 6; i++) {
      micros *= 10;
    }
    return micros * 1_000;
  }

  /** The offset from UTC in seconds: {@code Z}, {@code +08:00}, {@code +0800}, {@code +08}. */
  private int offset() {
    char sign = peek();
    if (sign == 0) {
      return 0;
    }
    at++;
    if (sign == 'Z' || sign == 'z') {
      return 0;
    }
    if (sign != '+' && sign != '-') {
      throw wrong();
    }
    int seconds = number(2) * 3_600;
    for (int unit = 60; unit >= 1 && peek() != 0; unit /= 60) {
      if (peek() == ':') {
        at++;
      }
      int value = number(2);
      if (value > 59) {
        throw wrong();
      }
      seconds += value * unit;
    }
    if (seconds >= 86_400) {
      throw wrong();
    }
    return sign == '-' ? -seconds : seconds;
  }

  private int number(int width) {
    int value = 0;
    for (int i = 0; i < width; i++) {
      char c = peek();
      if (c < '0' || c > '9') {
        throw wrong();
      }
      value = value * 10 + (c - '0');
      at++;
    }
    return value;
  }

  private void expect(char c) {
    if (peek() != c) {
      throw wrong();
    }
    at++;
  }

  /** The next character, or 0 at the end; a NUL in the text then fails as a digit or the end. */
  private char peek() {
    return at < text.length() ? text.charAt(at) : 0;
  }

  private static DateTimeException wrong() {
    return new DateTimeException("not a time");
  }
}
