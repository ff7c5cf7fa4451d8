package org.sessiondesk.service;

import org.sessiondesk.session.Json;

/** Metadata in one line, for lists and searches: {@code type=important user_id=12345}. */
final class MetadataLine {

  private MetadataLine() {}

  static String of(Json metadata) {
    var line = new StringBuilder();
    if (metadata instanceof Json.Obj object) {
      object
          .members()
          .forEach(
              (key, value) -> {
                if (!line.isEmpty()) {
                  line.append(' ');
                }
                line.append(key).append('=');
                append(value, line);
              });
    } else if (!(metadata instanceof Json.Null)) {
      append(metadata, line);
    }
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
