package org.sessiondesk.service;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.session.Listeners;
import org.sessiondesk.session.Registration;
import org.sessiondesk.session.SessionId;
import org.sessiondesk.session.StoredEntry;
import org.sessiondesk.session.StoredSession;
import org.sessiondesk.session.UnreadableEntry;

/**
 * The live picture of all sessions, temporary and persistent: what lists, searches and counts are
 * answered from, without a question to Redis. Safe for use by several threads; only its package
 * changes it.
 */
public final class SessionIndex {

  /**
   * How many there are of each kind.
   *
   * @param temporary temporary sessions, expired ones included
   * @param persistent persistent sessions that can be read
   * @param unreadable what is stored as a persistent session and cannot be read
   */
  public record Counts(long temporary, long persistent, long unreadable) {

    /** All of them. */
    public long total() {
      return temporary + persistent + unreadable;
    }
  }

  private static final int CANCEL_CHECK = 0xFFF;

  private final InstantSource clock;
  private final Object lock = new Object();
  private final RowTable temporary = new RowTable();
  private final RowTable persistent = new RowTable();
  private final Map<String, String> voices = new HashMap<>();
  private final AtomicLong version = new AtomicLong();
  private final Listeners<SessionIndex> listeners = new Listeners<>();
  private long unreadable;
  private @Nullable RowTable unseen;
  private volatile PictureState state = PictureState.OFF;

  SessionIndex(InstantSource clock) {
    this.clock = clock;
  }

  /** How many there are of each kind. O(1). */
  public Counts counts() {
    synchronized (lock) {
      return new Counts(temporary.size(), persistent.size() - unreadable, unreadable);
    }
  }

  /** How complete and fresh the picture is. */
  public PictureState state() {
    return state;
  }

  /** A number that grows with every change of the picture. */
  public long version() {
    return version.get();
  }

  /**
   * Calls {@code listener} after every change of the picture or its state, on the thread that made
   * it. There may be thousands a second: the listener only takes a note.
   */
  public Registration onChange(Runnable listener) {
    return listeners.add(_ -> listener.run());
  }

  /** The row of {@code id}: of the temporary session where there are two. O(1). */
  public Optional<SessionRow> find(SessionId id) {
    synchronized (lock) {
      var row = temporary.get(id);
      return Optional.ofNullable(row != null ? row : persistent.get(id));
    }
  }

  /**
   * What matches {@code query} now. O(n) to match, O(m log m) to order m matches; on no account on
   * the window's thread.
   *
   * @throws CancellationException where the thread is interrupted meanwhile
   */
  public QueryResult query(SessionQuery query) {
    var all = snapshot(query.view());
    var now = clock.instant();
    var words = query.words();
    int matches = 0;
    for (int i = 0; i < all.length; i++) {
      if ((i & CANCEL_CHECK) == 0 && Thread.currentThread().isInterrupted()) {
        throw new CancellationException("the query was cancelled");
      }
      if (SessionQuery.inView(query.view(), all[i], now) && RowMatcher.matches(all[i], words)) {
        all[matches++] = all[i];
      }
    }
    var rows = matches == all.length ? all : Arrays.copyOf(all, matches);
    Arrays.parallelSort(rows, order(query, now));
    return new QueryResult(rows);
  }

  /**
   * Up to {@code limit} sessions that match {@code query}, newest first whatever its order, beyond
   * {@code after}. What comes and goes meanwhile moves nothing from one page to another. O(n) to
   * match, O(m log limit) to order m matches; on no account on the window's thread.
   *
   * @param also what they must be besides
   * @param after where the page before ended, or null for the first one
   */
  public SessionPage page(
      SessionQuery query,
      Predicate<SessionRow> also,
      SessionPage.@Nullable Position after,
      int limit) {
    var now = clock.instant();
    var words = query.words();
    var pager = new Pager(after, limit);
    for (var row : snapshot(query.view())) {
      if (SessionQuery.inView(query.view(), row, now)
          && also.test(row)
          && RowMatcher.matches(row, words)) {
        pager.offer(row);
      }
    }
    return pager.page();
  }

  /** How many sessions are in {@code view} now. O(n). */
  public long count(SessionQuery.View view) {
    var now = clock.instant();
    long count = 0;
    for (var row : snapshot(view)) {
      if (SessionQuery.inView(view, row, now)) {
        count++;
      }
    }
    return count;
  }

  private SessionRow[] snapshot(SessionQuery.View view) {
    boolean withTemporary =
        view != SessionQuery.View.PERSISTENT && view != SessionQuery.View.UNREADABLE;
    boolean withPersistent =
        switch (view) {
          case ALL, PERSISTENT, UNREADABLE -> true;
          case TEMPORARY, EXPIRING_SOON, EXPIRED, FALLBACK -> false;
        };
    synchronized (lock) {
      var rows =
          new SessionRow
              [(withTemporary ? temporary.size() : 0) + (withPersistent ? persistent.size() : 0)];
      int at = withTemporary ? temporary.copyTo(rows, 0) : 0;
      if (withPersistent) {
        persistent.copyTo(rows, at);
      }
      return rows;
    }
  }

