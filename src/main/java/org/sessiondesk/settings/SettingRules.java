package org.sessiondesk.settings;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.regex.Pattern;
import org.sessiondesk.connection.Deployment;
import org.sessiondesk.connection.Secret;
import org.sessiondesk.session.SessionRules;

/** What makes the value of a setting sensible: the same for the environment, files and dialogs. */
public final class SettingRules {

  /** The shortest time between two clean-ups. */
  public static final Duration SHORTEST_INTERVAL = Duration.ofSeconds(1);

  /** The longest time between two clean-ups. */
  public static final Duration LONGEST_INTERVAL = Duration.ofDays(1);

  private static final Pattern DECIMAL =
      Pattern.compile("[+-]?(\\d{1,30}(\\.\\d{0,30})?|\\.\\d{1,30})([eE][+-]?\\d{1,3})?");
  private static final Pattern WHOLE = Pattern.compile("[+-]?\\d{1,30}");
  private static final Pattern HOST = Pattern.compile("[\\p{L}\\p{N}_.:%-]+");
  private static final Pattern ORIGIN =
      Pattern.compile("https?://([\\p{L}\\p{N}_.-]+|\\[[0-9a-fA-F:.]+])(:\\d{1,5})?");
  private static final int NANOS_DIGITS = 9;

  private SettingRules() {}

  /** A value as it was understood, or why it was not. */
  public sealed interface Checked<T> {
    /** It makes sense. */
    record Good<T>(T value) implements Checked<T> {}

    /** It does not. */
    record Bad<T>(SettingFault fault) implements Checked<T> {}

    /** The value, where it makes sense. */
    default Optional<T> good() {
      return this instanceof Good<T>(var value) ? Optional.of(value) : Optional.empty();
    }

    /** What is wrong, where it does not. */
    default Optional<SettingFault> bad() {
      return this instanceof Bad<T>(var fault) ? Optional.of(fault) : Optional.empty();
    }
  }

  /** The life of a temporary session, in hours, fractions allowed: over 0, up to ten years. */
  public static Checked<Duration> ttlHours(String text) {
    return duration(text, 3600, SettingRules::ttlFault);
  }

  /** The time between two clean-ups, in seconds, fractions allowed: 1 second to 1 day. */
  public static Checked<Duration> intervalSeconds(String text) {
    return duration(text, 1, SettingRules::intervalFault);
  }

  /** A port: 0 (any free one) to 65535. */
  public static Checked<Integer> port(String text) {
    return switch (whole(text)) {
      case Checked.Bad<Long>(var fault) -> new Checked.Bad<>(fault);
      case Checked.Good<Long>(var number) -> {
        var fault = rangeFault(number, 0, 65_535);
        yield fault
            .<Checked<Integer>>map(Checked.Bad::new)
            .orElseGet(() -> new Checked.Good<>(number.intValue()));
      }
    };
  }

  /** A number of bytes, from 1 up to 1 GiB. */
  public static Checked<Integer> bytes(String text) {
    return switch (whole(text)) {
      case Checked.Bad<Long>(var fault) -> new Checked.Bad<>(fault);
      case Checked.Good<Long>(var number) when number < 1 ->
          new Checked.Bad<>(SettingFault.NOT_POSITIVE);
      case Checked.Good<Long>(var number) when number > 1 << 30 ->
          new Checked.Bad<>(SettingFault.TOO_LARGE);
      case Checked.Good<Long>(var number) -> new Checked.Good<>(number.intValue());
    };
  }

  /** Megabytes for the picture: 0 for the automatic bound, else from 16 up to 1,048,576. */
  public static Checked<Integer> pictureMegabytes(String text) {
    return switch (whole(text)) {
      case Checked.Bad<Long>(var fault) -> new Checked.Bad<>(fault);
      case Checked.Good<Long>(var number) -> {
        int megabytes = (int) Math.clamp(number, -1L, Integer.MAX_VALUE);
        yield pictureFault(megabytes)
            .<Checked<Integer>>map(Checked.Bad::new)
            .orElseGet(() -> new Checked.Good<>(megabytes));
      }
    };
  }

