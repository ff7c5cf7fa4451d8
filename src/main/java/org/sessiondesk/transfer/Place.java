package org.sessiondesk.transfer;

/**
 * Where something stands in a file.
 *
 * @param part the part of an archive; empty where the file has none
 * @param line the line, from 1
 */
public record Place(String part, long line) {
  @Override
  public String toString() {
    return part.isEmpty() ? "line " + line : part + ", line " + line;
  }
}
