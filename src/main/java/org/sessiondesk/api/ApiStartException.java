package org.sessiondesk.api;

/** The API could not be started. The message says why in one sentence, without secrets. */
public final class ApiStartException extends Exception {
  private static final long serialVersionUID = 1L;

  private final Kind kind;

  /** Why it could not be started. */
  public enum Kind {
    /** Another program listens on the port, or it is one that only an administrator may use. */
    PORT_IN_USE,
    /** It was to be reachable from other machines without a token. */
    TOKEN_REQUIRED,
    /** The host is unknown, or no interface of this machine. */
    BAD_ADDRESS,
    /** Anything else. */
    OTHER
  }

  ApiStartException(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  ApiStartException(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  /** Why it could not be started. */
  public Kind kind() {
    return kind;
  }
}
