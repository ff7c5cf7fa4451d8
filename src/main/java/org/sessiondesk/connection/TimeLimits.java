package org.sessiondesk.connection;

import java.time.Duration;

/**
 * How long things may take.
 *
 * @param connect until a connection is made, and every step of it
 * @param reply until a command is answered
 */
public record TimeLimits(Duration connect, Duration reply) {

  /** The least that makes sense. */
  public static final Duration LEAST = Duration.ofMillis(100);

  /** The most that makes sense: nobody waits longer. */
  public static final Duration MOST = Duration.ofMinutes(2);

  /** What suits most networks. */
  public static final TimeLimits DEFAULT =
      new TimeLimits(Duration.ofSeconds(5), Duration.ofSeconds(5));

  public TimeLimits {
    check(connect);
    check(reply);
  }

  /** Whether {@code limit} lies between the least and the most. */
  public static boolean allows(Duration limit) {
    return limit.compareTo(LEAST) >= 0 && limit.compareTo(MOST) <= 0;
  }

  private static void check(Duration limit) {
    if (!allows(limit)) {
      throw new IllegalArgumentException("a time limit is 0.1 to 120 seconds, not " + limit);
    }
  }
}