  /** What is wrong with {@code megabytes} for the picture. */
  public static Optional<SettingFault> pictureFault(int megabytes) {
    return megabytes == 0 ? Optional.empty() : rangeFault(megabytes, 16, 1 << 20);
  }

  /** Days for the recycle bin: 1 to 3650. */
  public static Checked<Integer> binDays(String text) {
    return wholeWithin(text, SettingRules::binDaysFault);
  }

  /** Megabytes for the recycle bin: 16 to 1,048,576. */
  public static Checked<Integer> binMegabytes(String text) {
    return wholeWithin(text, SettingRules::binFault);
  }

  private static Checked<Integer> wholeWithin(
      String text, IntFunction<Optional<SettingFault>> rule) {
    return switch (whole(text)) {
      case Checked.Bad<Long>(var fault) -> new Checked.Bad<>(fault);
      case Checked.Good<Long>(var number) -> {
        int value = Math.clamp(number, Integer.MIN_VALUE, Integer.MAX_VALUE);
        yield rule.apply(value)
            .<Checked<Integer>>map(Checked.Bad::new)
            .orElseGet(() -> new Checked.Good<>(value));
      }
    };
  }

  /** What is wrong with {@code days} for the recycle bin. */
  public static Optional<SettingFault> binDaysFault(int days) {
    return rangeFault(days, 1, 3_650);
  }

  /** What is wrong with {@code megabytes} for the recycle bin. */
  public static Optional<SettingFault> binFault(int megabytes) {
    return rangeFault(megabytes, 16, 1 << 20);
  }

  /** Yes or no: {@code true, yes, on, 1} or {@code false, no, off, 0}, in either case. */
  public static Checked<Boolean> yesOrNo(String text) {
    return switch (text.strip().toLowerCase(Locale.ROOT)) {
      case "true", "yes", "on", "1" -> new Checked.Good<>(true);
      case "false", "no", "off", "0" -> new Checked.Good<>(false);
      case "" -> new Checked.Bad<>(SettingFault.EMPTY);
      default -> new Checked.Bad<>(SettingFault.NOT_A_SWITCH);
    };
  }

  /** What a Redis is for: its word, as {@code production}, in either case. */
  public static Checked<Deployment> deployment(String text) {
    return switch (text.strip().toLowerCase(Locale.ROOT)) {
      case "test" -> new Checked.Good<>(Deployment.TEST);
      case "staging" -> new Checked.Good<>(Deployment.STAGING);
      case "production" -> new Checked.Good<>(Deployment.PRODUCTION);
      case "" -> new Checked.Bad<>(SettingFault.EMPTY);
      default -> new Checked.Bad<>(SettingFault.NOT_A_DEPLOYMENT);
    };
  }

  /** The name or address of a host, an IPv6 address with or without brackets. */
  public static Checked<String> host(String text) {
    var host = text.strip();
    if (host.isEmpty()) {
      return new Checked.Bad<>(SettingFault.EMPTY);
    }
    if (host.startsWith("[") && host.endsWith("]")) {
      host = host.substring(1, host.length() - 1);
    }
    return HOST.matcher(host).matches()
        ? new Checked.Good<>(host)
        : new Checked.Bad<>(SettingFault.NOT_A_HOST);
  }

  /** Names or addresses of hosts, with commas between them. */
  public static Checked<List<String>> hosts(String text) {
    return list(text, SettingRules::host);
  }

  /** Origins of web pages, such as {@code https://desk.example.com}, with commas between them. */
  public static Checked<List<String>> origins(String text) {
    return list(
        text,
        origin ->
            ORIGIN.matcher(origin).matches()
                ? new Checked.Good<>(origin)
                : new Checked.Bad<>(SettingFault.NOT_AN_ORIGIN));
  }

  private static Checked<List<String>> list(String text, Function<String, Checked<String>> rule) {
    var values = new ArrayList<String>();
    for (var part : text.split(",", -1)) {
      if (part.isBlank()) {
        return new Checked.Bad<>(SettingFault.EMPTY);
      }
      switch (rule.apply(part.strip())) {
        case Checked.Good<String>(var value) -> values.add(value);
        case Checked.Bad<String>(var fault) -> {
          return new Checked.Bad<>(fault);
        }
      }
    }
    return new Checked.Good<>(List.copyOf(values));
  }

