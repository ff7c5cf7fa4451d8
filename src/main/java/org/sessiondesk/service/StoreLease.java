package org.sessiondesk.service;

import java.util.Optional;
import org.sessiondesk.session.SessionStore;
import org.sessiondesk.session.StoreName;

/**
 * The store of persistent sessions that was wanted at one moment, if any. Work that begins there
 * and goes on later must not go on in another one: see {@link SessionService#within}.
 */
public final class StoreLease {
  private final Optional<SessionStore> store;

  StoreLease(Optional<SessionStore> store) {
    this.store = store;
  }

  /** Which store it is; empty where none was wanted. */
  public Optional<StoreName> name() {
    return store.map(SessionStore::name);
  }

  Optional<SessionStore> store() {
    return store;
  }
}
