package org.sessiondesk.service;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Lines of comma-separated values (RFC 4180) for people. A cell that a spreadsheet would take for a
 * formula begins with an apostrophe.
 */
public final class CsvCells {
  private static final String DANGEROUS = "=+-@\t\r";

  private CsvCells() {}

  /** A line of {@code cells}, its end included. */
  public static String line(List<String> cells) {
    return cells.stream().map(CsvCells::cell).collect(Collectors.joining(",", "", "\r\n"));
  }

  /** One cell: guarded, and in quotes where it must be. */
  public static String cell(String text) {
    var safe = !text.isEmpty() && DANGEROUS.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    boolean quoted =
        safe.chars().anyMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n')
            || !safe.equals(safe.strip());
    return quoted ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
  }
}
