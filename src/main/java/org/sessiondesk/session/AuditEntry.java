package org.sessiondesk.session;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A change that this program made, as the audit log keeps it. Digests are {@link Digest}s of what
 * is stored, for a temporary session of what would be.
 *
 * @param at when it was made
 * @param actor who made it
 * @param change what was done
 * @param outcome whether it is known to be done
 * @param id the session's
 * @param store where; for a move between memory and a store, that store
 * @param before the digest of what was there before, or null for nothing or for what is not known
 * @param after the digest of what is there now, likewise
 */
public record AuditEntry(
    Instant at,
    Actor actor,
    Change change,
    Outcome outcome,
    SessionId id,
    StoreName store,
    @Nullable String before,
    @Nullable String after) {

  /** How sure it is. What was refused has changed nothing and has no entry. */
  public enum Outcome {
    /** The store confirmed it. */
    DONE,
    /** The store did not answer: it may be done or not. */
    UNKNOWN
  }
}
