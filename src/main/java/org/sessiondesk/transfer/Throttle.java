package org.sessiondesk.transfer;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.sessiondesk.session.Progress;

/** Slows a job down to so many sessions a second. For one thread. */
final class Throttle {
  private static final long STEP = TimeUnit.MILLISECONDS.toNanos(20);

  private final int perSecond;
  private final LongSupplier nanos;
  private final long start;
  private long done;

  /**
   * Begins now.
   *
   * @param perSecond how many; 0 for as many as may be
   * @param nanos a clock that only goes forward
   */
  Throttle(int perSecond, LongSupplier nanos) {
    this.perSecond = perSecond;
    this.nanos = nanos;
    start = nanos.getAsLong();
  }

  /** {@code count} more are done: waits until they may be, or the job is cancelled. */
  void did(int count, Progress progress) {
    done += count;
    if (perSecond <= 0) {
      return;
    }
    long due = start + (long) ((double) done / perSecond * TimeUnit.SECONDS.toNanos(1));
    while (nanos.getAsLong() < due
        && !progress.cancelled()
        && !Thread.currentThread().isInterrupted()) {
      LockSupport.parkNanos(Math.min(STEP, due - nanos.getAsLong()));
    }
  }
}
