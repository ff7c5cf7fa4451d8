package org.sessiondesk.redis;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.json.JsonPrinter;
import org.sessiondesk.session.Json;
import org.sessiondesk.session.Sentence;
import org.sessiondesk.session.Session;

/** Writes sessions, and single fields of them, as Python's {@code json.dumps} does. */
final class SessionEncoder {
  private SessionEncoder() {}

  /** See {@link SessionJson#encode}. */
  static byte[] encode(Session session) {
    if (!session.persistent()) {
      throw new IllegalArgumentException("a temporary session is not stored in Redis");
    }
    var out = JsonPrinter.ascii();
    boolean first = true;
    for (var field : WireField.values()) {
      if (field != WireField.NAME || session.name() != null) {
        out.raw(first ? "{\"" : ", \"").raw(field.key()).raw("\": ");
        append(out, field, session);
        first = false;
      }
    }
    return out.raw("}").toString().getBytes(StandardCharsets.US_ASCII);
  }

  /** The value of one field, as it stands after its colon; ASCII. */
  static String value(WireField field, Session session) {
    var out = JsonPrinter.ascii();
    append(out, field, session);
    return out.toString();
  }

  private static void append(JsonPrinter out, WireField field, Session session) {
    switch (field) {
      case SESSION_ID -> out.string(session.id().value());
      case TEXT -> out.string(session.text());
      case VOICE -> out.string(session.voice());
      case NAME -> appendString(out, session.name());
      case PERSISTENT -> out.raw("true");
      case CREATED_AT -> out.string(WireTime.format(session.createdAt()));
      case EXPIRES_AT -> appendTime(out, session.expiresAt());
      case SENTENCES -> appendSentences(out, session.sentences());
      case METADATA -> appendMetadata(out, session.metadata());
    }
  }

  private static void appendString(JsonPrinter out, @Nullable String text) {
    if (text == null) {
      out.raw("null");
    } else {
      out.string(text);
    }
  }

  private static void appendTime(JsonPrinter out, @Nullable Instant time) {
    appendString(out, time == null ? null : WireTime.format(time));
  }

  private static void appendSentences(JsonPrinter out, @Nullable List<Sentence> sentences) {
    if (sentences == null) {
      out.raw("null");
      return;
    }
    out.raw("[");
    var between = "";
    for (var sentence : sentences) {
      out.raw(between).raw("{\"sentence\": ").string(sentence.sentence()).raw(", \"words\": [");
      var beforeWord = "";
      for (var word : sentence.words()) {
        out.raw(beforeWord).string(word);
        beforeWord = ", ";
      }
      out.raw("]}");
      between = ", ";
    }
    out.raw("]");
  }

  /** Python's reader wants an object: null, which some old values hold, is never written. */
  private static void appendMetadata(JsonPrinter out, Json metadata) {
    out.value(metadata instanceof Json.Null ? Json.EMPTY : metadata);
  }
}
