package org.sessiondesk.transfer;

/**
 * A job cannot be done: mostly since a file cannot be written or read. The messages name the file's
 * own places, never a session's text or a pass-phrase.
 */
public final class TransferException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Why. */
  public enum Reason {
    /** There is a file of that name, and it was not said that it is to be replaced. */
    TARGET_EXISTS,
    /** The file cannot be written: no such folder, no permission, the disk is full. */
    TARGET_UNUSABLE,
    /** The file cannot be read: there is none, no permission, the disk fails. */
    SOURCE_UNUSABLE,
    /** It is none of the formats that can be read. */
    NOT_AN_ARCHIVE,
    /** It was written by a later version of this program. */
    NEWER_FORMAT,
    /** It ends too early. */
    TRUNCATED,
    /** It is not what was written: a checksum or a count is wrong. */
    DAMAGED,
    /** It would unfold to far more than it should. */
    TOO_LARGE,
    /** It holds an entry of a name that no archive of ours has: a path, another archive. */
    BAD_ENTRY,
    /** It is encrypted and no pass-phrase was given. */
    PASSPHRASE_NEEDED,
    /** The pass-phrase is another one, or the beginning of the file is damaged. */
    PASSPHRASE_WRONG,
    /** Some of its lines cannot be read, and it was said that it is to be refused then. */
    BROKEN_LINES,
    /** It was changed between the check and the import. */
    CHANGED_MEANWHILE,
    /** What is to be copied from is the same store as that which is to be copied to. */
    SAME_STORE,
    /** It was not confirmed as it must be: another number, or another profile's name. */
    NOT_CONFIRMED,
    /** What would be deleted finds no room in the recycle bin. */
    BIN_TOO_SMALL
  }

  private final Reason reason;

  /** Makes the exception. */
  public TransferException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  /** Makes the exception, caused by another. */
  public TransferException(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  /** Why. */
  public Reason reason() {
    return reason;
  }
}
