package org.sessiondesk.memory;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.sessiondesk.session.Registration;
import org.sessiondesk.session.Ticker;

/** Ticks on a thread of its own, for a program without a window. */
public final class ExecutorTicker implements Ticker, AutoCloseable {
  private final ScheduledExecutorService executor =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("ticker").daemon().factory());

  @Override
  public Registration every(Duration period, Runnable action) {
    var ticking =
        executor.scheduleAtFixedRate(
            () -> runGuarded(action), period.toNanos(), period.toNanos(), TimeUnit.NANOSECONDS);
    return () -> ticking.cancel(false);
  }

  /** The executor would silently end the ticking at the first failure. */
  private static void runGuarded(Runnable action) {
    try {
      action.run();
    } catch (RuntimeException e) {
      var thread = Thread.currentThread();
      thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
    }
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
