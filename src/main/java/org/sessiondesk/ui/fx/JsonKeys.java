package org.sessiondesk.ui.fx;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.sessiondesk.session.Json;
import org.sessiondesk.session.JsonFormat;

/** Finds keys that an object names twice, which a reader of JSON lets pass. */
public final class JsonKeys {

  /** A key that is there twice, and where the second one begins. */
  public record Duplicate(String key, int offset) {}

  private JsonKeys() {}

  /** The first duplicate in {@code text}, which must be valid JSON. O(n). */
  public static Optional<Duplicate> firstDuplicate(String text, JsonFormat format) {
    Deque<Optional<Set<String>>> open = new ArrayDeque<>();
    for (int i = 0; i < text.length(); i++) {
      switch (text.charAt(i)) {
        case '{' -> open.push(Optional.of(new HashSet<>()));
        case '[' -> open.push(Optional.empty());
        case '}', ']' -> open.pop();
        case '"' -> {
          int end = stringEnd(text, i);
          if (isKey(text, end) && !open.isEmpty() && open.peek().isPresent()) {
            var key = ((Json.Str) format.parse(text.substring(i, end))).value();
            if (!open.peek().get().add(key)) {
              return Optional.of(new Duplicate(key, i));
            }
          }
          i = end - 1;
        }
        default -> {}
      }
    }
    return Optional.empty();
  }

  private static int stringEnd(String text, int start) {
    int i = start + 1;
    while (text.charAt(i) != '"') {
      i += text.charAt(i) == '\\' ? 2 : 1;
    }
    return i + 1;
  }

  private static boolean isKey(String text, int after) {
    int i = after;
    while (i < text.length() && text.charAt(i) <= ' ') {
      i++;
    }
    return i < text.length() && text.charAt(i) == ':';
  }
}
