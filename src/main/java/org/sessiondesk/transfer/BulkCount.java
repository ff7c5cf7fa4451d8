package org.sessiondesk.transfer;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.session.ByteStore.PutResult;
import org.sessiondesk.session.KeptBatch;
import org.sessiondesk.session.Progress;
import org.sessiondesk.session.SessionId;
import org.sessiondesk.session.StoreException;

/** Counts how the sessions of a job that changes many end. Safe for use by several threads. */
final class BulkCount {
  private final Tally.Counter changed = new Tally.Counter();
  private final Tally.Counter unknown = new Tally.Counter();
  private final InstantSource clock;
  private final Instant start;
  private long done;
  private long gone;
  private @Nullable RuntimeException failure;

  BulkCount(InstantSource clock) {
    this.clock = clock;
    start = clock.instant();
  }

  synchronized void done() {
    done++;
  }

  synchronized void gone() {
    gone++;
  }

  synchronized void changed(SessionId id) {
    changed.add(Place.NONE, id.value(), "");
  }

  /** It failed at {@code id}; the first failure counts. */
  synchronized void failed(SessionId id, StoreException why) {
    if (why instanceof StoreException.OutcomeUnknown) {
      unknown.add(Place.NONE, id.value(), "");
    }
    failed(why);
  }

  /** It failed before the next sessions. */
  synchronized void failed(RuntimeException why) {
    failure = failure == null ? why : failure;
  }

  synchronized boolean hasFailed() {
    return failure != null;
  }

  /** Tells how many of {@code all} have ended; of several threads one after the other. */
  synchronized void tell(Progress progress, long all) {
    progress.at(ended(), all);
  }

  /** How many have ended, one way or another. */
  synchronized long ended() {
    return done + gone + changed.count() + unknown.count();
  }

  void add(PutResult result, SessionId id) {
    switch (result) {
      case PutResult.Done _ -> done();
      case PutResult.Gone _ -> gone();
      case PutResult.Differs _ -> changed(id);
      case PutResult.Failed(var why) -> failed(id, why);
    }
  }

  /** The report, where there were {@code all} sessions. */
  synchronized BulkReport report(long all, Optional<KeptBatch> kept, boolean cancelled) {
    return new BulkReport(
        done,
        gone,
        changed.tally(),
        unknown.tally(),
        all - ended(),
        kept,
        Duration.between(start, clock.instant()),
        cancelled && ended() < all,
        failure);
  }
}
