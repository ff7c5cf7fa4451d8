package org.sessiondesk.transfer;

/** What becomes of an entry under whose id something else is stored. */
public enum ImportPolicy {
  /** What is stored stays. */
  SKIP,
  /** The file's replaces what is stored. */
  OVERWRITE,
  /**
   * The file's replaces what is stored if it was created later: {@code created_at} is the only time
   * that a session keeps, and an edit does not change it.
   */
  NEWER,
  /**
   * The file's is stored beside it, under a new id that follows from the old one and the value: the
   * same file imported again stores nothing more.
   */
  NEW_IDS
}
