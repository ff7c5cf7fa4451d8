package org.sessiondesk.redis;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.session.SessionId;
import org.sessiondesk.session.StoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes that were sent and not answered, until a new connection tells what became of them. They
 * are looked at, never repeated. Safe for use by many threads.
 */
final class UnsureWrites {
  private static final Logger LOG = LoggerFactory.getLogger(UnsureWrites.class);
  private static final int MOST = 1_000;

  /** What became of one. */
  enum Outcome {
    DONE,
    NOT_DONE,
    /** Something else is stored: it was not done, or somebody has changed it since. */
    OTHERWISE
  }

  /**
   * A write.
   *
   * @param wanted what is stored if it was done, or null for nothing
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Unsure(SessionId id, byte @Nullable [] wanted) {

    Outcome outcome(byte @Nullable [] now) {
      if (wanted == null) {
        return now == null ? Outcome.DONE : Outcome.NOT_DONE;
      }
      if (now == null) {
        return Outcome.NOT_DONE;
      }
      return Arrays.equals(now, wanted) ? Outcome.DONE : Outcome.OTHERWISE;
    }
  }

  private final Deque<Unsure> writes = new ArrayDeque<>();

  /**
   * Adds one; of very many the oldest are forgotten.
   *
   * @param wanted what is stored if it was done, or null for nothing
   */
  synchronized void add(SessionId id, byte @Nullable [] wanted) {
    if (writes.size() == MOST) {
      writes.removeFirst();
    }
    writes.add(new Unsure(id, wanted));
  }

  /** How many there are. */
  synchronized int size() {
    return writes.size();
  }

  private synchronized @Nullable Unsure first() {
    return writes.peekFirst();
  }

  private synchronized void remove(Unsure settled) {
    writes.remove(settled);
  }

  private static Outcome look(Unsure write, Function<SessionId, Optional<byte[]>> stored) {
    try {
      return write.outcome(stored.apply(write.id()).orElse(null));
    } catch (StoreException.Rejected e) {
      return Outcome.OTHERWISE; // Of another type, or not to be read by this user.
    }
  }

  /**
   * Looks what became of them, and notes it in the log. Those that cannot be looked at just now
   * stay. Blocks.
   */
  void settle(Function<SessionId, Optional<byte[]>> stored) {
    try {
      for (var next = first(); next != null; next = first()) {
        var outcome = look(next, stored);
        remove(next);
        LOG.warn("A write of session {} that was not answered: {}", next.id(), outcome);
      }
    } catch (StoreException e) {
      LOG.debug("What became of unanswered writes cannot be told yet", e);
    }
  }
}
