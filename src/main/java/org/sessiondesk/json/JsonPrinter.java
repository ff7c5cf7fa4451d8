package org.sessiondesk.json;

import org.sessiondesk.session.Json;

/**
 * Builds JSON text as Python's {@code json.dumps} does, {@code ", "} and {@code ": "} between its
 * parts. Not for use by several threads at once.
 */
public final class JsonPrinter {
  private static final char[] HEX = "0123456789abcdef".toCharArray();

  private final StringBuilder out = new StringBuilder(256);
  private final boolean ascii;

  private JsonPrinter(boolean ascii) {
    this.ascii = ascii;
  }

  /** One that escapes all but printable ASCII, as {@code ensure_ascii} does. */
  public static JsonPrinter ascii() {
    return new JsonPrinter(true);
  }

  /** One that escapes only what must be. */
  public static JsonPrinter unicode() {
    return new JsonPrinter(false);
  }

  /** Appends {@code text} as it is. */
  public JsonPrinter raw(String text) {
    out.append(text);
    return this;
  }

  /**
   * Appends {@code text} as a JSON string.
   *
   * @throws IllegalArgumentException where it holds half of a surrogate pair
   */
  public JsonPrinter string(String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isSurrogate(c)) {
        appendPair(c, i + 1 < text.length() ? text.charAt(i + 1) : 0);
        i++;
      } else {
        appendChar(c);
      }
    }
    out.append('"');
    return this;
  }

  private void appendPair(char high, char low) {
    if (!Character.isSurrogatePair(high, low)) {
      throw new IllegalArgumentException("half of a surrogate pair cannot be written");
    }
    if (ascii) {
      appendEscape(high);
      appendEscape(low);
    } else {
      out.append(high).append(low);
    }
  }

  private void appendChar(char c) {
    switch (c) {
      case '"' -> out.append("\\\"");
      case '\\' -> out.append("\\\\");
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      case '\f' -> out.append("\\f");
      case '\b' -> out.append("\\b");
      default -> {
        if (c < ' ' || (ascii && c > '~')) {
          appendEscape(c);
        } else {
          out.append(c);
        }
      }
    }
  }

  private void appendEscape(char c) {
    out.append("\\u")
        .append(HEX[c >> 12])
        .append(HEX[c >> 8 & 15])
        .append(HEX[c >> 4 & 15])
        .append(HEX[c & 15]);
  }

  /**
   * Appends {@code value} on one line.
   *
   * @throws IllegalArgumentException where a string in it holds half of a surrogate pair
   */
  public JsonPrinter value(Json value) {
    return value(value, -1);
  }

  /**
   * Appends {@code value} over several lines, two spaces deeper at every level.
   *
   * @throws IllegalArgumentException where a string in it holds half of a surrogate pair
   */
  public JsonPrinter pretty(Json value) {
    return value(value, 0);
  }

  /** Appends a value; {@code depth} is how deep its lines are indented, or -1 for a single line. */
  private JsonPrinter value(Json value, int depth) {
    switch (value) {
      case Json.Obj obj -> object(obj, depth);
      case Json.Arr arr -> array(arr, depth);
      case Json.Str str -> string(str.value());
      case Json.Num num -> out.append(num.literal());
      case Json.Bool bool -> out.append(bool.value());
      case Json.Null _ -> out.append("null");
    }
    return this;
  }

  private void object(Json.Obj obj, int depth) {
    out.append('{');
    boolean first = true;
    for (var member : obj.members().entrySet()) {
      separate(first, depth);
      string(member.getKey());
      out.append(": ");
      value(member.getValue(), deeper(depth));
      first = false;
    }
    end(first, depth);
    out.append('}');
  }

  private void array(Json.Arr arr, int depth) {
    out.append('[');
    boolean first = true;
    for (var item : arr.items()) {
      separate(first, depth);
      value(item, deeper(depth));
      first = false;
    }
    end(first, depth);
    out.append(']');
  }

  private static int deeper(int depth) {
    return depth < 0 ? -1 : depth + 1;
  }

  private void separate(boolean first, int depth) {
    if (depth < 0) {
      out.append(first ? "" : ", ");
    } else {
      out.append(first ? "\n" : ",\n").repeat("  ", depth + 1);
    }
  }

  private void end(boolean empty, int depth) {
    if (!empty && depth >= 0) {
      out.append('\n').repeat("  ", depth);
    }
  }

  /** What was appended so far. */
  @Override
  public String toString() {
    return out.toString();
  }
}
