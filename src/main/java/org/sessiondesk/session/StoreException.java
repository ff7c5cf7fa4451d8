package org.sessiondesk.session;

/**
 * A store could not do what it was asked to. The messages are technical and hold no secret; what
 * people are told is chosen by the type.
 */
public abstract sealed class StoreException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  StoreException(String message, Throwable cause) {
    super(message, cause);
  }

  StoreException(String message) {
    super(message);
  }

  /** The store cannot be reached; what was asked for was not done. */
  public static final class Unavailable extends StoreException {
    private static final long serialVersionUID = 1L;

    public Unavailable(String message, Throwable cause) {
      super(message, cause);
    }

    public Unavailable(String message) {
      super(message);
    }
  }

  /** The store was asked to change something and did not answer: it may or may not be done. */
  public static final class OutcomeUnknown extends StoreException {
    private static final long serialVersionUID = 1L;

    public OutcomeUnknown(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /** The store refused: not permitted, read-only, out of memory. Nothing was changed. */
  public static final class Rejected extends StoreException {
    private static final long serialVersionUID = 1L;
    private final Reason reason;

    /** Why a store can refuse. */
    public enum Reason {
      NOT_PERMITTED,
      READ_ONLY,
      /** The profile is read-only here: nothing was sent. */
      LOCKED,
      OUT_OF_MEMORY,
      /** The server cannot write to its disk and takes no writes until it can. */
      DISK_FAILURE,
      OTHER
    }

    public Rejected(Reason reason, String message, Throwable cause) {
      super(message, cause);
      this.reason = reason;
    }

    /** Why. */
    public Reason reason() {
      return reason;
    }
  }

  /** The id is taken; nothing was changed. */
  public static final class AlreadyExists extends StoreException {
    private static final long serialVersionUID = 1L;

    public AlreadyExists(SessionId id) {
      super("there is already a session " + id);
    }
  }
}
