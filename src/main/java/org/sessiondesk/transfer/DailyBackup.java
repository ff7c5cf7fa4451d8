package org.sessiondesk.transfer;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.connection.StoreCopies;
import org.sessiondesk.connection.StoreCopies.Kind;
import org.sessiondesk.connection.StoreCopyException;
import org.sessiondesk.session.Listeners;
import org.sessiondesk.session.Progress;
import org.sessiondesk.session.Registration;
import org.sessiondesk.session.Ticker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Copies the built-in store once a day by itself, while this program uses it, and keeps the newest
 * seven of these copies. When the last one is a day old or more, as after days without a run, one
 * is made at the next look. After a failure it is tried again an hour later.
 */
public final class DailyBackup implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DailyBackup.class);

  /** How many of these copies are kept. */
  public static final int KEPT = 7;

  private static final Duration LOOK = Duration.ofMinutes(1);
  private static final Duration EVERY = Duration.ofDays(1);
  private static final Duration AFTER_FAILURE = Duration.ofHours(1);

  private final StoreCopies copies;
  private final BooleanSupplier wanted;
  private final InstantSource clock;
  private final Executor executor;
  private final Registration ticking;
  private final Listeners<Outcome> listeners = new Listeners<>();
  private final AtomicBoolean running = new AtomicBoolean();
  private volatile boolean closed;
  private volatile @Nullable Instant failedAt;

  /** How an attempt ended. */
  public sealed interface Outcome {

    /** A copy was made. */
    record Made(StoreCopies.Copy copy) implements Outcome {}

    /** None could be made; there is another attempt in an hour. */
    record Failed(StoreCopyException why) implements Outcome {}
  }

  /**
   * Begins to look every minute whether a copy is due.
   *
   * @param wanted whether that is switched on, asked at every look
   * @param executor where copies are made
   */
  public DailyBackup(
      StoreCopies copies,
      BooleanSupplier wanted,
      Ticker ticker,
      Executor executor,
      InstantSource clock) {
    this.copies = copies;
    this.wanted = wanted;
    this.clock = clock;
    this.executor = executor;
    ticking = ticker.every(LOOK, this::look);
  }

  /** Tells {@code listener} of every attempt, on the thread that made it. */
  public Registration onOutcome(Consumer<Outcome> listener) {
    return listeners.add(listener);
  }

  /** Looks whether a copy is due, and makes it in the background. Returns at once. */
  public void look() {
    if (!closed && wanted.getAsBoolean() && running.compareAndSet(false, true)) {
      executor.execute(
          () -> {
            try {
              makeIfDue();
            } finally {
              running.set(false);
            }
          });
    }
  }

  private void makeIfDue() {
    try {
      if (closed || !copies.inUse() || !isDue(clock.instant())) {
        return;
      }
      var made = copies.make(Kind.DAILY, untilClosed());
      if (made.isPresent()) {
        failedAt = null;
        int old = copies.prune(Kind.DAILY, KEPT);
        LOG.info("Daily copy {} of the built-in store made, {} old ones deleted", made.get(), old);
        listeners.tell(new Outcome.Made(made.get()));
      }
    } catch (StoreCopyException e) {
      failedAt = clock.instant();
      LOG.warn("The daily copy of the built-in store could not be made: {}", e.reason(), e);
      listeners.tell(new Outcome.Failed(e));
    }
  }

  private Progress untilClosed() {
    return new Progress() {
      @Override
      public void at(long done, long total) {}

      @Override
      public boolean cancelled() {
        return closed;
      }
    };
  }

  /** A copy from the future, by a clock that was wrong, does not keep the next one away. */
  private boolean isDue(Instant now) {
    var failed = failedAt;
    if (failed != null && now.isBefore(failed.plus(AFTER_FAILURE)) && !now.isBefore(failed)) {
      return false;
    }
    return copies.list().stream()
        .filter(copy -> copy.kind() == Kind.DAILY)
        .noneMatch(copy -> copy.at().isAfter(now.minus(EVERY)) && !copy.at().isAfter(now));
  }

  /** Makes no more copies; one under way is given up. */
  @Override
  public void close() {
    closed = true;
    ticking.close();
  }
}
