package org.sessiondesk.redis;

import org.sessiondesk.json.JsonTokens;
import org.sessiondesk.session.Session;
import org.sessiondesk.session.SessionId;
import org.sessiondesk.session.StoredEntry;
import tools.jackson.core.json.JsonFactory;

/**
 * The bytes of a session in Redis, shared with services written in Python: exact in what it writes,
 * tolerant in what it reads, lossless in what it edits. Safe for use by many threads.
 */
public final class SessionJson {
  private final SessionDecoder decoder;
  private final SessionSplicer splicer;

  /** A codec with caches of its own; one for the whole program is best. */
  public SessionJson() {
    JsonFactory factory = JsonTokens.storedFactory();
    decoder = new SessionDecoder(factory);
    splicer = new SessionSplicer(factory);
  }

  /**
   * Reads what is stored under {@code id}. What the value itself says its id is counts for nothing.
   * The value becomes the revision's token and must not be changed any more.
   *
   * @return the session, or why it is none; never throws because of the value
   */
  public StoredEntry decode(SessionId id, byte[] value) {
    return decoder.decode(id, value);
  }

  /**
   * Writes {@code session}, byte for byte as Python's {@code json.dumps} does.
   *
   * @throws IllegalArgumentException where it is temporary, has a time beyond the years 1 to 9999,
   *     or a text with half of a surrogate pair
   */
  public byte[] encode(Session session) {
    return SessionEncoder.encode(session);
  }

  /**
   * Edits {@code stored}: the values of the fields that differ between {@code seen} and {@code
   * changed} are replaced or, where they are missing, added; every other byte stays.
   *
   * @param stored a value that {@link #decode} reads as a session; is not changed
   * @throws IllegalArgumentException as {@link #encode}, and where the ids differ
   */
  public byte[] splice(byte[] stored, Session seen, Session changed) {
    if (!seen.id().equals(changed.id())) {
      throw new IllegalArgumentException("an edit does not change the id");
    }
    if (!changed.persistent()) {
      throw new IllegalArgumentException("a temporary session is not stored in Redis");
    }
    return splicer.splice(stored, seen, changed);
  }
}
