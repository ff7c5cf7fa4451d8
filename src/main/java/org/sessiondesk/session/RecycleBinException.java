package org.sessiondesk.session;

/** What is about to be changed cannot be kept, so it was not changed. Holds no secret. */
public final class RecycleBinException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Why it cannot be kept. */
  public enum Reason {
    /** One batch would take more than the whole bin may. */
    FULL,
    /** The disk is full or fails. */
    UNUSABLE,
    /** The value has no form that could be put back. */
    NOT_RESTORABLE
  }

  private final Reason reason;

  public RecycleBinException(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  public RecycleBinException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  /** Why. */
  public Reason reason() {
    return reason;
  }
}
