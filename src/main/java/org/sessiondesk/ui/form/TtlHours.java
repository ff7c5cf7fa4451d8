package org.sessiondesk.ui.form;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Optional;
import org.sessiondesk.session.SessionRules;

/** Lives in hours, as they are typed. */
final class TtlHours {
  private static final BigDecimal NANOS_AN_HOUR = BigDecimal.valueOf(3_600_000_000_000L);
  private static final BigDecimal BEYOND =
      BigDecimal.valueOf(SessionRules.LONGEST_TTL.toHours() + 1);

  private TtlHours() {}

  /**
   * The life that {@code typed} means; empty where it is no number. What is beyond any rule comes
   * as something that is still beyond it.
   */
  static Optional<Duration> parse(String typed) {
    try {
      var hours = new BigDecimal(typed.strip());
      var bounded = hours.min(BEYOND).max(BigDecimal.ONE.negate());
      if (bounded.signum() > 0 && bounded.precision() - bounded.scale() < -20) {
        return Optional.of(Duration.ofNanos(1));
      }
      var nanos = bounded.multiply(NANOS_AN_HOUR).setScale(0, RoundingMode.HALF_UP).longValue();
      return Optional.of(Duration.ofNanos(nanos));
    } catch (NumberFormatException _) {
      return Optional.empty();
    }
  }

  /** {@code life} in hours, with as many decimals as it needs, nine at the most. */
  static String format(Duration life) {
    var hours =
        BigDecimal.valueOf(life.toMillis())
            .divide(BigDecimal.valueOf(3_600_000), 9, RoundingMode.HALF_UP)
            .stripTrailingZeros();
    return hours.scale() < 0 ? hours.setScale(0).toPlainString() : hours.toPlainString();
  }
}
