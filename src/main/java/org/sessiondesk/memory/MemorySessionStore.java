package org.sessiondesk.memory;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.session.DeleteResult;
import org.sessiondesk.session.Listeners;
import org.sessiondesk.session.Progress;
import org.sessiondesk.session.Registration;
import org.sessiondesk.session.Revision;
import org.sessiondesk.session.Session;
import org.sessiondesk.session.SessionId;
import org.sessiondesk.session.StoreException;
import org.sessiondesk.session.StoreFollower;
import org.sessiondesk.session.StoreName;
import org.sessiondesk.session.StoredEntry;
import org.sessiondesk.session.StoredSession;
import org.sessiondesk.session.TemporarySessionStore;
import org.sessiondesk.session.UpdateResult;

/**
 * Keeps temporary sessions in memory, by id and on an {@link ExpiryTimeline}. Finding waits for
 * nobody; writers wait for each other, never for I/O, and never longer than a portion of an expiry
 * or a clean-up takes, however many sessions those touch.
 */
public final class MemorySessionStore implements TemporarySessionStore {

  /** How many sessions are expired or removed at a time before others get their turn. */
  static final int PORTION = 1_000;

  private final InstantSource clock;
  private final Map<SessionId, Held> byId = new ConcurrentHashMap<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final ReentrantLock expiring = new ReentrantLock();

  /** Those whose expiry was not told of yet: before their deadline, or just past it. */
  private final ExpiryTimeline<Held> ahead = new ExpiryTimeline<>();

  /**
   * Those whose expiry was told of, awaiting the clean-up. Where the clock is set back some of them
   * may lie before their deadline again.
   */
  private final ExpiryTimeline<Held> expired = new ExpiryTimeline<>();

  private final List<FollowerFeed> followers = new CopyOnWriteArrayList<>();
  private final Listeners<List<Session>> expiredListeners = new Listeners<>();
  private long lastVersion;

