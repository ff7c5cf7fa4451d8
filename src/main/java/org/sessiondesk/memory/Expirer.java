package org.sessiondesk.memory;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.sessiondesk.session.Registration;
import org.sessiondesk.session.TemporarySessionStore;
import org.sessiondesk.session.Ticker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has sessions expire and the expired ones cleaned up. A tick only knocks: the work is done on
 * another thread, and a tick that comes while it is still being done is let go by. It goes by the
 * wall clock, not by the number of ticks, so that a laptop that slept catches up on waking.
 */
public final class Expirer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Expirer.class);
  private static final Duration TICK = Duration.ofSeconds(1);

  private final TemporarySessionStore store;
  private final Supplier<Duration> cleanupInterval;
  private final Executor executor;
  private final InstantSource clock;
  private final AtomicBoolean busy = new AtomicBoolean();
  private final Registration ticking;
  private Instant lastCleanUp;

  /**
   * Begins.
   *
   * @param ticker knocks once a second, on a thread that must not be kept
   * @param cleanupInterval the time between two clean-ups, read at every tick
   * @param executor does the work
   */
  public Expirer(
      Ticker ticker,
      TemporarySessionStore store,
      Supplier<Duration> cleanupInterval,
      Executor executor,
      InstantSource clock) {
    this.store = store;
    this.cleanupInterval = cleanupInterval;
    this.executor = executor;
    this.clock = clock;
    this.lastCleanUp = clock.instant();
    this.ticking = ticker.every(TICK, this::tick);
  }

  private void tick() {
    if (busy.compareAndSet(false, true)) {
      try {
        executor.execute(this::workOnce);
      } catch (RejectedExecutionException e) {
        busy.set(false);
        LOG.debug("The executor takes no work: the next tick knocks again", e);
      }
    }
  }

  private void workOnce() {
    try {
      work();
    } finally {
      busy.set(false);
    }
  }

  private void work() {
    store.expireDue();
    var now = clock.instant();
    if (now.isBefore(lastCleanUp)) {
      // The clock was set back.
      lastCleanUp = now;
    }
    if (!now.isBefore(lastCleanUp.plus(cleanupInterval.get()))) {
      lastCleanUp = now;
      long removed = store.cleanUp();
      if (removed > 0) {
        LOG.info("Clean-up removed {} expired sessions", removed);
      }
    }
  }

  /** Ends the ticking; work under way is done. */
  @Override
  public void close() {
    ticking.close();
  }
}
