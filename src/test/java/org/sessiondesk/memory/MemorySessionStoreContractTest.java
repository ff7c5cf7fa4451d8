package org.sessiondesk.memory;

import java.time.Duration;
import org.sessiondesk.session.Session;
import org.sessiondesk.session.SessionStore;
import org.sessiondesk.session.SessionStoreContract;
import org.sessiondesk.testing.MutableClock;
import org.sessiondesk.testing.Sessions;

/** Memory is a store like any other. */
class MemorySessionStoreContractTest extends SessionStoreContract {
  private final MemorySessionStore store = new MemorySessionStore(new MutableClock(CREATED));

  @Override
  protected SessionStore store() {
    return store;
  }

  @Override
  protected Session newSession(String text) {
    return Sessions.temporary(CREATED, Duration.ofHours(1), text);
  }
}
