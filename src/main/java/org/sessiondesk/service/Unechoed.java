package org.sessiondesk.service;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.session.Revision;
import org.sessiondesk.session.SessionEvent.Cause;
import org.sessiondesk.session.SessionId;

/**
 * What this program has stored and the store's follower has not told of yet. Until it has, what it
 * tells may have been read before the write: it is in doubt. Not safe for several threads.
 */
final class Unechoed {

  /** A write that is done: what is stored since, or nothing, and why. */
  record Write(Optional<Revision> stored, Cause cause) {}

  private final Map<SessionId, Write> writes = new HashMap<>();

  void wrote(SessionId id, Optional<Revision> stored, Cause cause) {
    writes.put(id, new Write(stored, cause));
  }

  /** The last write to {@code id}, if it has not been told of yet. */
  @Nullable Write of(SessionId id) {
    return writes.get(id);
  }

  void echoed(SessionId id) {
    writes.remove(id);
  }

  /** Whether every write has been told of. */
  boolean isEmpty() {
    return writes.isEmpty();
  }

  /** Everything is read anew from now on. */
  void clear() {
    writes.clear();
  }
}
