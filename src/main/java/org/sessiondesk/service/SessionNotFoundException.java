package org.sessiondesk.service;

import org.sessiondesk.session.SessionId;

/** There is no such session, or it has expired. Nothing was changed. */
public final class SessionNotFoundException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final transient SessionId id;

  public SessionNotFoundException(SessionId id) {
    super("session not found or expired: " + id);
    this.id = id;
  }

  /** The id that was asked for. */
  public SessionId id() {
    return id;
  }
}
