package org.sessiondesk.ui.fx;

import java.util.LinkedHashMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.sessiondesk.session.Json;
import org.sessiondesk.session.JsonFormat;
import org.sessiondesk.session.SessionRules;

/**
 * Writes any JSON for people to read, also what a {@link JsonFormat} refuses: halves of surrogate
 * pairs, which Python stores, appear as the escapes that they were.
 */
public final class JsonTexts {

  /** Stands before the four digits of an escape while the rest is written; of no meaning itself. */
  private static final char MARK = '\uFFFF';

  private static final Pattern MARKED = Pattern.compile(MARK + "([0-9a-f]{4})");

  private JsonTexts() {}

  /** {@code value} over several lines. */
  public static String pretty(JsonFormat format, Json value) {
    return write(format::printPretty, value);
  }

  /** {@code value} on one line. */
  public static String line(JsonFormat format, Json value) {
    return write(format::print, value);
  }

  private static String write(Function<Json, String> writer, Json value) {
    try {
      return writer.apply(value);
    } catch (IllegalArgumentException _) {
      return MARKED.matcher(writer.apply(marked(value))).replaceAll("\\\\u$1");
    }
  }

  private static Json marked(Json value) {
    return switch (value) {
      case Json.Str s -> new Json.Str(marked(s.value()));
      case Json.Arr a -> new Json.Arr(a.items().stream().map(JsonTexts::marked).toList());
      case Json.Obj o -> {
        var members = new LinkedHashMap<String, Json>();
        o.members().forEach((key, member) -> members.put(marked(key), marked(member)));
        yield new Json.Obj(members);
      }
      case Json.Num _, Json.Bool _, Json.Null _ -> value;
    };
  }

  private static String marked(String text) {
    if (!SessionRules.hasLoneSurrogate(text)) {
      return text;
    }
    var out = new StringBuilder(text.length() + 8);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        out.append(c).append(text.charAt(++i));
      } else if (Character.isSurrogate(c)) {
        out.append(MARK).append("%04x".formatted((int) c));
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }
}
