package org.sessiondesk.redis;

import java.time.Duration;

/**
 * How fast everything is read: as fast as the server answers, until it answers much later than it
 * has before. Then others are waiting for it as well, and the reader rests for as long as an answer
 * takes now, so that it has at most about half of the server's time. For use by one thread.
 */
final class Pace {
  /** An answer counts as late from so many times the quickest on, and this much. */
  private static final int TIMES = 4;

  private static final long SLACK = Duration.ofMillis(20).toNanos();

  /** The longest rest: a server that recovers is soon asked again. */
  private static final long LONGEST = Duration.ofMillis(250).toNanos();

  /** A new answer counts for this part of the average: one late answer alone is no sign. */
  private static final int WEIGHT = 8;

  private long quickest = Long.MAX_VALUE;
  private long recent;

  /** An answer took {@code nanos}. */
  void took(long nanos) {
    recent = quickest == Long.MAX_VALUE ? nanos : recent + (nanos - recent) / WEIGHT;
    quickest = Math.min(quickest, nanos);
  }

  /** How long to rest before the next question, in nanoseconds; mostly 0. */
  long rest() {
    if (quickest == Long.MAX_VALUE || recent <= TIMES * quickest + SLACK) {
      return 0;
    }
    return Math.min(recent, LONGEST);
  }
}
