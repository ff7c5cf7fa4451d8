package org.sessiondesk.transfer;

import org.sessiondesk.session.StoredBytes;

/**
 * What a line of an archive holds.
 *
 * @param stored what is or was stored; of a temporary session the form in which it would be stored,
 *     and its deadline
 * @param kind where it was kept
 */
public record ArchiveEntry(StoredBytes stored, Kind kind) {

  /** Where an entry was kept. */
  public enum Kind {
    /** In the store of persistent sessions. */
    PERSISTENT,
    /** In memory. */
    TEMPORARY,
    /** In memory, because no store took it. */
    FALLBACK
  }

  /** What is stored as a persistent session, readable or not. */
  public static ArchiveEntry persistent(StoredBytes stored) {
    return new ArchiveEntry(stored, Kind.PERSISTENT);
  }

  /** Whether it was kept in memory. */
  public boolean temporary() {
    return kind != Kind.PERSISTENT;
  }
}
