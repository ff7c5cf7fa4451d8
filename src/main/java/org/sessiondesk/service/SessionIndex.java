package org.sessiondesk.service;

import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.session.Listeners;
import org.sessiondesk.session.Registration;
import org.sessiondesk.session.SessionFields;
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

  private final Object lock = new Object();
  private final RowTable temporary = new RowTable();
  private final PersistentRows persistent = new PersistentRows();
  private final RowNames names = new RowNames();
  private final Tally tally = new Tally();
  private final ChangeLog changeLog = new ChangeLog();
  private final Answers answers;
  private final AtomicLong version = new AtomicLong();
  private final Listeners<SessionIndex> listeners = new Listeners<>();
  private volatile PictureState state = PictureState.OFF;

  SessionIndex(InstantSource clock) {
    answers = new Answers(this, names, clock);
  }

  /** How many there are of each kind. O(1). */
  public Counts counts() {
    synchronized (lock) {
      long unreadable = persistent.unreadable();
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
      return Optional.ofNullable(row != null ? row : persistent.get(id)).map(this::view);
    }
  }

  private SessionRow view(byte[] row) {
    return new SessionRow(row, names);
  }

  /**
   * What matches {@code query} now. O(n) to match, O(m log m) to order m matches; where it is the
   * last query again, and what it asks does not hang on the time, O(d log m) for d changes since
   * and a copy of m references. On no account on the window's thread.
   *
   * @throws CancellationException where the thread is interrupted meanwhile
   */
  public QueryResult query(SessionQuery query) {
    return answers.query(query);
  }

  /**
   * Up to {@code limit} sessions that match {@code query}, newest first whatever its order, beyond
   * {@code after}. What comes and goes meanwhile moves nothing from one page to another. O(n) to
   * match, O(m log limit) to order m matches; on no account on the window's thread.
   *
   * @param also what they must be besides
   * @param after where the page before ended, or null for the first one
   * @throws CancellationException where the thread is interrupted meanwhile
   */
  public SessionPage page(
      SessionQuery query,
      Predicate<SessionRow> also,
      SessionPage.@Nullable Position after,
      int limit) {
    return answers.page(query, also, after, limit);
  }

  /**
   * What the word of {@code search} that ends at {@code caret} may become: fields, keys of the
   * metadata, and known values of fields. Small, whatever the number of sessions.
   */
  public List<String> completions(String search, int caret) {
    return QueryText.completions(search, caret, names);
  }

  /** How many sessions match {@code query} now. O(n). */
  public long count(SessionQuery query) {
    return count(query, null).sessions();
  }

  /**
   * How many sessions match {@code query} now. O(n) to begin with; O(d) for d changes since {@code
   * last}, where what the query finds does not hang on the time and these changes are remembered.
   *
   * @param last what this has returned for the same query before, or null
   */
  public SessionCount count(SessionQuery query, @Nullable SessionCount last) {
    return answers.count(query, last);
  }

  /** How many sessions are in {@code view} now. O(n). */
  public long count(SessionQuery.View view) {
    return count(SessionQuery.ALL.withView(view));
  }

  /**
   * Which voices the sessions have, and on which of {@code days} days up to {@code today} in {@code
   * zone} they were created. O(voices + days), whatever the number of sessions.
   */
  public Composition composition(LocalDate today, int days, ZoneId zone) {
    synchronized (lock) {
      return tally.composition(names.voices, today, days, zone);
    }
  }

  /** At most {@code count} sessions of one kind, picked at random. O(count). */
  public List<SessionRow> sample(boolean ofPersistent, int count, RandomGenerator random) {
    synchronized (lock) {
      var picked =
          ofPersistent ? persistent.sample(count, random) : temporary.sample(count, random);
      return picked.stream().map(row -> new SessionRow(row, names)).toList();
    }
  }

  /** The rows among which all of a view are, not to be changed, and when they were taken. */
  Answers.Snapshot snapshot(SessionQuery.View view) {
    boolean withTemporary =
        view != SessionQuery.View.PERSISTENT && view != SessionQuery.View.UNREADABLE;
    boolean withPersistent =
        switch (view) {
          case ALL, PERSISTENT, UNREADABLE -> true;
          case TEMPORARY, EXPIRING_SOON, EXPIRED, FALLBACK -> false;
        };
    synchronized (lock) {
      var rows =
          new byte
              [(withTemporary ? temporary.size() : 0) + (withPersistent ? persistent.size() : 0)][];
      int at = withTemporary ? temporary.copyTo(rows, 0) : 0;
      if (withPersistent) {
        persistent.copyTo(rows, at);
      }
      return new Answers.Snapshot(rows, changeLog.position());
    }
  }

  /** What has changed since a position of the change log. */
  Answers.Since since(long position) {
    synchronized (lock) {
      return new Answers.Since(changeLog.since(position), changeLog.position());
    }
  }

  // ---- changes, by this package only
  // -------------------------------------------------------------

  /** What a change did to the picture. */
  enum Change {
    NONE,
    CREATED,
    UPDATED,
    REMOVED;

    boolean isNone() {
      return this == NONE;
    }
  }

  boolean holdsPersistent(SessionId id) {
    synchronized (lock) {
      return persistent.get(id) != null;
    }
  }

  /** How much memory the persistent sessions may take, in bytes. */
  long limit() {
    synchronized (lock) {
      return persistent.limit();
    }
  }

  /** From now on there is so much room. What is in the picture stays, also where it is more. */
  void limit(long bytes) {
    synchronized (lock) {
      persistent.limit(bytes);
    }
  }

  /** Shows {@code entry}, whether there is room or not. */
  Change put(StoredEntry entry) {
    return putAllEntries(List.of(entry)).getFirst();
  }

  /** Shows {@code entries}, whether there is room or not, and says of each what that did. */
  List<Change> putAllEntries(List<StoredEntry> entries) {
    return putAll(entries.stream().map(this::rowOf).toList(), true);
  }

  /** Shows {@code entry} where there is room for it, or was before. */
  Change putIfRoom(StoredEntry entry) {
    return putAll(List.of(rowOf(entry))).getFirst();
  }

  /** Packs a persistent session for {@link #putAll}. Needs no lock. */
  byte[] pack(SessionFields fields) {
    return FieldPacker.pack(fields, names);
  }

  /** Puts packed rows in where there is room for them, and says of each what that did. */
  List<Change> putAll(List<byte[]> rows) {
    return putAll(rows, false);
  }

  private List<Change> putAll(List<byte[]> rows, boolean always) {
    var changes = new ArrayList<Change>(rows.size());
    boolean tell;
    synchronized (lock) {
      persistent.expect(rows);
      for (var row : rows) {
        boolean shown = always || !PackedRow.has(row, PackedRow.PERSISTENT);
        changes.add(shown || !persistent.leavesOut(row) ? put(row) : Change.NONE);
      }
      tell = noteLeftOut();
    }
    if (tell || changes.stream().anyMatch(change -> !change.isNone())) {
      changed();
    }
    return changes;
  }

  /** Whether the number of those that found no room is another one. */
  private boolean noteLeftOut() {
    boolean other = state.leftOut() != persistent.leftOut();
    if (other) {
      state = state.withLeftOut(persistent.leftOut());
    }
    return other;
  }

  private Change put(byte[] row) {
    boolean stored = PackedRow.has(row, PackedRow.PERSISTENT);
    var before = stored ? persistent.put(row) : temporary.put(row);
    if (before != null && Arrays.equals(before, row)) {
      return Change.NONE;
    }
    changeLog.add(before, row);
    tally.add(before, -1);
    tally.add(row, 1);
    return before == null ? Change.CREATED : Change.UPDATED;
  }

  Change remove(SessionId id, boolean fromPersistent) {
    return removeAll(List.of(id), fromPersistent).isEmpty() ? Change.NONE : Change.REMOVED;
  }

  /** Takes out those of {@code ids} that are there, and returns them. */
  List<SessionId> removeAll(List<SessionId> ids, boolean fromPersistent) {
    var removed = new ArrayList<SessionId>(ids.size());
    boolean tell;
    synchronized (lock) {
      for (var id : ids) {
        var before = fromPersistent ? persistent.remove(id) : temporary.remove(id);
        if (before != null) {
          changeLog.add(before, null);
          tally.add(before, -1);
          removed.add(id);
        }
      }
      tell = noteLeftOut() || !removed.isEmpty();
    }
    if (tell) {
      changed();
    }
    return removed;
  }

  /** Another store is followed now, or none: nothing of the old one stays. */
  void switchStore(boolean wanted) {
    synchronized (lock) {
      persistent.clear();
      changeLog.forget();
      tally.clear();
      temporary.forEach(row -> tally.add(row, 1));
      state = wanted ? PictureState.WANTED : PictureState.OFF;
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
      persistent.startPass();
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
    byte[][] gone;
    synchronized (lock) {
      gone = persistent.endPass();
      for (var row : gone) {
        changeLog.add(row, null);
        tally.add(row, -1);
      }
      state = state.completed().withLeftOut(persistent.leftOut());
    }
    changed();
    return Arrays.stream(gone).map(this::view).toList();
  }

  /** Time has changed what rows are: some have expired. */
  void touch() {
    changed();
  }

  private byte[] rowOf(StoredEntry entry) {
    return switch (entry) {
      case StoredSession stored -> RowPacker.pack(stored.session(), names);
      case UnreadableEntry unreadableEntry -> RowPacker.pack(unreadableEntry);
    };
  }

  private void changed() {
    version.incrementAndGet();
    listeners.tell(this);
  }
}
