package org.sessiondesk.service;

import org.sessiondesk.session.Json;

/** How lists and searches show metadata's values: {@code important}, {@code [1, 2]}. */
final class MetadataLine {

  private MetadataLine() {}

  /** One value as the line shows it. */
  static String value(Json value) {
    if (value instanceof Json.Str(String text)) {
      return text;
    }
    var line = new StringBuilder();
    append(value, line);
    return line.toString();
  }

  private static void append(Json value, StringBuilder line) {
    switch (value) {
      case Json.Str s -> line.append(s.value());
      case Json.Num n -> line.append(n.literal());
      case Json.Bool b -> line.append(b.value());
      case Json.Null _ -> line.append("null");
      case Json.Arr a -> {
        line.append('[');
        String between = "";
        for (var item : a.items()) {
          line.append(between);
          append(item, line);
          between = ", ";
        }
        line.append(']');
      }
      case Json.Obj o -> {
        line.append('{');
        String between = "";
        for (var member : o.members().entrySet()) {
          line.append(between).append(member.getKey()).append('=');
          append(member.getValue(), line);
          between = ", ";
        }
        line.append('}');
      }
    }
  }
}
