package org.sessiondesk.ui.fx;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How fast a job is: over the last seconds, so that a slow beginning does not spoil the forecast
 * for an hour. Not for several threads.
 */
final class JobPace {
  /** Over how long it is measured. */
  static final Duration WINDOW = Duration.ofSeconds(10);

  /** Before that nothing is said: the first steps say little about the others. */
  static final Duration PATIENCE = Duration.ofSeconds(1);

  private static final long STEP = Duration.ofMillis(250).toNanos();

  private record Mark(long nanos, long done) {}

  private final ArrayDeque<Mark> marks = new ArrayDeque<>();

  /** So much is done at that moment, by a clock that only goes forward. */
  void at(long nanos, long done) {
    var last = marks.peekLast();
    if (last != null && done < last.done()) {
      marks.clear(); // It began a second time, with another total.
    } else if (marks.size() > 1 && last != null && nanos - last.nanos() < STEP) {
      marks.removeLast();
    }
    marks.addLast(new Mark(nanos, done));
    while (marks.size() > 2 && nanos - marks.getFirst().nanos() > WINDOW.toNanos()) {
      marks.removeFirst();
    }
  }

  /** Forgets what it saw: the job rested. */
  void restart() {
    marks.clear();
  }

  /** How much is done in a second; empty where that is not known yet. */
  OptionalDouble perSecond() {
    if (marks.size() < 2) {
      return OptionalDouble.empty();
    }
    var first = marks.getFirst();
    var last = marks.getLast();
    long time = last.nanos() - first.nanos();
    return time < PATIENCE.toNanos()
        ? OptionalDouble.empty()
        : OptionalDouble.of((last.done() - first.done()) * 1e9 / time);
  }

  /** How long {@code left} more takes at this pace; empty where nobody knows. */
  Optional<Duration> timeFor(long left) {
    var pace = perSecond();
    if (left < 0 || pace.isEmpty() || pace.getAsDouble() <= 0) {
      return Optional.empty();
    }
    double seconds = Math.ceil(left / pace.getAsDouble());
    return seconds > Duration.ofDays(100).toSeconds()
        ? Optional.empty()
        : Optional.of(Duration.ofSeconds((long) seconds));
  }
}
