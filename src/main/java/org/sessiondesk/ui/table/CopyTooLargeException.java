package org.sessiondesk.ui.table;

/** There is more to copy than a clipboard should hold. */
final class CopyTooLargeException extends RuntimeException {
  private static final long serialVersionUID = 1;

  CopyTooLargeException() {
    super("more than " + CopyText.MOST_BYTES + " bytes");
  }
}
