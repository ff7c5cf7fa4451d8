package org.sessiondesk.service;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.connection.ConnectionControl;
import org.sessiondesk.connection.ConnectionState;
import org.sessiondesk.session.DeleteResult;
import org.sessiondesk.session.Registration;
import org.sessiondesk.session.Session;
import org.sessiondesk.session.SessionEvent;
import org.sessiondesk.session.SessionEvent.Cause;
import org.sessiondesk.session.SessionEvent.Origin;
import org.sessiondesk.session.SessionId;
import org.sessiondesk.session.SessionStore;
import org.sessiondesk.session.StoreFollower;
import org.sessiondesk.session.StoredEntry;
import org.sessiondesk.session.StoredSession;
import org.sessiondesk.session.TemporarySessionStore;

/**
 * Keeps the {@link SessionIndex} true: follows both stores, and turns every difference that it
 * makes into exactly one event, whoever finds it first, the one who wrote or the one who follows.
 */
final class Picture implements AutoCloseable {

  /** How many sessions a batch holds. */
  static final int BATCH = 500;

  private final SessionIndex index;
  private final EventHub events;
  private final TemporarySessionStore temporary;
  private final ConnectionControl connection;
  private final InstantSource clock;
  private final OwnWrites own = new OwnWrites();
  private final Set<SessionId> twinsExpected = ConcurrentHashMap.newKeySet();
  private final List<Registration> registrations = new ArrayList<>();
  private final Object lock = new Object();
  private @Nullable SessionStore followed;
  private @Nullable Registration following;
  private boolean reachable;
  private boolean closed;

  Picture(
      SessionIndex index,
      EventHub events,
      TemporarySessionStore temporary,
      ConnectionControl connection,
      InstantSource clock) {
    this.index = index;
    this.events = events;
    this.temporary = temporary;
    this.connection = connection;
    this.clock = clock;
  }

  void start() {
    registrations.add(temporary.follow(new TemporaryFollower()));
    registrations.add(temporary.onExpired(this::expired));
    registrations.add(connection.watch(this::connectionChanged));
  }

  @Override
  public void close() {
    Registration old;
    synchronized (lock) {
      closed = true; // First: a state that is being told of now must not follow a store any more.
      old = following;
      following = null;
      followed = null;
    }
    registrations.forEach(Registration::close);
    if (old != null) {
      old.close();
    }
  }

  // ---- what this program writes
  // ------------------------------------------------------------------

  /** Until it is closed, changes of {@code id} are this program's own, for the reason given. */
  Registration ownWrite(SessionId id, Cause cause) {
    return own.begin(List.of(id), cause);
  }

  Registration ownWrites(Collection<SessionId> ids, Cause cause) {
    return own.begin(ids, cause);
  }

  /**
   * The temporary session {@code id} was made, changed or removed. What is held now counts, read
   * under the lock, so that of two who tell the later one never shows what is older.
   *
   * @param cause why it is gone, where it is
   */
  void refreshTemporary(SessionId id, Cause cause) {
    synchronized (lock) {
      var held = temporary.find(id);
      if (held.isPresent()) {
        put(held.get(), Origin.HERE);
      } else {
        twinsExpected.remove(id);
        remove(id, false, cause, Origin.HERE);
      }
    }
  }

  private boolean put(StoredEntry entry, Origin origin) {
    var change = index.put(entry);
    if (!change.isNone() && entry instanceof StoredSession stored) {
      publish(change, stored.session(), origin);
    }
    return !change.isNone();
  }

  /**
   * This program has stored {@code entry} in {@code store}. Where the store's follower has changed
   * the picture of it since the write began, that stays: it may be newer, and if it is older the
   * follower, who reads again after every write, will say so.
   */
  void put(SessionStore store, StoredEntry entry, Origin origin) {
    synchronized (lock) {
      if (store.equals(followed) && !own.wasTold(entry.id())) {
        put(entry, origin);
      }
    }
    // Else the profile was switched meanwhile: what was stored there is not in this picture.
  }

  private boolean remove(SessionId id, boolean persistent, Cause cause, Origin origin) {
    var change = index.remove(id, persistent);
    if (!change.isNone()) {
      events.publish(new SessionEvent.Removed(id, persistent, cause, origin, clock.instant()));
    }
    return !change.isNone();
  }

  /** This program has deleted {@code id} from {@code store}; the follower comes first as above. */
  void remove(SessionStore store, SessionId id, Cause cause, Origin origin) {
    synchronized (lock) {
      if (store.equals(followed) && !own.wasTold(id)) {
        remove(id, true, cause, origin);
      }
    }
  }

  /** Redis may or may not have stored {@code id}: if it has, the temporary fallback is to go. */
  void expectTwin(SessionId id) {
    synchronized (lock) {
      twinsExpected.add(id);
      if (index.holdsPersistent(id)) {
        dropTwin(id);
      }
    }
  }

