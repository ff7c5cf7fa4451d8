package org.sessiondesk.ui.inspector;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** Cuts JSON text into pieces to be coloured; text that is not JSON, or not yet, too. O(n). */
final class JsonLexer {

  /** What a piece is. */
  enum Kind {
    KEY,
    STRING,
    NUMBER,
    /** {@code true}, {@code false}, {@code null}, or a word that should be one of them. */
    WORD
  }

  /**
   * A piece.
   *
   * @param depth how many objects and arrays are open around it
   */
  record Token(Kind kind, int from, int to, int depth) {}

  private final String text;
  private final List<Token> tokens = new ArrayList<>();
  private int depth;

  private JsonLexer(String text) {
    this.text = text;
  }

  /** The pieces of {@code text} in their order; what is between them has no colour. */
  static List<Token> tokens(String text) {
    var lexer = new JsonLexer(text);
    lexer.run();
    return lexer.tokens;
  }

  /** Where in {@code text} the key {@code key} of the outermost object begins. */
  static OptionalInt place(String text, String key) {
    var quoted = '"' + key + '"';
    return tokens(text).stream()
        .filter(token -> token.kind() == Kind.KEY && token.depth() == 1)
        .filter(token -> text.startsWith(quoted, token.from()))
        .mapToInt(Token::from)
        .findFirst();
  }

  private void run() {
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i);
      int end = i + 1;
      if (c == '"') {
        end = stringEnd(i);
        tokens.add(new Token(isKey(end) ? Kind.KEY : Kind.STRING, i, end, depth));
      } else if (c == '-' || isDigit(c)) {
        end = endOf(i, "+-.eE");
        tokens.add(new Token(Kind.NUMBER, i, end, depth));
      } else if (Character.isLetter(c)) {
        end = endOf(i, "");
        tokens.add(new Token(Kind.WORD, i, end, depth));
      } else {
        depth += c == '{' || c == '[' ? 1 : c == '}' || c == ']' ? -1 : 0;
      }
      i = end;
    }
  }

  /** A string ends at its quote; one that has none, at the end of its line. */
  private int stringEnd(int from) {
    for (int i = from + 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\n') {
        return i;
      }
      if (c == '"') {
        return i + 1;
      }
      if (c == '\\') {
        i++;
      }
    }
    return text.length();
  }

  private boolean isKey(int after) {
    int i = after;
    while (i < text.length() && Character.isWhitespace(text.charAt(i))) {
      i++;
    }
    return i < text.length() && text.charAt(i) == ':';
  }

  private int endOf(int from, String others) {
    int i = from + 1;
    while (i < text.length()
        && (Character.isLetter(text.charAt(i))
            || isDigit(text.charAt(i))
            || others.indexOf(text.charAt(i)) >= 0)) {
      i++;
    }
    return i;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
