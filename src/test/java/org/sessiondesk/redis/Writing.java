package org.sessiondesk.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.session.SessionId;
import org.sessiondesk.session.SessionStore;
import org.sessiondesk.session.StoreException;
import org.sessiondesk.session.StoredSession;
import org.sessiondesk.session.UpdateResult;

/** Stores and edits sessions without pause, and keeps account of what it was told about each. */
final class Writing implements AutoCloseable {
  private static final int WRITERS = 3;
  private static final String FIRST = "first";
  private static final String EDITED = "edited";

  /** How a write ended, as far as its author was told. */
  private enum Told {
    DONE,
    NOT_DONE,
    UNKNOWN
  }

  private final SessionStore store;
  private final Map<SessionId, Told> inserts = new ConcurrentHashMap<>();
  private final Map<SessionId, Told> updates = new ConcurrentHashMap<>();
  private final ConcurrentLinkedQueue<String> refusals = new ConcurrentLinkedQueue<>();
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean over;

  private Writing(SessionStore store) {
    this.store = store;
  }

  /** Begins. */
  static Writing to(SessionStore store) {
    var writing = new Writing(store);
    for (int i = 0; i < WRITERS; i++) {
      writing.threads.add(Thread.ofVirtual().start(writing::run));
    }
    return writing;
  }

  private void run() {
    while (!over) {
      var session = SessionSamples.session(FIRST);
      var stored = tell(inserts, session.id(), () -> store.insert(session));
      if (stored != null) {
        tell(updates, session.id(), () -> edit(stored));
      }
      LockSupport.parkNanos(1_000_000);
    }
  }

  private UpdateResult edit(StoredSession stored) {
    var result = store.update(stored, stored.session().withText(EDITED));
    if (!(result instanceof UpdateResult.Saved)) {
      throw new IllegalStateException("nobody else edits it: " + result);
    }
    return result;
  }

  private <T> @Nullable T tell(Map<SessionId, Told> account, SessionId id, Supplier<T> write) {
    try {
      var result = write.get();
      account.put(id, Told.DONE);
      return result;
    } catch (StoreException.OutcomeUnknown e) {
      account.put(id, Told.UNKNOWN);
    } catch (StoreException e) {
      account.put(id, Told.NOT_DONE);
      refusals.add(name(e));
      LockSupport.parkNanos(5_000_000);
    }
    return null;
  }

  private static String name(StoreException e) {
    return e instanceof StoreException.Rejected rejected
        ? "Rejected " + rejected.reason()
        : e.getClass().getSimpleName();
  }

  /** How many writes were confirmed so far. */
  long confirmed() {
    return count(inserts, Told.DONE) + count(updates, Told.DONE);
  }

  /** The writes that were confirmed by some moment. */
  record Confirmed(Set<SessionId> inserts, Set<SessionId> updates) {}

  /** Those confirmed by now. */
  Confirmed confirmedByNow() {
    return new Confirmed(done(inserts), done(updates));
  }

  private static Set<SessionId> done(Map<SessionId, Told> account) {
    return account.entrySet().stream()
        .filter(told -> told.getValue() == Told.DONE)
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  /** Checks that all of {@code these} are there. */
  static void assertPresent(Confirmed these, Function<SessionId, @Nullable String> text) {
    assertThat(these.inserts()).allSatisfy(id -> assertThat(text.apply(id)).isNotNull());
    assertThat(these.updates()).allSatisfy(id -> assertThat(text.apply(id)).isEqualTo(EDITED));
  }

  private static long count(Map<SessionId, Told> account, Told told) {
    return account.values().stream().filter(told::equals).count();
  }

  /** Ends it, and waits for the last write. */
  void finish() {
    over = true;
    for (var thread : threads) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public void close() {
    finish();
  }

  /**
   * What became of the writes.
   *
   * @param confirmed writes that were reported as done
   * @param present those of them that are there afterwards
   * @param unknown writes that were reported as unknown
   * @param unknownPresent those of them that are there afterwards
   * @param refused writes that were reported as not done; none of them is there
   * @param reasons how those were refused, and how often
   */
  record Account(
      long confirmed,
      long present,
      long unknown,
      long unknownPresent,
      long refused,
      Map<String, Long> reasons) {}

  /**
   * Compares what was told with what is there: what was not done is not there, nothing is there
   * that nobody wrote.
   *
   * @param text what is stored under an id now, or null
   */
  Account check(Function<SessionId, @Nullable String> text) {
    long present = 0;
    long unknownPresent = 0;
    for (var insert : inserts.entrySet()) {
      var now = text.apply(insert.getKey());
      var update = updates.get(insert.getKey());
      assertThat(now).isIn(null, FIRST, EDITED);
      if (insert.getValue() == Told.NOT_DONE) {
        assertThat(now).as("refused: %s", insert.getKey()).isNull();
      }
      if (update == null || update == Told.NOT_DONE) {
        assertThat(now).as("never edited: %s", insert.getKey()).isNotEqualTo(EDITED);
      }
      present += insert.getValue() == Told.DONE && now != null ? 1 : 0;
      present += update == Told.DONE && EDITED.equals(now) ? 1 : 0;
      unknownPresent += insert.getValue() == Told.UNKNOWN && now != null ? 1 : 0;
      unknownPresent += update == Told.UNKNOWN && EDITED.equals(now) ? 1 : 0;
    }
    var reasons = new TreeMap<String, Long>();
    refusals.forEach(reason -> reasons.merge(reason, 1L, Long::sum));
    return new Account(
        confirmed(),
        present,
        count(inserts, Told.UNKNOWN) + count(updates, Told.UNKNOWN),
        unknownPresent,
        count(inserts, Told.NOT_DONE) + count(updates, Told.NOT_DONE),
        reasons);
  }
}