  private void dropTwin(SessionId id) {
    if (!twinsExpected.remove(id)) {
      return;
    }
    // One that was edited meanwhile is not the same session any more, and stays.
    var twin = temporary.find(id);
    if (twin.isPresent()
        && twin.get() instanceof StoredSession held
        && held.session().fallback()
        && temporary.delete(held) instanceof DeleteResult.Deleted) {
      refreshTemporary(id, Cause.PROMOTED);
    }
  }

  private void publish(SessionIndex.Change change, Session session, Origin origin) {
    var now = clock.instant();
    events.publish(
        change.before() == null
            ? new SessionEvent.Created(session, origin, now)
            : new SessionEvent.Updated(session, origin, now));
  }

  private Origin originOf(SessionId id) {
    return own.isUnderway(id) ? Origin.HERE : Origin.ELSEWHERE;
  }

  // ---- temporary sessions
  // ------------------------------------------------------------------------

  private void expired(List<Session> sessions) {
    var now = clock.instant();
    if (!events.isIdle()) {
      events.publish(
          sessions.stream().<SessionEvent>map(s -> new SessionEvent.Expired(s, now)).toList());
    }
    index.touch();
  }

  private final class TemporaryFollower implements StoreFollower {
    @Override
    public void passStarted(long expected) {}

    @Override
    public void page(List<StoredEntry> entries) {
      entries.forEach(entry -> refresh(entry.id()));
    }

    @Override
    public void passCompleted() {}

    @Override
    public void changed(List<StoredEntry> present, List<SessionId> gone) {
      present.forEach(entry -> refresh(entry.id()));
      gone.forEach(this::refresh);
    }

    /** This may be late: the one who wrote has told the picture already, and others since. */
    private void refresh(SessionId id) {
      refreshTemporary(id, own.cause(id, Cause.CLEANED_UP));
    }

    @Override
    public void tracking(Tracking tracking) {}
  }

  // ---- persistent sessions
  // -----------------------------------------------------------------------

  private void connectionChanged(ConnectionState state) {
    follow(connection.store().orElse(null));
    boolean nowReachable = state instanceof ConnectionState.Online;
    boolean tell;
    synchronized (lock) {
      index.reachable(nowReachable);
      tell = nowReachable != reachable;
      reachable = nowReachable;
    }
    if (tell) {
      events.publish(new SessionEvent.StoreReachable(nowReachable, clock.instant()));
    }
  }

  /** Closing waits for calls under way, and those need the lock: it is done outside of it. */
  private void follow(@Nullable SessionStore store) {
    Registration old;
    synchronized (lock) {
      if (Objects.equals(store, followed) || closed) {
        return;
      }
      old = following;
      following = null;
      followed = store;
      index.switchStore(store != null);
    }
    if (old != null) {
      old.close();
    }
    if (store != null) {
      var now = store.follow(new PersistentFollower(store));
      synchronized (lock) {
        if (store.equals(followed)) {
          following = now;
          return;
        }
      }
      now.close();
    }
  }

  /** Follows one store; once another is followed, whatever still comes from this one is ignored. */
  private final class PersistentFollower implements StoreFollower {
    private final SessionStore store;

    PersistentFollower(SessionStore store) {
      this.store = store;
    }

    @Override
    public void passStarted(long expected) {
      ifFollowed(() -> index.passStarted(expected));
    }

    @Override
    public void page(List<StoredEntry> entries) {
      ifFollowed(
          () -> {
            boolean first = !index.state().complete();
            for (var entry : entries) {
              if (first && !own.isUnderway(entry.id())) {
                index.put(entry);
              } else {
                told(entry);
              }
              dropTwin(entry.id());
            }
            index.passed(entries.size());
          });
    }

    @Override
    public void passCompleted() {
      ifFollowed(
          () -> {
            boolean first = !index.state().complete();
            var now = clock.instant();
            var gone = index.passCompleted();
            if (!first) {
              events.publish(
                  gone.stream()
                      .<SessionEvent>map(
                          row ->
                              new SessionEvent.Removed(
                                  row.id(), true, Cause.DELETED, Origin.ELSEWHERE, now))
                      .toList());
            }
          });
    }

    @Override
    public void changed(List<StoredEntry> present, List<SessionId> gone) {
      ifFollowed(
          () -> {
            for (var entry : present) {
              told(entry);
              dropTwin(entry.id());
            }
            for (var id : gone) {
              if (remove(id, true, own.cause(id, Cause.DELETED), originOf(id))) {
                own.told(id);
              }
            }
          });
    }

    @Override
    public void tracking(Tracking tracking) {
      ifFollowed(() -> index.tracking(tracking));
    }

    private void ifFollowed(Runnable action) {
      synchronized (lock) {
        if (store.equals(followed)) {
          action.run();
        }
      }
    }

    private void told(StoredEntry entry) {
      if (put(entry, originOf(entry.id()))) {
        own.told(entry.id());
      }
    }
  }
}
