package org.sessiondesk.service;

import org.sessiondesk.session.SessionId;

/** The session was changed by somebody else meanwhile. What they stored stays. */
public final class SessionConflictException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final transient SessionId id;

  public SessionConflictException(SessionId id, String message) {
    super(message);
    this.id = id;
  }

  /** The session's id. */
  public SessionId id() {
    return id;
  }
}
