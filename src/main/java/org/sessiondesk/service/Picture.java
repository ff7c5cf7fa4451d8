package org.sessiondesk.service;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.connection.ConnectionControl;
import org.sessiondesk.connection.ConnectionState;
import org.sessiondesk.session.PackedEntry;
import org.sessiondesk.session.PackingFollower;
import org.sessiondesk.session.Registration;
import org.sessiondesk.session.Revision;
import org.sessiondesk.session.SessionEvent;
import org.sessiondesk.session.SessionEvent.Cause;
import org.sessiondesk.session.SessionEvent.Origin;
import org.sessiondesk.session.SessionFields;
import org.sessiondesk.session.SessionId;
import org.sessiondesk.session.SessionStore;
import org.sessiondesk.session.StoreException;
import org.sessiondesk.session.StoredEntry;
import org.sessiondesk.session.TemporarySessionStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the {@link SessionIndex} true: follows both stores, and turns every difference that it
 * makes into exactly one event, whoever finds it first, the one who wrote or the one who follows.
 */
final class Picture implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Picture.class);

  /** How many sessions a batch holds. */
  static final int BATCH = 500;

  private final SessionIndex index;
  private final EventHub events;
  private final TemporarySessionStore temporary;
  private final ConnectionControl connection;
  private final InstantSource clock;
  private final OwnWrites own = new OwnWrites();
  private final Unechoed unechoed = new Unechoed();
  private final FallbackTwins twins;
  private final PictureNews news;
  private final List<Registration> registrations = new ArrayList<>();
  private final Object lock = new Object();
  private @Nullable SessionStore followed;
  private @Nullable PersistentFollower follower;
  private @Nullable Registration following;
  private boolean reachable;
  private volatile boolean held;
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
    twins = new FallbackTwins(temporary);
    news = new PictureNews(index, events, clock);
    this.connection = connection;
    this.clock = clock;
  }

  void start() {
    // The store tells perhaps late, as the one who wrote has told already.
    registrations.add(
        temporary.follow(
            new TemporaryFollower(
                ids -> refreshTemporary(ids, id -> own.cause(id, Cause.CLEANED_UP)))));
    registrations.add(temporary.onExpired(news::expired));
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
    refreshTemporary(List.of(id), _ -> cause);
  }

  /** So many at once cost one look at the window's side, not one each. */
  private void refreshTemporary(List<SessionId> ids, Function<SessionId, Cause> cause) {
    synchronized (lock) {
      var held = new ArrayList<StoredEntry>(ids.size());
      var gone = new ArrayList<SessionId>();
      ids.forEach(id -> temporary.find(id).ifPresentOrElse(held::add, () -> gone.add(id)));
      news.putTemporary(held);
      gone.forEach(twins::forget);
      news.removeTemporary(gone, cause);
    }
  }

  /**
   * This program has stored {@code entry} in {@code store}. Where the store's follower has changed
   * the picture of it since the write began, that stays: it may be newer, and if it is older the
   * follower, who reads again after every write, will say so.
   */
  void put(SessionStore store, StoredEntry entry, Origin origin) {
    synchronized (lock) {
      if (store.equals(followed)) {
        if (!own.wasTold(entry.id())) {
          news.put(entry, origin);
        }
        wrote(entry.id(), Optional.of(entry.revision()));
      }
    }
    // Else the profile was switched meanwhile: what was stored there is not in this picture.
  }

  private void wrote(SessionId id, Optional<Revision> stored) {
    unechoed.wrote(id, stored, own.cause(id, Cause.DELETED));
  }

  /** This program has deleted {@code id} from {@code store}; the follower comes first as above. */
  void remove(SessionStore store, SessionId id, Cause cause, Origin origin) {
    synchronized (lock) {
      if (store.equals(followed)) {
        if (!own.wasTold(id)) {
          news.remove(id, true, cause, origin);
        }
        wrote(id, Optional.empty());
      }
    }
  }

  /** Redis may or may not have stored {@code id}: if it has, the temporary fallback is to go. */
  void expectTwin(SessionId id) {
    synchronized (lock) {
      twins.expect(id);
      if (index.holdsPersistent(id)) {
        dropTwin(id);
      }
    }
  }

  private void dropTwin(SessionId id) {
    if (twins.drop(id)) {
      refreshTemporary(id, Cause.PROMOTED);
    }
  }

  /**
   * From now on the persistent sessions may take so much memory. Where there is more room for what
   * was left out, everything is read again.
   */
  void limit(long bytes) {
    Registration old = null;
    SessionStore store;
    synchronized (lock) {
      boolean more = bytes > index.limit() && index.state().leftOut() > 0;
      index.limit(bytes);
      store = followed;
      if (more && store != null && following != null) {
        old = following;
        following = null;
      }
    }
    if (old != null) {
      old.close();
      begin(store);
    }
  }

  /** Whether the first pass over the persistent sessions waits until it is told to go on. */
  boolean isHeld() {
    return held && index.state().filling();
  }

  /** Lets the first pass over the persistent sessions wait from now on, or go on. */
  void hold(boolean now) {
    held = now;
    index.touch();
  }

  // ---- persistent sessions

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
      unechoed.clear();
      index.switchStore(store != null);
    }
    if (old != null) {
      old.close();
    }
    begin(store);
  }

  private void begin(@Nullable SessionStore store) {
    if (store == null) {
      return;
    }
    var told = new PersistentFollower(store);
    synchronized (lock) {
      follower = told;
    }
    var now = store.follow(told);
    synchronized (lock) {
      if (told.equals(follower) && store.equals(followed)) {
        following = now;
        return;
      }
    }
    now.close();
  }

  /** Follows one store; once another follower is there, whatever still comes here is ignored. */
  private final class PersistentFollower implements PackingFollower {
    private final SessionStore store;

    PersistentFollower(SessionStore store) {
      this.store = store;
    }

    @Override
    public void passStarted(long expected) {
      ifFollowed(
          () -> {
            unechoed.clear();
            held = false;
            index.passStarted(expected);
          });
    }

    @Override
    public void page(List<StoredEntry> entries) {
      tell(entries, List.of());
      ifFollowed(() -> index.passed(entries.size()));
    }

    @Override
    public byte[] pack(SessionFields fields) {
      return index.pack(fields);
    }

    @Override
    public void packedPage(List<PackedEntry> entries) {
      var others = new ArrayList<StoredEntry>();
      ifFollowed(() -> showPacked(entries, others));
      page(others);
      ifFollowed(() -> index.passed(entries.size() - others.size()));
    }

    /**
     * Shows those that are packed, as far as nothing is known of them but what is stored; the
     * others are decoded.
     */
    private void showPacked(List<PackedEntry> entries, List<StoredEntry> others) {
      boolean plain = unechoed.isEmpty() && own.isEmpty() && twins.isEmpty();
      var packed = new ArrayList<PackedEntry>(entries.size());
      for (var entry : entries) {
        if (plain && entry.packed() != null) {
          packed.add(entry);
        } else {
          others.add(entry.entry());
        }
      }
      news.putAll(packed);
    }

    @Override
    public boolean wantsPages() {
      return !isHeld();
    }

    @Override
    public void passCompleted() {
      ifFollowed(news::passCompleted);
    }

    @Override
    public void changed(List<StoredEntry> present, List<SessionId> gone) {
      tell(present, gone);
    }

    private void tell(List<StoredEntry> present, List<SessionId> gone) {
      var doubtful = new HashMap<SessionId, Unechoed.Write>();
      ifFollowed(
          () -> {
            for (var entry : present) {
              tell(entry.id(), Optional.of(entry), doubtful);
            }
            for (var id : gone) {
              tell(id, Optional.empty(), doubtful);
            }
          });
      doubtful.forEach(this::readAgain);
    }

    private void tell(
        SessionId id, Optional<StoredEntry> told, Map<SessionId, Unechoed.Write> doubtful) {
      var write = unechoed.of(id);
      if (write == null) {
        show(id, told, own.isUnderway(id) ? own.cause(id, Cause.DELETED) : null);
      } else if (write.stored().equals(told.map(StoredEntry::revision))) {
        unechoed.echoed(id);
        show(id, told, write.cause());
      } else {
        doubtful.put(id, write);
      }
    }

    /** What was told may have been read before our own write: what is stored now settles it. */
    private void readAgain(SessionId id, Unechoed.Write write) {
      try {
        var now = store.find(id);
        ifFollowed(
            () -> {
              if (write.equals(unechoed.of(id))) {
                boolean ours = write.stored().equals(now.map(StoredEntry::revision));
                if (!ours) {
                  unechoed.echoed(id);
                }
                show(id, now, ours ? write.cause() : null);
              }
              // Else we have written again, and what is told of that will settle it.
            });
      } catch (StoreException e) {
        LOG.debug("Session {} could not be read again: a pass over everything will", id, e);
      }
    }

    /**
     * Shows what is stored under {@code id} and tells of it where that is news.
     *
     * @param ours why this program wrote it, or null where another did
     */
    private void show(SessionId id, Optional<StoredEntry> stored, @Nullable Cause ours) {
      var origin = ours == null ? Origin.ELSEWHERE : Origin.HERE;
      boolean changed;
      if (stored.isEmpty()) {
        changed = news.remove(id, true, ours == null ? Cause.DELETED : ours, origin);
      } else if (ours == null && !index.state().passed()) {
        changed = !index.putIfRoom(stored.get()).isNone(); // The first pass is no news to anybody.
      } else {
        changed = news.put(stored.get(), origin);
      }
      if (changed) {
        own.told(id);
      }
      if (stored.isPresent()) {
        dropTwin(id);
      }
    }

    @Override
    public void tracking(Tracking tracking) {
      ifFollowed(() -> index.tracking(tracking));
    }

    private void ifFollowed(Runnable action) {
      synchronized (lock) {
        if (equals(follower) && store.equals(followed)) {
          action.run();
        }
      }
    }
  }
}
