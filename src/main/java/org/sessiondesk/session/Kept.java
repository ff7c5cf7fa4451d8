package org.sessiondesk.session;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What was stored before a change, exactly, so that it can be put back.
 *
 * @param value the stored bytes; of a temporary session those that it would be stored as
 * @param temporary whether it was in memory
 * @param expiresAt the deadline of a temporary session; else null
 * @param fallback whether it was a fallback
 */
public record Kept(
    StoredBytes value, boolean temporary, @Nullable Instant expiresAt, boolean fallback) {

  public Kept {
    if (temporary != (expiresAt != null)) {
      throw new IllegalArgumentException("a temporary session, and no other, has a deadline");
    }
  }

  /** What was in a store. */
  public static Kept persistent(StoredBytes value) {
    return new Kept(value, false, null, false);
  }

  /** The session's id. */
  public SessionId id() {
    return value.id();
  }
}
