package org.sessiondesk.session;

/** A text is not JSON; says where. */
public final class JsonSyntaxException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int line;
  private final int column;

  /**
   * Makes the exception.
   *
   * @param message what is wrong, without the place and without the text itself
   * @param line the line of the fault, from 1
   * @param column the column of the fault, from 1
   */
  public JsonSyntaxException(String message, int line, int column) {
    super(message);
    this.line = line;
    this.column = column;
  }

  /** The line of the fault, from 1. */
  public int line() {
    return line;
  }

  /** The column of the fault, from 1. */
  public int column() {
    return column;
  }
}
