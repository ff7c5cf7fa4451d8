package org.sessiondesk.session;

/**
 * A session as it was read from a store.
 *
 * @param session the session
 * @param revision which state of it this is
 */
public record StoredSession(Session session, Revision revision) implements StoredEntry {
  @Override
  public SessionId id() {
    return session.id();
  }
}
