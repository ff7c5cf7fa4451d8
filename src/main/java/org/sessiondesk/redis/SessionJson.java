package org.sessiondesk.redis;

import org.sessiondesk.json.JsonTokens;
import org.sessiondesk.session.Session;
import org.sessiondesk.session.SessionCodec;
import org.sessiondesk.session.SessionId;
import org.sessiondesk.session.StoredEntry;
import tools.jackson.core.json.JsonFactory;

/**
 * The bytes of a session in Redis, shared with services written in Python: exact in what it writes,
 * tolerant in what it reads, lossless in what it edits. Safe for use by many threads.
 */
public final class SessionJson implements SessionCodec {
  private final SessionDecoder decoder;
  private final SessionSplicer splicer;

  /** A codec with caches of its own; one for the whole program is best. */
  public SessionJson() {
    JsonFactory factory = JsonTokens.storedFactory();
    decoder = new SessionDecoder(factory);
    splicer = new SessionSplicer(factory);
  }

  @Override
  public StoredEntry decode(SessionId id, byte[] value) {
    return decoder.decode(id, value);
  }

  /** {@inheritDoc} Byte for byte as Python's {@code json.dumps} writes it. */
  @Override
  public byte[] encode(Session session) {
    return SessionEncoder.encode(session);
  }

  @Override
  public byte[] withId(byte[] value, SessionId id) {
    return splicer.withId(value, id);
  }

  @Override
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
