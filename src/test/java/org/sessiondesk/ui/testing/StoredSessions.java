package org.sessiondesk.ui.testing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.sessiondesk.redis.SessionJson;
import org.sessiondesk.session.ByteStore;
import org.sessiondesk.session.DeleteResult;
import org.sessiondesk.session.Progress;
import org.sessiondesk.session.Registration;
import org.sessiondesk.session.Revision;
import org.sessiondesk.session.Session;
import org.sessiondesk.session.SessionCodec;
import org.sessiondesk.session.SessionId;
import org.sessiondesk.session.SessionStore;
import org.sessiondesk.session.StoreException;
import org.sessiondesk.session.StoreFollower;
import org.sessiondesk.session.StoreName;
import org.sessiondesk.session.StoredBytes;
import org.sessiondesk.session.StoredEntry;
import org.sessiondesk.session.StoredSession;
import org.sessiondesk.session.UpdateResult;

/** Persistent sessions in a map: the plainest store there can be, for tests of the window. */
public final class StoredSessions implements SessionStore {
  private final Map<SessionId, StoredEntry> entries = new LinkedHashMap<>();
  private final List<StoreFollower> followers = new ArrayList<>();
  private boolean loading;
  private final SessionCodec codec = new SessionJson();

  @Override
  public StoreName name() {
    return new StoreName("test", "test", "");
  }

  @Override
  public synchronized StoredSession insert(Session session) {
    refuseTaken(session.id());
    return put(session);
  }

  /** Keeps {@code entry} as it is, such as one that cannot be read. */
  @Override
  public synchronized void restore(StoredEntry entry) {
    refuseTaken(entry.id());
    entries.put(entry.id(), entry);
    followers.forEach(follower -> follower.changed(List.of(entry), List.of()));
  }

  private void refuseTaken(SessionId id) {
    if (entries.containsKey(id)) {
      throw new StoreException.AlreadyExists(id);
    }
  }

  private StoredSession put(Session session) {
    var stored = new StoredSession(session, Revision.of(codec.encode(session)));
    entries.put(session.id(), stored);
    followers.forEach(follower -> follower.changed(List.of(stored), List.of()));
    return stored;
  }

  @Override
  public synchronized Optional<StoredEntry> find(SessionId id) {
    return Optional.ofNullable(entries.get(id));
  }

  @Override
  public synchronized UpdateResult update(StoredSession seen, Session changed) {
    var now = entries.get(seen.id());
    if (now == null) {
      return new UpdateResult.Gone();
    }
    return now.equals(seen) ? new UpdateResult.Saved(put(changed)) : new UpdateResult.Conflict(now);
  }

  @Override
  public synchronized boolean delete(SessionId id) {
    boolean was = entries.remove(id) != null;
    if (was) {
      followers.forEach(follower -> follower.changed(List.of(), List.of(id)));
    }
    return was;
  }

  @Override
  public synchronized DeleteResult delete(StoredEntry seen) {
    var now = entries.get(seen.id());
    if (now == null) {
      return new DeleteResult.Gone();
    }
    if (!now.equals(seen)) {
      return new DeleteResult.Changed(now);
    }
    delete(seen.id());
    return new DeleteResult.Deleted();
  }

  @Override
  public synchronized long deleteAll(Collection<SessionId> ids, Progress progress) {
    return ids.stream().filter(this::delete).count();
  }

  @Override
  public synchronized long count() {
    return entries.size();
  }

  /** From now on a pass stays under way; or it is completed. */
  public synchronized void loading(boolean now) {
    loading = now;
    if (!now) {
      followers.forEach(StoreFollower::passCompleted);
    }
  }

  /** Whether whoever follows wants more pages. */
  public synchronized boolean morePagesAreWanted() {
    return followers.stream().allMatch(StoreFollower::wantsPages);
  }

  @Override
  public synchronized Registration follow(StoreFollower follower) {
    follower.tracking(StoreFollower.Tracking.LIVE);
    follower.passStarted(entries.size());
    follower.page(List.copyOf(entries.values()));
    if (!loading) {
      follower.passCompleted();
    }
    followers.add(follower);
    return () -> followers.remove(follower);
  }

  @Override
  public Optional<ByteStore> openBytes() {
    return Optional.of(new Bytes());
  }

  /** The same sessions as the bytes that they are. */
  private final class Bytes implements ByteStore {
    @Override
    public void forEachPage(Consumer<List<StoredBytes>> page, Progress progress) {
      synchronized (StoredSessions.this) {
        page.accept(read(List.copyOf(entries.keySet())));
      }
    }

    @Override
    public List<StoredBytes> read(List<SessionId> ids) {
      return ids.stream()
          .flatMap(id -> find(id).stream())
          .map(entry -> StoredBytes.plain(entry.id(), entry.revision().token()))
          .toList();
    }

    @Override
    public List<PutResult> putAll(List<Put> puts) {
      return puts.stream().map(this::put).toList();
    }

    private PutResult put(Put put) {
      synchronized (StoredSessions.this) {
        var id = put.next().id();
        var now = find(id).map(entry -> entry.revision().token()).orElse(null);
        if (!Arrays.equals(now, put.expected())) {
          return now == null ? new PutResult.Gone() : new PutResult.Differs();
        }
        var entry = codec.decode(id, put.next().value());
        entries.put(id, entry);
        followers.forEach(follower -> follower.changed(List.of(entry), List.of()));
        return new PutResult.Done();
      }
    }

    @Override
    public List<PutResult> deleteAll(List<StoredBytes> seen) {
      return seen.stream().map(this::delete).toList();
    }

    private PutResult delete(StoredBytes seen) {
      synchronized (StoredSessions.this) {
        var now = find(seen.id());
        if (now.isEmpty()) {
          return new PutResult.Gone();
        }
        if (!Arrays.equals(now.get().revision().token(), seen.value())) {
          return new PutResult.Differs();
        }
        StoredSessions.this.delete(seen.id());
        return new PutResult.Done();
      }
    }

    @Override
    public void close() {}
  }
}
