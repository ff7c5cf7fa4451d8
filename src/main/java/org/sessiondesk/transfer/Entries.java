package org.sessiondesk.transfer;

import org.sessiondesk.session.Session;
import org.sessiondesk.session.SessionCodec;
import org.sessiondesk.session.StoredBytes;
import org.sessiondesk.session.StoredSession;

/** What entries of archives become. */
final class Entries {
  private Entries() {}

  /** What of {@code entry} is stored as a persistent session; that has no deadline any more. */
  static StoredBytes toStore(ArchiveEntry entry) {
    var stored = entry.stored();
    return entry.temporary() ? StoredBytes.plain(stored.id(), stored.value()) : stored;
  }

  /** The temporary session that {@code entry} is; parsing has made sure that it is one. */
  static Session temporarySession(ArchiveEntry entry, SessionCodec codec) {
    var stored = entry.stored();
    var end = stored.removedAt();
    if (end == null
        || !(codec.decode(stored.id(), stored.value()) instanceof StoredSession persistent)) {
      throw new IllegalArgumentException("no temporary session: " + stored);
    }
    var session = persistent.session();
    return new Session(
        session.id(),
        session.text(),
        session.voice(),
        session.name(),
        false,
        session.createdAt(),
        end,
        session.sentences(),
        session.metadata(),
        entry.kind() == ArchiveEntry.Kind.FALLBACK);
  }
}
