package org.sessiondesk.api;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.session.Json;

/**
 * Builds the JSON text of an answer, without space between its parts, as FastAPI does. Half of a
 * surrogate pair, which UTF-8 cannot carry, is written as its escape; {@code NaN} and the
 * infinities, for which JSON has no number, as {@code null}. Not for use by several threads.
 */
final class JsonWriter {
  private static final char[] HEX = "0123456789abcdef".toCharArray();
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSX", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final StringBuilder out = new StringBuilder(512);

  /** {@code value} as UTF-8. */
  static byte[] bytes(Json value) {
    return new JsonWriter().value(value).bytes();
  }

  /** {@code time} as the API tells times: UTC, milliseconds, {@code Z}. */
  static String time(Instant time) {
    return TIME.format(time);
  }

  /** Appends {@code text} as it is. */
  JsonWriter raw(String text) {
    out.append(text);
    return this;
  }

  /** Appends a time, or {@code null}. */
  JsonWriter timeOrNull(@Nullable Instant time) {
    if (time == null) {
      out.append("null");
    } else {
      out.append('"').append(time(time)).append('"');
    }
    return this;
  }

  /** Appends a string. */
  JsonWriter string(String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isSurrogate(c)) {
        if (i + 1 < text.length() && Character.isSurrogatePair(c, text.charAt(i + 1))) {
          out.append(c).append(text.charAt(++i));
        } else {
          escape(c);
        }
      } else if (c < ' ' || c == '"' || c == '\\') {
        special(c);
      } else {
        out.append(c);
      }
    }
    out.append('"');
    return this;
  }

  private void special(char c) {
    switch (c) {
      case '"' -> out.append("\\\"");
      case '\\' -> out.append("\\\\");
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      case '\f' -> out.append("\\f");
      case '\b' -> out.append("\\b");
      default -> escape(c);
    }
  }

  private void escape(char c) {
    out.append("\\u")
        .append(HEX[c >> 12])
        .append(HEX[c >> 8 & 15])
        .append(HEX[c >> 4 & 15])
        .append(HEX[c & 15]);
  }

  /** Appends any value. */
  JsonWriter value(Json value) {
    switch (value) {
      case Json.Obj obj -> {
        char before = '{';
        for (var member : obj.members().entrySet()) {
          out.append(before);
          string(member.getKey());
          out.append(':');
          value(member.getValue());
          before = ',';
        }
        out.append(before == '{' ? "{}" : "}");
      }
      case Json.Arr arr -> {
        char before = '[';
        for (var item : arr.items()) {
          out.append(before);
          value(item);
          before = ',';
        }
        out.append(before == '[' ? "[]" : "]");
      }
      case Json.Str str -> string(str.value());
      case Json.Num num -> out.append(isFinite(num) ? num.literal() : "null");
      case Json.Bool bool -> out.append(bool.value());
      case Json.Null _ -> out.append("null");
    }
    return this;
  }

  /** Whether {@code num} is a number that JSON knows. */
  static boolean isFinite(Json.Num num) {
    return Character.isDigit(num.literal().charAt(num.literal().length() - 1));
  }

  byte[] bytes() {
    return out.toString().getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
