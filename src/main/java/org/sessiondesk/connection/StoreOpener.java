package org.sessiondesk.connection;

import org.sessiondesk.session.SessionStore;

/** Opens stores for jobs, besides the one that is connected. Safe for use by many threads. */
public interface StoreOpener {

  /** A store that is open until it is closed. */
  interface OpenedStore extends AutoCloseable {

    /** The profile that reaches it. */
    ConnectionProfile profile();

    /** The store. Where its connection is lost calls fail, until it was made anew. */
    SessionStore store();

    /** Closes the connection. Blocks for a moment. */
    @Override
    void close();
  }

  /**
   * Connects to the store of {@code profile}. Blocks until that is done or has failed.
   *
   * @throws CannotConnectException where it cannot be reached
   */
  OpenedStore open(ConnectionProfile profile, ProfileSecrets secrets);
}
