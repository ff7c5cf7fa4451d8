package org.sessiondesk.redis;

import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.connection.UnconfirmedWrite;
import org.sessiondesk.connection.UnconfirmedWrite.Outcome;
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

  /**
   * A write.
   *
   * @param told what is told of it
   * @param wanted what is stored if it was done, or null for nothing
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared but with itself
  private record Unsure(UnconfirmedWrite told, byte @Nullable [] wanted) {

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

  private final String store;
  private final InstantSource clock;
  private final Deque<Unsure> writes = new ArrayDeque<>();
  private volatile Consumer<UnconfirmedWrite> teller = _ -> {};
  private boolean left;

  /** Those to {@code store}, as people call it. */
  UnsureWrites(String store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /** Tells {@code listener} of each, and again once it is known what became of it. */
  void tell(Consumer<UnconfirmedWrite> listener) {
    teller = listener;
  }

  /**
   * Adds one; of very many the oldest stay unknown.
   *
   * @param wanted what is stored if it was done, or null for nothing
   */
  void add(SessionId id, byte @Nullable [] wanted) {
    var told = new UnconfirmedWrite(store, id, wanted == null, clock.instant(), Outcome.UNKNOWN);
    // Told before it can be looked at: nobody hears what became of one that he does not know.
    teller.accept(told);
    var forgotten = keep(new Unsure(told, wanted));
    if (forgotten != null) {
      end(forgotten, Outcome.LEFT);
    }
  }

  /** Keeps one in mind; returns the one that nobody will look at any more, or null. */
  private synchronized @Nullable Unsure keep(Unsure fresh) {
    if (left) {
      return fresh;
    }
    writes.add(fresh);
    return writes.size() > MOST ? writes.removeFirst() : null;
  }

  /** Nobody will look any more: the profile was left. */
  void leave() {
    List<Unsure> open;
    synchronized (this) {
      left = true;
      open = List.copyOf(writes);
      writes.clear();
    }
    open.forEach(write -> end(write, Outcome.LEFT));
  }

  private void end(Unsure write, Outcome outcome) {
    LOG.warn("A write of session {} that was not answered: {}", write.told().session(), outcome);
    teller.accept(write.told().with(outcome));
  }

  /** How many there are. */
  synchronized int size() {
    return writes.size();
  }

  private synchronized @Nullable Unsure first() {
    return writes.peekFirst();
  }

  /** Whether it was still there: the profile may have been left meanwhile. */
  private synchronized boolean remove(Unsure settled) {
    return writes.remove(settled);
  }

  private static Outcome look(Unsure write, Function<SessionId, Optional<byte[]>> stored) {
    try {
      return write.outcome(stored.apply(write.told().session()).orElse(null));
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
        if (remove(next)) {
          end(next, outcome);
        }
      }
    } catch (StoreException e) {
      LOG.debug("What became of unanswered writes cannot be told yet", e);
    }
  }
}