  /** An empty store that goes by {@code clock}. */
  public MemorySessionStore(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public StoreName name() {
    return StoreName.MEMORY;
  }

  @Override
  public StoredSession insert(Session session) {
    return insert(session, null);
  }

  /** Inserts {@code session} as the version that {@code old} tells of, or as a new one. */
  private StoredSession insert(Session session, @Nullable Revision old) {
    var deadline = deadline(session);
    lock.lock();
    try {
      var held = new Held(session, old == null ? ++lastVersion : version(old));
      if (byId.putIfAbsent(session.id(), held) != null) {
        throw new StoreException.AlreadyExists(session.id());
      }
      ahead.insert(held, deadline);
      note(session.id());
      return held.stored();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void restore(StoredEntry deleted) {
    if (!(deleted instanceof StoredSession stored)) {
      throw new IllegalArgumentException("memory holds sessions only");
    }
    insert(stored.session(), stored.revision());
  }

  /** The version of which {@code revision} tells; a new one where it was not given here. */
  private long version(Revision revision) {
    var token = revision.token();
    long version = token.length == Long.BYTES ? ByteBuffer.wrap(token).getLong() : 0;
    return version >= 1 && version <= lastVersion ? version : ++lastVersion;
  }

  @Override
  public Optional<StoredEntry> find(SessionId id) {
    var held = byId.get(id);
    return held == null ? Optional.empty() : Optional.of(held.stored());
  }

  @Override
  public UpdateResult update(StoredSession seen, Session changed) {
    var deadline = deadline(changed);
    lock.lock();
    try {
      var held = byId.get(seen.id());
      if (held == null) {
        return new UpdateResult.Gone();
      }
      var now = held.stored();
      if (!now.revision().equals(seen.revision())) {
        return new UpdateResult.Conflict(now);
      }
      held.contents(changed, ++lastVersion);
      if (deadline != held.deadline()) {
        boolean stays = held.expired && deadline <= now();
        takeOut(held);
        place(held, deadline, stays);
      }
      note(seen.id());
      return new UpdateResult.Saved(held.stored());
    } finally {
      lock.unlock();
    }
  }

  @Override
  public boolean delete(SessionId id) {
    lock.lock();
    try {
      var held = byId.remove(id);
      if (held == null) {
        return false;
      }
      takeOut(held);
      note(id);
      return true;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public DeleteResult delete(StoredEntry seen) {
    lock.lock();
    try {
      var held = byId.get(seen.id());
      if (held == null) {
        return new DeleteResult.Gone();
      }
      var now = held.stored();
      if (!now.revision().equals(seen.revision())) {
        return new DeleteResult.Changed(now);
      }
      delete(seen.id());
      return new DeleteResult.Deleted();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public long deleteAll(Collection<SessionId> ids, Progress progress) {
    long deleted = 0;
    long done = 0;
    for (var id : ids) {
      if (done % PORTION == 0 && progress.cancelled()) {
        break;
      }
      deleted += delete(id) ? 1 : 0;
      if (++done % PORTION == 0 || done == ids.size()) {
        progress.at(done, ids.size());
      }
    }
    return deleted;
  }

  @Override
  public long count() {
    return byId.size();
  }

  @Override
  public Counts counts() {
    lock.lock();
    try {
      long total = (long) ahead.size() + expired.size();
      long past = countUntil(now());
      return new Counts(total, total - past, past);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void forEach(Consumer<StoredSession> consumer) {
    byId.values().forEach(held -> consumer.accept(held.stored()));
  }

  @Override
  public void expireDue() {
    // One at a time, so that the listeners are told in order, and without `lock`.
    expiring.lock();
    try {
      while (reviveSome()) {
        giveWay();
      }
      for (var batch = takeDue(); !batch.isEmpty(); batch = takeDue()) {
        expiredListeners.tell(batch);
        giveWay();
      }
    } finally {
      expiring.unlock();
    }
  }

  /** Where the clock was set back sessions that had expired live again: some of them. */
  private boolean reviveSome() {
    lock.lock();
    try {
      long now = now();
      for (int i = 0; i < PORTION; i++) {
        var held = expired.firstFrom(now + 1);
        if (held == null) {
          return false;
        }
        takeOut(held);
        place(held, held.deadline(), false);
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Marks some of those that are due as expired. */
  private List<Session> takeDue() {
    var batch = new ArrayList<Session>();
    lock.lock();
    try {
      long now = now();
      while (batch.size() < PORTION) {
        var held = ahead.first();
        if (held == null || held.deadline() > now) {
          break;
        }
        takeOut(held);
        place(held, held.deadline(), true);
        batch.add(held.session());
      }
    } finally {
      lock.unlock();
    }
    return List.copyOf(batch);
  }

  @Override
  public long cleanUp() {
    expireDue();
    long removed = 0;
    for (int some = removeSome(); some > 0; some = removeSome()) {
      removed += some;
      giveWay();
    }
    return removed;
  }

  /** Removes some of those whose expiry was told of. */
  private int removeSome() {
    lock.lock();
    try {
      long now = now();
      for (int i = 0; i < PORTION; i++) {
        var held = expired.first();
        if (held == null || held.deadline() > now) {
          return i;
        }
        takeOut(held);
        byId.remove(held.session().id());
        note(held.session().id());
      }
      return PORTION;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Lets those who wait for the lock have it: it is not a fair one, and who takes it again and
   * again would keep them waiting to the end.
   */
  private void giveWay() {
    if (lock.hasQueuedThreads()) {
      LockSupport.parkNanos(100_000);
    }
  }

  @Override
  public Optional<Instant> nextDeadline() {
    lock.lock();
    try {
      long after = now() + 1;
      return Stream.of(
              Optional.ofNullable(ahead.firstFrom(after)),
              Optional.ofNullable(expired.firstFrom(after)))
          .flatMap(Optional::stream)
          .min(Comparator.comparingLong(Held::deadline))
          .map(held -> held.session().expiresAt());
    } finally {
      lock.unlock();
    }
  }

  @Override
  public long[] deadlinesAhead(Duration step, int steps) {
    var counts = new long[steps];
    long width = Math.max(1, step.toNanos() / 1_000);
    lock.lock();
    try {
      long end = now();
      long before = countUntil(end);
      for (int i = 0; i < steps; i++) {
        end += width;
        long until = countUntil(end - 1);
        counts[i] = until - before;
        before = until;
      }
    } finally {
      lock.unlock();
    }
    return counts;
  }

  private long countUntil(long time) {
    return (long) ahead.countUntil(time) + expired.countUntil(time);
  }

  @Override
  public Registration onExpired(Consumer<List<Session>> listener) {
    return expiredListeners.add(listener);
  }

  @Override
  public Registration follow(StoreFollower follower) {
    var feed = new FollowerFeed(follower, byId);
    followers.add(feed);
    feed.start();
    return () -> {
      followers.remove(feed);
      feed.close();
    };
  }

  private void note(SessionId id) {
    for (var feed : followers) {
      feed.note(id);
    }
  }

  /** Takes a session off the timeline that holds it. */
  private void takeOut(Held held) {
    (held.expired ? expired : ahead).remove(held);
  }

  private void place(Held held, long deadline, boolean toldOf) {
    held.expired = toldOf;
    (toldOf ? expired : ahead).insert(held, deadline);
  }

  private static long deadline(Session session) {
    var deadline = session.expiresAt();
    if (session.persistent() || deadline == null) {
      throw new IllegalArgumentException("memory holds temporary sessions only");
    }
    // Rounded up: nothing is due before its deadline, not by part of a microsecond.
    return micros(deadline, 999);
  }

  private long now() {
    return micros(clock.instant(), 0);
  }

  private static long micros(Instant time, int roundUp) {
    return Math.addExact(
        Math.multiplyExact(time.getEpochSecond(), 1_000_000L), (time.getNano() + roundUp) / 1_000);
  }
}
