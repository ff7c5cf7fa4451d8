package org.sessiondesk.session;

/** How a delete that compares first ended. */
public sealed interface DeleteResult {

  /** The store confirmed that it is gone. */
  record Deleted() implements DeleteResult {}

  /** It is not what was seen any more, and was kept: {@code theirs} is stored now. */
  record Changed(StoredEntry theirs) implements DeleteResult {}

  /** There was none. */
  record Gone() implements DeleteResult {}
}
