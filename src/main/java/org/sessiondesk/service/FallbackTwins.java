package org.sessiondesk.service;

import java.util.HashSet;
import java.util.Set;
import org.sessiondesk.session.DeleteResult;
import org.sessiondesk.session.SessionId;
import org.sessiondesk.session.StoredSession;
import org.sessiondesk.session.TemporarySessionStore;

/**
 * Temporary sessions that stand in for persistent ones of which it is not known whether Redis has
 * stored them. Once it turns out that it has, they are to go. Not safe for several threads.
 */
final class FallbackTwins {
  private final TemporarySessionStore temporary;
  private final Set<SessionId> expected = new HashSet<>();

  FallbackTwins(TemporarySessionStore temporary) {
    this.temporary = temporary;
  }

  boolean isEmpty() {
    return expected.isEmpty();
  }

  void expect(SessionId id) {
    expected.add(id);
  }

  void forget(SessionId id) {
    expected.remove(id);
  }

  /** Redis has stored {@code id}: its twin, if it has one, is deleted; whether it was. */
  boolean drop(SessionId id) {
    if (!expected.remove(id)) {
      return false;
    }
    // One that was edited meanwhile is not the same session any more, and stays.
    var twin = temporary.find(id);
    return twin.isPresent()
        && twin.get() instanceof StoredSession held
        && held.session().fallback()
        && temporary.delete(held) instanceof DeleteResult.Deleted;
  }
}
