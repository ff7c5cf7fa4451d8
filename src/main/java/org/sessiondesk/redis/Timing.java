package org.sessiondesk.redis;

import java.time.Duration;
import org.sessiondesk.connection.TimeLimits;

/**
 * How long things may take.
 *
 * @param connect until a connection is made, and every step of it
 * @param reply until a command is answered
 * @param pingEvery how often a quiet connection is tried
 * @param pingReply until that must be answered
 * @param firstRetry after how long a lost connection is tried again
 * @param longestRetry to what that grows, doubling
 * @param poll how long the feed waits between two passes where it must poll
 */
record Timing(
    Duration connect,
    Duration reply,
    Duration pingEvery,
    Duration pingReply,
    Duration firstRetry,
    Duration longestRetry,
    Duration poll) {

  static final Timing STANDARD =
      new Timing(
          Duration.ofSeconds(5),
          Duration.ofSeconds(5),
          Duration.ofSeconds(5),
          Duration.ofSeconds(3),
          Duration.ofMillis(500),
          Duration.ofSeconds(30),
          Duration.ofSeconds(10));

  /** The same with a profile's own limits, where they are not the usual ones. */
  Timing within(TimeLimits limits) {
    return limits.equals(TimeLimits.DEFAULT)
        ? this
        : new Timing(
            limits.connect(), limits.reply(), pingEvery, pingReply, firstRetry, longestRetry, poll);
  }

  /** The same, but trying again sooner: for a server on this machine, which costs nothing. */
  Timing nearby() {
    return new Timing(
        connect,
        reply,
        pingEvery,
        pingReply,
        firstRetry.dividedBy(5),
        longestRetry.dividedBy(15),
        poll);
  }

  /** The same, but asking more often whether another server has taken over from one that died. */
  Timing failingOver() {
    return new Timing(
        connect, reply, pingEvery, pingReply, firstRetry, longestRetry.dividedBy(6), poll);
  }

  /**
   * How long to wait after so many failed attempts, from 1.
   *
   * @param random 0 to 1: spreads the attempts of many programs, by a fifth either way
   */
  Duration retryDelay(int failures, double random) {
    var delay = firstRetry.multipliedBy(1L << Math.min(failures - 1, 20));
    long millis = Math.min(delay.toMillis(), longestRetry.toMillis());
    return Duration.ofMillis((long) (millis * (0.8 + 0.4 * random)));
  }
}
