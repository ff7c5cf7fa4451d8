package org.sessiondesk.api;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.session.Json;
import org.sessiondesk.session.SessionRules;

/**
 * Reads {@code ttl_hours}: any number over 0 and up to ten years, exactly, with the conversions
 * that Pydantic makes (a string that holds a number, a truth value).
 */
final class TtlHours {
  private static final BigDecimal NANOS_PER_HOUR = BigDecimal.valueOf(3_600_000_000_000L);
  private static final BigDecimal MOST = BigDecimal.valueOf(SessionRules.LONGEST_TTL.toHours());
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(\\d+(_\\d+)*\\.?|\\d*\\.\\d+)([eE][+-]?\\d+)?");
  private static final Pattern NOT_FINITE =
      Pattern.compile("[+-]?(nan|inf|infinity)", Pattern.CASE_INSENSITIVE);

  /** Reading the digits of a number takes a time that grows with their square. */
  private static final int LONGEST_LITERAL = 1_000;

  private TtlHours() {}

  /**
   * The duration that {@code input} asks for, or null where it is at fault (which is added) or
   * where there is no input.
   *
   * @param ranged whether it must be over 0 and up to ten years; else it only must be a number
   */
  static @Nullable Duration read(
      @Nullable Json input, Json.Arr loc, boolean ranged, Faults faults) {
    var literal =
        switch (input) {
          case null -> null;
          case Json.Null _ -> null;
          case Json.Num num -> num.literal();
          case Json.Bool bool -> bool.value() ? "1" : "0";
          case Json.Str str -> str.value().strip();
          case Json.Obj _, Json.Arr _ -> {
            faults.add("float_type", loc, "Input should be a valid number", input);
            yield null;
          }
        };
    if (input == null || literal == null) {
      return null;
    }
    if (NOT_FINITE.matcher(literal).matches()) {
      faults.add("finite_number", loc, "Input should be a finite number", input);
      return null;
    }
    if (literal.length() > LONGEST_LITERAL || !NUMBER.matcher(literal).matches()) {
      faults.add(
          "float_parsing",
          loc,
          "Input should be a valid number, unable to parse string as a number",
          input);
      return null;
    }
    return ranged ? inRange(decimal(literal.replace("_", "")), input, loc, faults) : null;
  }

  /** The exact value; where its exponent is beyond what can be held, one of the same size class. */
  private static BigDecimal decimal(String literal) {
    try {
      return new BigDecimal(literal);
    } catch (NumberFormatException _) {
      int e = Math.max(literal.indexOf('e'), literal.indexOf('E'));
      var mantissa = new BigDecimal(literal.substring(0, e));
      return mantissa.scaleByPowerOfTen(literal.charAt(e + 1) == '-' ? -1_000_000 : 1_000_000);
    }
  }

  private static @Nullable Duration inRange(
      BigDecimal hours, Json input, Json.Arr loc, Faults faults) {
    if (hours.signum() <= 0) {
      faults.add("greater_than", loc, "Input should be greater than 0", input, limit("gt", "0.0"));
      return null;
    }
    if (hours.compareTo(MOST) > 0) {
      faults.add(
          "less_than_equal",
          loc,
          "Input should be less than or equal to " + MOST,
          input,
          limit("le", MOST + ".0"));
      return null;
    }
    // Less than a nanosecond is still more than nothing.
    var nanos =
        hours.compareTo(BigDecimal.ONE.movePointLeft(20)) < 0
            ? BigDecimal.ONE
            : hours.multiply(NANOS_PER_HOUR).setScale(0, RoundingMode.UP);
    var parts = nanos.toBigInteger().divideAndRemainder(BigDecimal.TEN.pow(9).toBigInteger());
    return Duration.ofSeconds(parts[0].longValueExact(), parts[1].longValueExact());
  }

  private static Json.Obj limit(String name, String literal) {
    return new Json.Obj(Map.of(name, new Json.Num(literal)));
  }
}
