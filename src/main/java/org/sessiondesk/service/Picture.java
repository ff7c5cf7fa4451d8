package org.sessiondesk.service;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.connection.ConnectionControl;
import org.sessiondesk.connection.ConnectionState;
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
  private final Map<SessionId, Cause> underway = new ConcurrentHashMap<>();
  private final Set<SessionId> twinsExpected = ConcurrentHashMap.newKeySet();
  private final List<Registration> registrations = new ArrayList<>();
  private final Object storeLock = new Object();
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
    registrations.forEach(Registration::close);
    follow(null);
    synchronized (storeLock) {
      closed = true;
    }
  }

  // ---- what this program writes
  // ------------------------------------------------------------------

  /** Until it is closed, changes of {@code id} are this program's own, for the reason given. */
  Registration ownWrite(SessionId id, Cause cause) {
    var before = underway.put(id, cause);
    return () -> {
      if (before == null) {
        underway.remove(id);
      } else {
        underway.put(id, before);
      }
    };
  }

  Registration ownWrites(Collection<SessionId> ids, Cause cause) {
    for (var id : ids) {
      underway.put(id, cause);
    }
    return () -> ids.forEach(underway::remove);
  }

  /** A temporary session is as {@code entry} says. */
  void put(StoredEntry entry, Origin origin) {
    var change = index.put(entry);
    if (!change.isNone() && entry instanceof StoredSession stored) {
      publish(change, stored.session(), origin);
    }
  }

  /** A persistent session of {@code store} is as {@code entry} says. */
  void put(SessionStore store, StoredEntry entry, Origin origin) {
    synchronized (storeLock) {
      if (store.equals(followed)) {
        put(entry, origin);
        return;
      }
    }
    // The profile was switched meanwhile: what was stored there is none of this picture's business.
  }

  void remove(SessionId id, boolean persistent, Cause cause, Origin origin) {
    var change = index.remove(id, persistent);
    if (!change.isNone()) {
      events.publish(new SessionEvent.Removed(id, persistent, cause, origin, clock.instant()));
    }
  }

  void remove(SessionStore store, SessionId id, Cause cause, Origin origin) {
    synchronized (storeLock) {
      if (store.equals(followed)) {
        remove(id, true, cause, origin);
      }
    }
  }

  /** Redis may or may not have stored {@code id}: if it has, the temporary fallback is to go. */
  void expectTwin(SessionId id) {
    twinsExpected.add(id);
  }

  private void publish(SessionIndex.Change change, Session session, Origin origin) {
    var now = clock.instant();
    events.publish(
        change.before() == null
            ? new SessionEvent.Created(session, origin, now)
            : new SessionEvent.Updated(session, origin, now));
  }

  private Origin originOf(SessionId id) {
    return underway.containsKey(id) ? Origin.HERE : Origin.ELSEWHERE;
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
      entries.forEach(entry -> put(entry, Origin.HERE));
    }

    @Override
    public void passCompleted() {}

    @Override
    public void changed(List<StoredEntry> present, List<SessionId> gone) {
      present.forEach(this::putIfHeld);
      for (var id : gone) {
        if (temporary.find(id).isEmpty()) {
          remove(id, false, underway.getOrDefault(id, Cause.CLEANED_UP), Origin.HERE);
        }
      }
    }

    /**
     * This call may be late: the one who wrote has told the picture already, and somebody else may
     * have written since. What is held now is never older.
     */
    private void putIfHeld(StoredEntry told) {
      temporary.find(told.id()).ifPresent(now -> put(now, Origin.HERE));
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
    synchronized (storeLock) {
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
    synchronized (storeLock) {
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
      synchronized (storeLock) {
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
              if (first) {
                index.put(entry);
              } else {
                put(entry, originOf(entry.id()));
              }
              dropTwin(entry);
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
              put(entry, originOf(entry.id()));
              dropTwin(entry);
            }
            for (var id : gone) {
              remove(id, true, underway.getOrDefault(id, Cause.DELETED), originOf(id));
            }
          });
    }

    @Override
    public void tracking(Tracking tracking) {
      ifFollowed(() -> index.tracking(tracking));
    }

    private void ifFollowed(Runnable action) {
      synchronized (storeLock) {
        if (store.equals(followed)) {
          action.run();
        }
      }
    }

    private void dropTwin(StoredEntry entry) {
      if (!twinsExpected.isEmpty() && twinsExpected.remove(entry.id())) {
        temporary
            .find(entry.id())
            .ifPresent(
                twin -> {
                  if (twin instanceof StoredSession held && held.session().fallback()) {
                    temporary.delete(held);
                    remove(entry.id(), false, Cause.PROMOTED, Origin.HERE);
                  }
                });
      }
    }
  }
}
