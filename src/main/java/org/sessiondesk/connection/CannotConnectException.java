package org.sessiondesk.connection;

/** A store cannot be reached. */
public final class CannotConnectException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient ConnectionProfile profile;
  private final transient ConnectionFault fault;

  /** Makes the exception. */
  public CannotConnectException(ConnectionProfile profile, ConnectionFault fault) {
    super(profile.target().display() + ": " + fault.kind() + " (" + fault.detail() + ")");
    this.profile = profile;
    this.fault = fault;
  }

  /** Whose store it is. */
  public ConnectionProfile profile() {
    return profile;
  }

  /** Why. */
  public ConnectionFault fault() {
    return fault;
  }
}
