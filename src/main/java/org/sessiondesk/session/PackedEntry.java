package org.sessiondesk.session;

import org.jspecify.annotations.Nullable;

/** An entry of a page as a {@link PackingFollower} gets it: packed, and decoded when asked for. */
public interface PackedEntry {

  /** What the follower made of its fields, or null where it is not of the plain kind. */
  byte @Nullable [] packed();

  /**
   * The entry itself, decoded anew at every call. To be called while the follower is told of it and
   * not later: what it is read from is used again.
   */
  StoredEntry entry();
}
