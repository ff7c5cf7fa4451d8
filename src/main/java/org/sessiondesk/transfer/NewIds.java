package org.sessiondesk.transfer;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.sessiondesk.session.SessionCodec;
import org.sessiondesk.session.SessionId;
import org.sessiondesk.session.StoredBytes;
import org.sessiondesk.session.StoredSession;

/**
 * Ids for entries that are stored beside others: a UUID of version 8 that follows from the entry.
 */
final class NewIds {
  private static final byte[] PURPOSE =
      "session-desk import beside\n".getBytes(StandardCharsets.US_ASCII);

  private NewIds() {}

  /** The new id of {@code stored}: always the same for the same id and value. */
  static SessionId of(StoredBytes stored) {
    var sha256 = Digests.sha256();
    sha256.update(PURPOSE);
    sha256.update(stored.id().value().getBytes(StandardCharsets.UTF_16BE));
    sha256.update(new byte[] {0, '\n'});
    sha256.update(stored.value());
    var digest = ByteBuffer.wrap(sha256.digest());
    long high = (digest.getLong() & ~0xF000L) | 0x8000L;
    long low = (digest.getLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L;
    return new SessionId(new UUID(high, low).toString());
  }

  /** {@code stored} under its new id, which is written into it, too, where it is a session. */
  static StoredBytes beside(StoredBytes stored, SessionCodec codec) {
    var id = of(stored);
    var value =
        stored.isString() && codec.decode(stored.id(), stored.value()) instanceof StoredSession
            ? codec.withId(stored.value(), id)
            : stored.value();
    return new StoredBytes(id, value, stored.type(), stored.removedAt());
  }
}
