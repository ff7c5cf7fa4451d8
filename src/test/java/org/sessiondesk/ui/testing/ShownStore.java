package org.sessiondesk.ui.testing;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.sessiondesk.session.DeleteResult;
import org.sessiondesk.session.Progress;
import org.sessiondesk.session.Registration;
import org.sessiondesk.session.Session;
import org.sessiondesk.session.SessionId;
import org.sessiondesk.session.SessionStore;
import org.sessiondesk.session.StoreException;
import org.sessiondesk.session.StoreFollower;
import org.sessiondesk.session.StoreName;
import org.sessiondesk.session.StoredEntry;
import org.sessiondesk.session.StoredSession;
import org.sessiondesk.session.UpdateResult;

/**
 * A store of persistent sessions that can be looked at and takes no writes: for pictures of rows
 * that need no Redis.
 */
public final class ShownStore implements SessionStore {
  private final List<StoredEntry> entries;
  private final long stillToCome;

  /** Holds {@code entries}; where more are still to come the pass over them does not end. */
  public ShownStore(List<StoredEntry> entries, long stillToCome) {
    this.entries = List.copyOf(entries);
    this.stillToCome = stillToCome;
  }

  @Override
  public Registration follow(StoreFollower follower) {
    follower.passStarted(entries.size() + stillToCome);
    follower.page(entries);
    if (stillToCome == 0) {
      follower.passCompleted();
    }
    return () -> {};
  }

  @Override
  public Optional<StoredEntry> find(SessionId id) {
    return entries.stream().filter(entry -> entry.id().equals(id)).findFirst();
  }

  @Override
  public long count() {
    return entries.size() + stillToCome;
  }

  private static StoreException readOnly() {
    return new StoreException.Unavailable("this store takes no writes");
  }

  @Override
  public StoreName name() {
    return new StoreName("test", "test", "");
  }

  @Override
  public StoredSession insert(Session session) {
    throw readOnly();
  }

  @Override
  public void restore(StoredEntry deleted) {
    throw readOnly();
  }

  @Override
  public UpdateResult update(StoredSession seen, Session changed) {
    throw readOnly();
  }

  @Override
  public boolean delete(SessionId id) {
    throw readOnly();
  }

  @Override
  public DeleteResult delete(StoredEntry seen) {
    throw readOnly();
  }

  @Override
  public long deleteAll(Collection<SessionId> ids, Progress progress) {
    throw readOnly();
  }
}