  private static Comparator<SessionRow> order(SessionQuery query, Instant now) {
    Comparator<SessionRow> byColumn =
        switch (query.column()) {
          case STATE -> Comparator.comparing(row -> row.state(now));
          case TITLE -> Comparator.comparing(RowMatcher::title, String.CASE_INSENSITIVE_ORDER);
          case VOICE -> Comparator.comparing(SessionRow::voice);
          case KIND -> Comparator.comparing(SessionRow::persistent);
          case CREATED -> Comparator.comparingLong(SessionRow::createdMicros);
          case EXPIRES -> Comparator.comparingLong(SessionIndex::deadline);
          case METADATA -> Comparator.comparing(SessionRow::metadata);
          case ID -> Comparator.comparing(row -> row.id().value());
        };
    var directed = query.descending() ? byColumn.reversed() : byColumn;
    return directed
        .thenComparing(Comparator.comparingLong(SessionRow::createdMicros).reversed())
        .thenComparingInt(SessionRow::idHash);
  }

  private static long deadline(SessionRow row) {
    return row.persistent() ? Long.MAX_VALUE : row.expiresMicros();
  }

  // ---- changes, by this package only
  // -------------------------------------------------------------

  /** What a change did to the picture. */
  record Change(@Nullable SessionRow before, @Nullable SessionRow after) {

    boolean isNone() {
      return before == null ? after == null : after != null && before.sameAs(after);
    }
  }

  boolean holdsPersistent(SessionId id) {
    synchronized (lock) {
      return persistent.get(id) != null;
    }
  }

  Change put(StoredEntry entry) {
    Change change;
    synchronized (lock) {
      var row = rowOf(entry);
      if (row.persistent()) {
        var before = persistent.put(row);
        unreadable += one(row.unreadable() != null) - one(before != null && isUnreadable(before));
        if (unseen != null) {
          unseen.remove(entry.id());
        }
        change = new Change(before, row);
      } else {
        change = new Change(temporary.put(row), row);
      }
    }
    if (!change.isNone()) {
      changed();
    }
    return change;
  }

  Change remove(SessionId id, boolean fromPersistent) {
    Change change;
    synchronized (lock) {
      var before = (fromPersistent ? persistent : temporary).remove(id);
      if (fromPersistent) {
        unreadable -= one(before != null && isUnreadable(before));
        if (unseen != null) {
          unseen.remove(id);
        }
      }
      change = new Change(before, null);
    }
    if (!change.isNone()) {
      changed();
    }
    return change;
  }

  /** Another store is followed now, or none: nothing of the old one stays. */
  void switchStore(boolean wanted) {
    synchronized (lock) {
      persistent.clear();
      unreadable = 0;
      unseen = null;
      state = PictureState.OFF.withReachable(false);
      if (wanted) {
        state = new PictureState(true, false, false, false, 0, -1, PictureState.OFF.tracking());
      }
    }
    changed();
  }

  void reachable(boolean reachable) {
    synchronized (lock) {
      state = state.withReachable(reachable);
    }
    changed();
  }

  void tracking(org.sessiondesk.session.StoreFollower.Tracking tracking) {
    synchronized (lock) {
      state = state.withTracking(tracking);
    }
    changed();
  }

  void passStarted(long expected) {
    synchronized (lock) {
      unseen = persistent.copy();
      state = state.started(expected);
    }
    changed();
  }

  void passed(int entries) {
    synchronized (lock) {
      state = state.plus(entries);
    }
    changed();
  }

  /** The pass is complete: what it has not seen is gone. Returns those rows. */
  List<SessionRow> passCompleted() {
    SessionRow[] gone;
    synchronized (lock) {
      gone = new SessionRow[unseen == null ? 0 : unseen.size()];
      if (unseen != null) {
        unseen.copyTo(gone, 0);
        unseen = null;
      }
      for (var row : gone) {
        persistent.remove(row.id());
        unreadable -= one(isUnreadable(row));
      }
      state = state.completed();
    }
    changed();
    return List.of(gone);
  }

  /** Time has changed what rows are: some have expired. */
  void touch() {
    changed();
  }

  private SessionRow rowOf(StoredEntry entry) {
    return switch (entry) {
      case StoredSession stored -> {
        var session = stored.session();
        var voice = voices.computeIfAbsent(session.voice(), v -> v);
        yield SessionRow.of(session, voice, MetadataLine.of(session.metadata()));
      }
      case UnreadableEntry unreadableEntry -> SessionRow.of(unreadableEntry);
    };
  }

  private void changed() {
    version.incrementAndGet();
    listeners.tell(this);
  }

  private static boolean isUnreadable(SessionRow row) {
    return row.unreadable() != null;
  }

  private static int one(boolean condition) {
    return condition ? 1 : 0;
  }
}
