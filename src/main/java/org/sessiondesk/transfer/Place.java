package org.sessiondesk.transfer;

/**
 * Where something stands in a file.
 *
 * @param part the part of an archive; empty where the file has none
 * @param line the line, from 1; 0 where it comes from no file
 */
public record Place(String part, long line) {

  /** That of what comes from no file. */
  public static final Place NONE = new Place("", 0);

  @Override
  public String toString() {
    return part.isEmpty() ? "line " + line : part + ", line " + line;
  }
}
