package org.sessiondesk.settings;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the text of a {@code .env} file as python-dotenv does, because the TTS services read the
 * same file with it: {@code NAME=value} with or without {@code export}, values plain or in single
 * or double quotes (those may span lines), {@code #} begins a comment only after a space, so that
 * {@code redis-sentinel://host#master} and passwords with a {@code #} stay whole. Of a name that
 * comes twice the last value counts. {@code ${NAME}} is not replaced.
 *
 * <p>dotenv-java cuts such URLs, keeps single quotes, drops a value whose quote is never closed
 * without a word, and stumbles over a byte order mark.
 */
final class DotEnv {

  /** A value and the line, from 1, that it begins in. */
  record Entry(String value, int line) {}

  /** What was read, and the lines that were not understood. */
  record Result(Map<String, Entry> entries, List<Integer> badLines) {}

  private static final char END = '\uffff';

  private final String text;
  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private final List<Integer> badLines = new ArrayList<>();
  private int position;
  private int line = 1;

  private DotEnv(String text) {
    this.text = text;
  }

  /** Reads {@code text}; linear in its length. */
  static Result parse(String text) {
    var withoutMark = text.startsWith("\ufeff") ? text.substring(1) : text;
    var parser = new DotEnv(withoutMark.replace("\r\n", "\n").replace('\r', '\n'));
    while (parser.position < parser.text.length()) {
      parser.readLine();
    }
    return new Result(parser.entries, List.copyOf(parser.badLines));
  }

  private void readLine() {
    int first = line;
    int start = position;
    if (!readEntry(first)) {
      // Go on after the line that began it, so that one open quote is one bad line.
      position = start;
      line = first;
      badLines.add(first);
      skipLine();
    }
  }

  private boolean readEntry(int first) {
    skipBlanks();
    if (peek() == '\n' || peek() == '#' || peek() == END) {
      skipLine();
      return true;
    }
    var name = readName();
    skipBlanks();
    if (name.equals("export") && peek() != '=') {
      name = readName();
      skipBlanks();
    }
    if (name.isEmpty() || peek() != '=') {
      return false;
    }
    position++;
    skipBlanks();
    var value = new StringBuilder();
    boolean closed =
        switch (peek()) {
          case '\'' -> readQuoted(value, '\'');
          case '"' -> readQuoted(value, '"');
          default -> readPlain(value);
        };
    skipBlanks();
    if (!closed || (peek() != '\n' && peek() != '#' && peek() != END)) {
      return false;
    }
    skipLine();
    entries.put(name, new Entry(value.toString(), first));
    return true;
  }

  private String readName() {
    int start = position;
    while (Character.isLetterOrDigit(peek()) || "_.-".indexOf(peek()) >= 0) {
      position++;
    }
    return text.substring(start, position);
  }

  private boolean readPlain(StringBuilder value) {
    int start = position;
    while (peek() != '\n' && peek() != END) {
      if (peek() == '#' && (position == start || isBlank(text.charAt(position - 1)))) {
        break;
      }
      position++;
    }
    value.append(text.substring(start, position).stripTrailing());
    return true;
  }

  /** Reads to the closing {@code quote}; false where there is none. */
  private boolean readQuoted(StringBuilder value, char quote) {
    position++;
    while (position < text.length()) {
      char c = text.charAt(position++);
      if (c == quote) {
        return true;
      }
      if (c == '\n') {
        line++;
      }
      if (c == '\\' && position < text.length()) {
        appendEscaped(value, text.charAt(position++), quote);
      } else {
        value.append(c);
      }
    }
    return false;
  }

  private void appendEscaped(StringBuilder value, char c, char quote) {
    if (c == '\n') {
      line++;
    }
    int known = quote == '"' ? "\\'\"abfnrtv".indexOf(c) : "\\'".indexOf(c);
    if (known < 0) {
      value.append('\\').append(c);
    } else {
      value.append("\\'\"\u0007\b\f\n\r\t\u000b".charAt(known));
    }
  }

  private void skipBlanks() {
    while (isBlank(peek())) {
      position++;
    }
  }

  private void skipLine() {
    while (peek() != '\n' && peek() != END) {
      position++;
    }
    position++;
    line++;
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t' || c == '\u00a0' || c == '\u3000';
  }

  private char peek() {
    return position < text.length() ? text.charAt(position) : END;
  }
}
