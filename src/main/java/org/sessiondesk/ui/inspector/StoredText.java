package org.sessiondesk.ui.inspector;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.session.Json;
import org.sessiondesk.session.JsonFormat;
import org.sessiondesk.session.JsonSyntaxException;
import org.sessiondesk.session.Sentence;
import org.sessiondesk.session.Session;
import org.sessiondesk.session.StoredEntry;
import org.sessiondesk.session.StoredSession;
import org.sessiondesk.ui.fx.JsonTexts;

/** What is stored, for people to read. */
final class StoredText {

  /** How many bytes are shown in hexadecimal. */
  static final int MOST_HEX = 16 * 1024;

  private static final int HEX_LINE = 16;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private StoredText() {}

  /**
   * The stored value, indented where it is JSON; for a session in memory, which has no stored
   * value, the object that HTTP answers.
   */
  static String pretty(StoredEntry entry, JsonFormat format) {
    return value(entry, format)
        .map(json -> JsonTexts.pretty(format, json))
        .orElseGet(() -> raw(entry));
  }

  /** The same as a value; empty where what is stored is not strictly JSON. */
  static Optional<Json> value(StoredEntry entry, JsonFormat format) {
    if (entry instanceof StoredSession stored && !stored.session().persistent()) {
      return Optional.of(object(stored.session()));
    }
    try {
      return Optional.of(format.parse(raw(entry)));
    } catch (JsonSyntaxException _) {
      return Optional.empty();
    }
  }

  /** The stored bytes as text; what is not UTF-8 appears as U+FFFD. */
  static String raw(StoredEntry entry) {
    return new String(entry.revision().token(), StandardCharsets.UTF_8);
  }

  /** The first {@link #MOST_HEX} bytes in hexadecimal, with their offsets and characters. */
  static String hex(byte[] bytes) {
    int shown = Math.min(bytes.length, MOST_HEX);
    var out = new StringBuilder(shown / HEX_LINE * 78 + 80);
    for (int from = 0; from < shown; from += HEX_LINE) {
      int to = Math.min(from + HEX_LINE, shown);
      out.append("%08x ".formatted(from));
      for (int i = from; i < from + HEX_LINE; i++) {
        out.append(i % 8 == 0 ? " " : "")
            .append(i < to ? "%02x ".formatted(bytes[i] & 0xFF) : "   ");
      }
      out.append(' ');
      for (int i = from; i < to; i++) {
        out.append(bytes[i] >= ' ' && bytes[i] <= '~' ? (char) bytes[i] : '.');
      }
      out.append('\n');
    }
    return out.toString();
  }

  private static Json.Obj object(Session session) {
    var members = new LinkedHashMap<String, Json>();
    members.put("session_id", new Json.Str(session.id().value()));
    members.put("text", new Json.Str(session.text()));
    members.put("voice", new Json.Str(session.voice()));
    if (session.name() != null) {
      members.put("name", new Json.Str(session.name()));
    }
    members.put("persistent", new Json.Bool(session.persistent()));
    members.put("created_at", time(session.createdAt()));
    members.put("expires_at", time(session.expiresAt()));
    members.put("sentences", sentences(session.sentences()));
    members.put("metadata", session.metadata());
    return new Json.Obj(members);
  }

  private static Json time(@Nullable Instant time) {
    return time == null ? new Json.Null() : new Json.Str(TIME.format(time));
  }

  private static Json sentences(@Nullable List<Sentence> sentences) {
    if (sentences == null) {
      return new Json.Null();
    }
    return new Json.Arr(sentences.stream().map(StoredText::sentence).toList());
  }

  private static Json sentence(Sentence sentence) {
    var words = sentence.words().stream().<Json>map(Json.Str::new).toList();
    return Json.EMPTY
        .with("sentence", new Json.Str(sentence.sentence()))
        .with("words", new Json.Arr(words));
  }
}
