package org.sessiondesk.connection;

/** A copy of the built-in store cannot be made or put back. What the store holds is untouched. */
public final class StoreCopyException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Why. */
  public enum Reason {
    /** A copy is being made or put back already, by this program or another one. */
    BUSY,
    /** Another program uses the store, which cannot be stopped under it. */
    USED_BY_OTHERS,
    /** There is not enough room on the disk. */
    NO_ROOM,
    /** A file or folder cannot be used. */
    DISK,
    /** The store does not run, or could not write its data. */
    STORE_FAILED,
    /** The copy is not what was written: a part is missing, or its checksum is wrong. */
    DAMAGED,
    /** The store did not start with the copy, and has got back what it held. */
    DOES_NOT_START
  }

  private final Reason reason;

  /** Makes the exception. */
  public StoreCopyException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  /** Makes the exception, caused by another. */
  public StoreCopyException(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  /** Why. */
  public Reason reason() {
    return reason;
  }
}
