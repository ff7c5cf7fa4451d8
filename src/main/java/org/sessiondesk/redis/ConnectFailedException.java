package org.sessiondesk.redis;

import org.jspecify.annotations.Nullable;
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

  private ConnectFailedException(ConnectionFault fault, @Nullable Throwable cause) {
    super(fault.detail(), cause);
    this.fault = fault;
  }

  /** One that offers what would mend it. */
  static ConnectFailedException offering(ConnectionFault.Kind kind, String detail, String offer) {
    return new ConnectFailedException(new ConnectionFault(kind, detail, offer), null);
  }

  ConnectionFault fault() {
    return fault;
  }
}
