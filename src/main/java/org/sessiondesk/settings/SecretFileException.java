package org.sessiondesk.settings;

/** The encrypted file of secrets cannot be used as was asked. Nothing has changed by that. */
public final class SecretFileException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Why. */
  public enum Reason {
    /** The pass-phrase is not the one of this file. */
    WRONG_PASSPHRASE,
    /** Nobody has given the pass-phrase in this run. */
    LOCKED,
    /** The file is not what was written. It is not written over. */
    DAMAGED,
    /** A later version of the program wrote it. */
    NEWER,
    /** It is there already. */
    EXISTS,
    /** It cannot be read or written; the message says why. */
    UNUSABLE
  }

  private final Reason reason;

  SecretFileException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  SecretFileException(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  /** Why. */
  public Reason reason() {
    return reason;
  }
}
