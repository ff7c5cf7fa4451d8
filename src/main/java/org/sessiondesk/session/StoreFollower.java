package org.sessiondesk.session;

import java.util.List;

/**
 * Follows a store. A pass over everything is {@link #passStarted}, any number of {@link #page}s,
 * {@link #passCompleted}; changes may come at any time, also within a pass, and a change that is
 * told of later is newer than a page told of earlier. A pass that breaks off (the connection is
 * lost) is followed by a new one.
 */
public interface StoreFollower {

  /** How changes that other programs make are learned of. */
  enum Tracking {
    /** At once, pushed by the server. */
    LIVE,
    /** At once, but not all of them are sure to come: keyspace notifications. */
    NOTIFICATIONS,
    /** By asking again and again. */
    POLLING,
    /** Not at all just now. */
    NONE
  }

  /**
   * A pass over everything begins.
   *
   * @param expected about how many there are, or -1
   */
  void passStarted(long expected);

  /** Some of what is stored. The same id may come more than once in a pass; the last one counts. */
  void page(List<StoredEntry> entries);

  /** The pass is complete: what came neither in a page nor in a change since it began is gone. */
  void passCompleted();

  /**
   * Whether a pass is to go on. Where it is not, further pages wait until it is, and changes are
   * told of meanwhile. Asked often, on the store's thread.
   */
  default boolean wantsPages() {
    return true;
  }

  /**
   * Entries were made, changed or removed, by whomsoever.
   *
   * @param present what is stored now under their ids
   * @param gone ids under which nothing is stored any more
   */
  void changed(List<StoredEntry> present, List<SessionId> gone);

  /** From now on changes are learned of like this. */
  void tracking(Tracking tracking);
}
