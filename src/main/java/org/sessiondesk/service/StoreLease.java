package org.sessiondesk.service;

import java.util.Optional;
import org.sessiondesk.session.SessionStore;

/**
 * The store of persistent sessions that was wanted at one moment, if any. Work that begins there
 * and goes on later must not go on in another one: see {@link SessionService#within}.
 */
public final class StoreLease {
  private final Optional<SessionStore> store;

  StoreLease(Optional<SessionStore> store) {
    this.store = store;
  }

  Optional<SessionStore> store() {
    return store;
  }
}
