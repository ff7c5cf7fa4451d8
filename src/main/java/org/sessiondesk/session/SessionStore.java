package org.sessiondesk.session;

import java.util.Collection;
import java.util.Optional;

/**
 * Keeps sessions. Calls may block for as long as the store's time-out; none may be made on the
 * window's thread. Every method can raise a {@link StoreException}. Safe for use by many threads.
 */
public interface SessionStore {

  /** Which store this is. */
  StoreName name();

  /**
   * Stores a new session and returns once the store has confirmed it.
   *
   * @return what is stored now
   * @throws StoreException.AlreadyExists where its id is taken; nothing was changed
   */
  StoredSession insert(Session session);

  /**
   * Puts back what was deleted, exactly as it was stored, an unreadable value included.
   *
   * @throws StoreException.AlreadyExists where something is stored under its id; that stays
   */
  void restore(StoredEntry deleted);

  /** What is stored under {@code id}, an expired session included. */
  Optional<StoredEntry> find(SessionId id);

  /**
   * Saves {@code changed} if what is stored still is {@code seen}, in one atomic step. Fields that
   * are equal in {@code seen} and {@code changed} keep their stored bytes, and so does everything
   * that a session does not know about.
   */
  UpdateResult update(StoredSession seen, Session changed);

  /**
   * Deletes whatever is stored under {@code id}.
   *
   * @return whether there was something
   */
  boolean delete(SessionId id);

  /**
   * Deletes what is stored under the id of {@code seen} if it still is that, in one atomic step.
   */
  DeleteResult delete(StoredEntry seen);

  /**
   * Deletes many, in batches.
   *
   * @param progress told after every batch; asked before each whether to stop
   * @return how many there were of them
   */
  long deleteAll(Collection<SessionId> ids, Progress progress);

  /** How many sessions there are, unreadable and expired ones included, counted now. */
  long count();

  /**
   * Tells {@code follower} of everything that is stored, then of every change, until the
   * registration is closed. The calls come one after the other, never two at a time.
   */
  Registration follow(StoreFollower follower);

  /**
   * A way to what is stored, byte for byte, for one job; empty where this store keeps no bytes, as
   * that of temporary sessions does.
   */
  default Optional<ByteStore> openBytes() {
    return Optional.empty();
  }

  /** How its server writes everything to its own disk; empty where this store has no server. */
  default Optional<ServerSaves> saves() {
    return Optional.empty();
  }
}
