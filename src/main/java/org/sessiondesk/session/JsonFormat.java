package org.sessiondesk.session;

/** Reads and writes {@link Json} as text. Implementations are safe for use by several threads. */
public interface JsonFormat {

  /**
   * Reads one JSON value that fills the whole text.
   *
   * @throws JsonSyntaxException where the text is not exactly one JSON value, or nests more than
   *     1,000 deep
   */
  Json parse(String text);

  /** Writes {@code value} on one line, with {@code ", "} and {@code ": "} between its parts. */
  String print(Json value);

  /** Writes {@code value} over several lines, two spaces deeper at every level, for people. */
  String printPretty(Json value);
}
