package org.sessiondesk.ui.table;

import java.nio.charset.StandardCharsets;

/** A text for the clipboard, which may not grow beyond all bounds. */
final class CopyText {

  /** How large it may be, as UTF-8. */
  static final int MOST_BYTES = 50_000_000;

  private final StringBuilder text = new StringBuilder();
  private long bytes;

  /**
   * Appends {@code part}.
   *
   * @throws CopyTooLargeException where it is too much
   */
  CopyText add(String part) {
    bytes += part.getBytes(StandardCharsets.UTF_8).length;
    if (bytes > MOST_BYTES) {
      throw new CopyTooLargeException();
    }
    text.append(part);
    return this;
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
