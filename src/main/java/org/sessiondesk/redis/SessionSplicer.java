package org.sessiondesk.redis;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.json.JsonPrinter;
import org.sessiondesk.session.Session;
import org.sessiondesk.session.SessionId;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Edits a stored value in place: only the bytes of the values that change are replaced. */
final class SessionSplicer {
  private final JsonFactory factory;

  SessionSplicer(JsonFactory factory) {
    this.factory = factory;
  }

  /** Where a field's value lies, from its first byte to behind its last. */
  private record Range(int start, int end) {}

  /** The bytes from {@code start} to {@code end} are to become {@code text}, which is ASCII. */
  private record Edit(int start, int end, String text) {}

  /** See {@link SessionJson#splice}. */
  byte[] splice(byte[] stored, Session seen, Session changed) {
    var ranges = locate(stored);
    var edits = new ArrayList<Edit>();
    for (var field : WireField.values()) {
      if (!Objects.equals(get(field, seen), get(field, changed))) {
        edits.add(edit(field, ranges, changed));
      }
    }
    // Stable, so that two fields added at the same place stay in their order.
    edits.sort(Comparator.comparingInt(Edit::start));
    return apply(stored, edits);
  }

  /** See {@link SessionJson#withId}. */
  byte[] withId(byte[] stored, SessionId id) {
    var written = JsonPrinter.ascii().string(id.value()).toString();
    var range = locate(stored).get(WireField.SESSION_ID);
    if (range != null) {
      return apply(stored, List.of(new Edit(range.start(), range.end(), written)));
    }
    int place = 0;
    while (stored[place] != '{') {
      place++;
    }
    var added = '"' + WireField.SESSION_ID.key() + "\": " + written + ", ";
    return apply(stored, List.of(new Edit(place + 1, place + 1, added)));
  }

  private static Edit edit(WireField field, Map<WireField, Range> ranges, Session changed) {
    var value = SessionEncoder.value(field, changed);
    var range = ranges.get(field);
    if (range != null) {
      return new Edit(range.start(), range.end(), value);
    }
    int place = placeFor(field, ranges);
    return new Edit(place, place, ", \"" + field.key() + "\": " + value);
  }

  /** Behind the nearest field before it on the wire; the text, at least, is always there. */
  private static int placeFor(WireField added, Map<WireField, Range> ranges) {
    int place = -1;
    for (var field : WireField.values()) {
      if (field == added) {
        break;
      }
      var range = ranges.get(field);
      place = range == null ? place : range.end();
    }
    return place;
  }

  private static @Nullable Object get(WireField field, Session session) {
    return switch (field) {
      case SESSION_ID -> session.id();
      case TEXT -> session.text();
      case VOICE -> session.voice();
      case NAME -> session.name();
      case PERSISTENT -> true;
      case CREATED_AT -> session.createdAt();
      case EXPIRES_AT -> session.expiresAt();
      case SENTENCES -> session.sentences();
      case METADATA -> session.metadata();
    };
  }

  /** Where the values of the top-level fields lie; of a key that comes twice, the last one's. */
  private Map<WireField, Range> locate(byte[] stored) {
    var ranges = new EnumMap<WireField, Range>(WireField.class);
    try (var parser = factory.createParser(ObjectReadContext.empty(), stored)) {
      parser.nextToken();
      for (var key = parser.nextName(); key != null; key = parser.nextName()) {
        parser.nextToken();
        int start = (int) parser.currentTokenLocation().getByteOffset();
        parser.skipChildren();
        parser.finishToken();
        int end = (int) parser.currentLocation().getByteOffset();
        var field = WireField.of(key);
        if (field != null) {
          ranges.put(field, new Range(start, end));
        }
      }
    }
    return ranges;
  }

  private static byte[] apply(byte[] stored, List<Edit> edits) {
    var out = new ByteArrayOutputStream(stored.length + 256);
    int at = 0;
    for (var edit : edits) {
      out.write(stored, at, edit.start() - at);
      out.writeBytes(edit.text().getBytes(StandardCharsets.US_ASCII));
      at = edit.end();
    }
    out.write(stored, at, stored.length - at);
    return out.toByteArray();
  }
}
