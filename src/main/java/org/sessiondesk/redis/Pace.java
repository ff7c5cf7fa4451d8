package org.sessiondesk.redis;

import java.time.Duration;

/**
 * How fast everything is read: as fast as the server answers, until it answers much later than it
 * has before. Then others are waiting for it as well, and the reader rests for as long as an answer
 * takes now, so that it has at most about half of the server's time. What is compared are averages
 * over several answers to questions of one size, with as many of them under way: over a slow link
 * answers wait for one another, and that is no sign of a busy server. For use by one thread.
 */
final class Pace {
  /** Answers count as late from so many times the quickest on, and this much. */
  private static final int TIMES = 4;

  private static final long SLACK = Duration.ofMillis(20).toNanos();

  /** The longest rest: a server that recovers is soon asked again. */
  private static final long LONGEST = Duration.ofMillis(250).toNanos();

  /** A new answer counts for this part of the average: one late answer alone is no sign. */
  private static final int WEIGHT = 8;

  /** The first answers wait for no others: what is usual shows only after them. */
  private static final int FIRST = 2 * WEIGHT;

  private int size;
  private int answers;
  private long recent;
  private long quickest = Long.MAX_VALUE;

  /** The values of {@code keys} keys came after {@code nanos}. */
  void took(int keys, long nanos) {
    if (keys < size) {
      return; // The end of a pass, or a few changes.
    }
    if (keys > size) {
      size = keys;
      answers = 0;
      quickest = Long.MAX_VALUE;
    }
    recent = answers == 0 ? nanos : recent + (nanos - recent) / WEIGHT;
    answers++;
    if (answers > FIRST) {
      quickest = Math.min(quickest, recent);
    }
  }

  /** How long to rest before the next question, in nanoseconds; mostly 0. */
  long rest() {
    if (quickest == Long.MAX_VALUE || recent <= TIMES * quickest + SLACK) {
      return 0;
    }
    return Math.min(recent, LONGEST);
  }
}
