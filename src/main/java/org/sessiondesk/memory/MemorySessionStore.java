package org.sessiondesk.memory;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
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
  private final ExpiryTimeline<Held> timeline;
  private final List<FollowerFeed> followers = new CopyOnWriteArrayList<>();
  private final Listeners<List<Session>> expiredListeners = new Listeners<>();

  /** Those that have expired, and perhaps some that live again: {@link Held#expired} tells. */
  private ArrayList<Held> expired = new ArrayList<>();

  private long expiredCount;
  private long lastVersion;

  /** An empty store that goes by {@code clock}. */
  public MemorySessionStore(InstantSource clock) {
    this.clock = clock;
    this.timeline = new ExpiryTimeline<>(micros(clock.instant()));
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
      timeline.insert(held, deadline);
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
        takeOut(held);
        timeline.insert(held, deadline);
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
      long due = timeline.countDue(micros(clock.instant()));
      long gone = expiredCount + due;
      long total = timeline.size() + expiredCount;
      return new Counts(total, total - gone, gone);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void expireDue() {
    // One at a time, so that the listeners are told in order. The listeners are told without
    // `lock`.
    expiring.lock();
    try {
      long more = 1;
      while (more > 0) {
        var batch = new ArrayList<Session>();
        lock.lock();
        try {
          more =
              timeline.takeDue(
                  micros(clock.instant()),
                  PORTION,
                  held -> {
                    held.expired = true;
                    expired.add(held);
                    expiredCount++;
                    batch.add(held.session());
                  });
        } finally {
          lock.unlock();
        }
        if (!batch.isEmpty()) {
          expiredListeners.tell(List.copyOf(batch));
        }
      }
    } finally {
      expiring.unlock();
    }
  }

  @Override
  public long cleanUp() {
    expireDue();
    ArrayList<Held> candidates;
    lock.lock();
    try {
      candidates = expired;
      expired = new ArrayList<>();
    } finally {
      lock.unlock();
    }
    long removed = 0;
    for (int from = 0; from < candidates.size(); from += PORTION) {
      removed += removeExpired(candidates, from, Math.min(from + PORTION, candidates.size()));
    }
    return removed;
  }

  private long removeExpired(List<Held> candidates, int from, int to) {
    long removed = 0;
    lock.lock();
    try {
      long now = micros(clock.instant());
      for (var held : candidates.subList(from, to)) {
        if (!held.expired) {
          continue;
        }
        held.expired = false;
        expiredCount--;
        if (held.deadline() > now) {
          // The clock was set back since it expired: it lives again.
          timeline.insert(held, held.deadline());
        } else {
          byId.remove(held.session().id());
          note(held.session().id());
          removed++;
        }
      }
    } finally {
      lock.unlock();
    }
    return removed;
  }

  @Override
  public Optional<Instant> nextDeadline() {
    lock.lock();
    try {
      timeline.countDue(micros(clock.instant()));
      var next = timeline.nextAhead();
      return next.isEmpty() ? Optional.empty() : Optional.of(instant(next.getAsLong()));
    } finally {
      lock.unlock();
    }
  }

  @Override
  public long[] deadlinesAhead(Duration step, int steps) {
    var counts = new long[steps];
    long now = micros(clock.instant());
    long width = Math.max(1, step.toNanos() / 1_000);
    lock.lock();
    try {
      timeline.forEachDeadline(
          deadline -> {
            long place = (deadline - now) / width;
            if (deadline > now && place < steps) {
              counts[(int) place]++;
            }
          });
    } finally {
      lock.unlock();
    }
    return counts;
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

  /** Takes a session off the timeline, or out of those that have expired. */
  private void takeOut(Held held) {
    timeline.remove(held);
    if (held.expired) {
      held.expired = false;
      expiredCount--;
    }
  }

  private static long deadline(Session session) {
    var deadline = session.expiresAt();
    if (session.persistent() || deadline == null) {
      throw new IllegalArgumentException("memory holds temporary sessions only");
    }
    return micros(deadline);
  }

  private static long micros(Instant time) {
    return Math.addExact(
        Math.multiplyExact(time.getEpochSecond(), 1_000_000L), time.getNano() / 1_000);
  }

  private static Instant instant(long micros) {
    return Instant.ofEpochSecond(
        Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1_000L);
  }
}