  /** A token as an HTTP header can carry it: printable ASCII without spaces. */
  public static Checked<Secret> token(String text) {
    var token = text.strip();
    if (token.isEmpty()) {
      return new Checked.Bad<>(SettingFault.EMPTY);
    }
    return token.chars().allMatch(c -> c > ' ' && c < 0x7f)
        ? new Checked.Good<>(Secret.of(token))
        : new Checked.Bad<>(SettingFault.NOT_A_TOKEN);
  }

  /** What is wrong with {@code ttl} as the life of a temporary session. */
  public static Optional<SettingFault> ttlFault(Duration ttl) {
    return switch (SessionRules.ttlFault(ttl)) {
      case null -> Optional.empty();
      case TOO_LONG -> Optional.of(SettingFault.TOO_LARGE);
      default -> Optional.of(SettingFault.NOT_POSITIVE);
    };
  }

  /** What is wrong with {@code interval} as the time between two clean-ups. */
  public static Optional<SettingFault> intervalFault(Duration interval) {
    if (interval.isZero() || interval.isNegative()) {
      return Optional.of(SettingFault.NOT_POSITIVE);
    }
    if (interval.compareTo(SHORTEST_INTERVAL) < 0) {
      return Optional.of(SettingFault.TOO_SMALL);
    }
    return interval.compareTo(LONGEST_INTERVAL) > 0
        ? Optional.of(SettingFault.TOO_LARGE)
        : Optional.empty();
  }

  /** What is wrong with {@code port}. */
  public static Optional<SettingFault> portFault(int port) {
    return rangeFault(port, 0, 65_535);
  }

  private static Optional<SettingFault> rangeFault(long number, long least, long most) {
    if (number < least) {
      return Optional.of(SettingFault.TOO_SMALL);
    }
    return number > most ? Optional.of(SettingFault.TOO_LARGE) : Optional.empty();
  }

  private interface DurationRule {
    Optional<SettingFault> fault(Duration duration);
  }

  private static Checked<Duration> duration(String text, int secondsOfUnit, DurationRule rule) {
    var number = text.strip();
    if (number.isEmpty()) {
      return new Checked.Bad<>(SettingFault.EMPTY);
    }
    if (!DECIMAL.matcher(number).matches()) {
      return new Checked.Bad<>(SettingFault.NOT_A_NUMBER);
    }
    var seconds = new BigDecimal(number).multiply(BigDecimal.valueOf(secondsOfUnit));
    if (seconds.compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) > 0) {
      return new Checked.Bad<>(SettingFault.TOO_LARGE);
    }
    if (seconds.signum() <= 0) {
      return new Checked.Bad<>(SettingFault.NOT_POSITIVE);
    }
    // Rounded up: what is over 0 stays over 0.
    var nanos = seconds.movePointRight(NANOS_DIGITS).setScale(0, RoundingMode.UP);
    var duration = Duration.ofNanos(nanos.longValueExact());
    return rule.fault(duration)
        .<Checked<Duration>>map(Checked.Bad::new)
        .orElseGet(() -> new Checked.Good<>(duration));
  }

  private static Checked<Long> whole(String text) {
    var number = text.strip();
    if (number.isEmpty()) {
      return new Checked.Bad<>(SettingFault.EMPTY);
    }
    if (!WHOLE.matcher(number).matches()) {
      return new Checked.Bad<>(
          DECIMAL.matcher(number).matches()
              ? SettingFault.NOT_A_WHOLE_NUMBER
              : SettingFault.NOT_A_NUMBER);
    }
    try {
      return new Checked.Good<>(Long.parseLong(number));
    } catch (NumberFormatException _) {
      // Digits it has only, so they are too many.
      return new Checked.Bad<>(
          number.startsWith("-") ? SettingFault.TOO_SMALL : SettingFault.TOO_LARGE);
    }
  }
}
