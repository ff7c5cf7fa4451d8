package org.sessiondesk.session;

/** How an update ended. Only {@link Saved} has changed anything. */
public sealed interface UpdateResult {

  /** The store confirmed it. */
  record Saved(StoredSession now) implements UpdateResult {}

  /** Somebody was faster: {@code theirs} is stored now, and stays. */
  record Conflict(StoredEntry theirs) implements UpdateResult {}

  /** There is no such session any more. */
  record Gone() implements UpdateResult {}
}
