package org.sessiondesk.redis;

import org.sessiondesk.connection.ConnectionFault;

/** A Redis cannot be used; says why. */
final class ConnectFailedException extends Exception {
  private static final long serialVersionUID = 1L;
  private final transient ConnectionFault fault;

  ConnectFailedException(ConnectionFault.Kind kind, String detail) {
    super(detail);
    fault = new ConnectionFault(kind, detail);
  }

  ConnectFailedException(ConnectionFault.Kind kind, String detail, Throwable cause) {
    super(detail, cause);
    fault = new ConnectionFault(kind, detail);
  }

  ConnectionFault fault() {
    return fault;
  }
}
