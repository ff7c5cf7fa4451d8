package org.sessiondesk.app;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What becomes of failures that nobody handled, whichever thread they end: each reaches the log,
 * and the operator through the window. One that comes again and again (a broken cell fails in every
 * frame) is told once, then only counted in the log, until it has been quiet for a while. Safe for
 * use by many threads; fails never.
 */
final class UncaughtFailures implements Thread.UncaughtExceptionHandler {
  private static final Logger LOG = LoggerFactory.getLogger("uncaught");
  private static final Duration QUIET = Duration.ofMinutes(1);
  private static final int REMEMBERED = 100;
  private static final int FRAMES = 3;

  /** How often a failure came in a row, and when last. */
  private record Row(Instant last, long times) {}

  private final InstantSource clock;
  private final Map<String, Row> rows = new LinkedHashMap<>();
  private volatile BiConsumer<String, Throwable> shown = (_, _) -> {};

  /** Makes it; it shows nothing yet. */
  UncaughtFailures(InstantSource clock) {
    this.clock = clock;
  }

  /** From now on hands every new failure, with its thread's name, to {@code shower} too. */
  void showBy(BiConsumer<String, Throwable> shower) {
    shown = shower;
  }

  @Override
  public void uncaughtException(Thread thread, Throwable failure) {
    take(thread.getName(), failure);
  }

  /** Logs {@code failure} of {@code thread}, and shows it where it is new. */
  void take(String thread, Throwable failure) {
    try {
      long times = count(failure);
      if (times == 1) {
        LOG.error("Thread {} ended with a failure that nobody handled", thread, failure);
        shown.accept(thread, failure);
      } else if (Long.bitCount(times) == 1) {
        LOG.error("{} on thread {} again, {} times now", failure, thread, times);
      }
    } catch (Throwable another) {
      // Nobody is left to tell but the console: memory may be full, or the disk.
      failure.addSuppressed(another);
      failure.printStackTrace();
    }
  }

  private synchronized long count(Throwable failure) {
    var now = clock.instant();
    var key = key(failure);
    var row = rows.remove(key);
    long times = row != null && row.last().plus(QUIET).isAfter(now) ? row.times() + 1 : 1;
    rows.put(key, new Row(now, times));
    if (rows.size() > REMEMBERED) {
      rows.remove(rows.keySet().iterator().next());
    }
    return times;
  }

  /** The kind and the place: messages may differ each time. */
  private static String key(Throwable failure) {
    var frames = failure.getStackTrace();
    return failure.getClass().getName()
        + Arrays.toString(Arrays.copyOf(frames, Math.min(FRAMES, frames.length)));
  }
}
