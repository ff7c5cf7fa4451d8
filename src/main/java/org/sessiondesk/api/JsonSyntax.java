package org.sessiondesk.api;

import java.util.Optional;
import org.sessiondesk.json.JsonTokens;

/**
 * Says what is wrong with a text that is not JSON, and where, in the words of Python's {@code json}
 * module, which clients of the TTS services know. Only asked once a reader has refused the text.
 */
final class JsonSyntax {

  /**
   * What is wrong.
   *
   * @param position how many characters (code points) come before the fault
   * @param message what is wrong there
   */
  record Fault(int position, String message) {}

  /** Thrown within this class only. */
  private static final class Found extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient Fault fault;

    Found(Fault fault) {
      super(fault.message(), null, false, false);
      this.fault = fault;
    }
  }

  private final String text;
  private int at;

  private JsonSyntax(String text) {
    this.text = text;
  }

  /** The first fault of {@code text}; empty where Python takes it: {@code NaN} is none there. */
  static Optional<Fault> check(String text) {
    try {
      var syntax = new JsonSyntax(text);
      syntax.skipSpace();
      syntax.value(1);
      syntax.skipSpace();
      if (syntax.at < text.length()) {
        throw syntax.fault(syntax.at, "Extra data");
      }
      return Optional.empty();
    } catch (Found found) {
      return Optional.of(found.fault);
    }
  }

  private Found fault(int index, String message) {
    return new Found(new Fault(text.codePointCount(0, index), message));
  }

  private int peek() {
    return at < text.length() ? text.charAt(at) : -1;
  }

  private void skipSpace() {
    while (at < text.length() && " \t\n\r".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private void value(int depth) {
    switch (peek()) {
      case '{' -> object(deeper(depth));
      case '[' -> array(deeper(depth));
      case '"' -> string();
      default -> {
        if (!word("true", "false", "null", "NaN", "Infinity", "-Infinity") && !number()) {
          throw fault(at, "Expecting value");
        }
      }
    }
  }

  private int deeper(int depth) {
    if (depth > JsonTokens.DEEPEST) {
      throw fault(at, "Nested too deeply");
    }
    return depth + 1;
  }

  private void object(int depth) {
    at++;
    skipSpace();
    if (peek() == '}') {
      at++;
      return;
    }
    while (true) {
      if (peek() != '"') {
        throw fault(at, "Expecting property name enclosed in double quotes");
      }
      string();
      skipSpace();
      if (peek() != ':') {
        throw fault(at, "Expecting ':' delimiter");
      }
      at++;
      skipSpace();
      value(depth);
      if (endsOrContinues('}', "object")) {
        return;
      }
    }
  }

  private void array(int depth) {
    at++;
    skipSpace();
    if (peek() == ']') {
      at++;
      return;
    }
    while (true) {
      value(depth);
      if (endsOrContinues(']', "array")) {
        return;
      }
    }
  }

  private boolean endsOrContinues(char end, String what) {
    skipSpace();
    if (peek() == end) {
      at++;
      return true;
    }
    if (peek() != ',') {
      throw fault(at, "Expecting ',' delimiter");
    }
    int comma = at;
    at++;
    skipSpace();
    if (peek() == end) {
      throw fault(comma, "Illegal trailing comma before end of " + what);
    }
    return false;
  }

  private void string() {
    int begin = at;
    at++;
    while (true) {
      int c = peek();
      if (c < 0) {
        throw fault(begin, "Unterminated string starting at");
      }
      if (c == '"') {
        at++;
        return;
      }
      if (c < ' ') {
        throw fault(at, "Invalid control character at");
      }
      at++;
      if (c == '\\') {
        escape(begin);
      }
    }
  }

  private void escape(int begin) {
    int c = peek();
    if (c < 0) {
      throw fault(begin, "Unterminated string starting at");
    }
    if (c == 'u') {
      if (!hexDigits(at + 1)) {
        throw fault(at, "Invalid \\uXXXX escape");
      }
      at += 5;
    } else if ("\"\\/bfnrt".indexOf(c) >= 0) {
      at++;
    } else {
      throw fault(at - 1, "Invalid \\escape");
    }
  }

  private boolean hexDigits(int from) {
    if (from + 4 >= text.length()) {
      return false;
    }
    for (int i = from; i < from + 4; i++) {
      if (Character.digit(text.charAt(i), 16) < 0 || text.charAt(i) > 'f') {
        return false;
      }
    }
    return true;
  }

  private boolean word(String... words) {
    for (var word : words) {
      if (text.startsWith(word, at)) {
        at += word.length();
        return true;
      }
    }
    return false;
  }

  /** Steps over a number; a zero ends it, as {@code 01} is two values. */
  private boolean number() {
    int i = at;
    if (i < text.length() && text.charAt(i) == '-') {
      i++;
    }
    int digits = digits(i);
    if (digits == 0) {
      return false;
    }
    i += text.charAt(i) == '0' ? 1 : digits;
    if (i < text.length() && text.charAt(i) == '.' && digits(i + 1) > 0) {
      i += 1 + digits(i + 1);
    }
    i = exponentEnd(i);
    at = i;
    return true;
  }

  private int exponentEnd(int from) {
    if (from >= text.length() || (text.charAt(from) | 0x20) != 'e') {
      return from;
    }
    int i = from + 1;
    if (i < text.length() && (text.charAt(i) == '+' || text.charAt(i) == '-')) {
      i++;
    }
    int digits = digits(i);
    return digits == 0 ? from : i + digits;
  }

  private int digits(int from) {
    int i = from;
    while (i < text.length() && text.charAt(i) >= '0' && text.charAt(i) <= '9') {
      i++;
    }
    return i - from;
  }
}
