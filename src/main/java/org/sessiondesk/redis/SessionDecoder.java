package org.sessiondesk.redis;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.json.JsonTokens;
import org.sessiondesk.session.Json;
import org.sessiondesk.session.Revision;
import org.sessiondesk.session.Sentence;
import org.sessiondesk.session.Session;
import org.sessiondesk.session.SessionId;
import org.sessiondesk.session.StoredEntry;
import org.sessiondesk.session.StoredSession;
import org.sessiondesk.session.UnreadableEntry;
import org.sessiondesk.session.UnreadableReason;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;

/** Reads stored values, straight from their bytes into a session, without a tree in between. */
final class SessionDecoder {
  private final JsonFactory factory;
  private final SharedStrings voices = new SharedStrings();

  SessionDecoder(JsonFactory factory) {
    this.factory = factory;
  }

  /** See {@link SessionJson#decode}. */
  StoredEntry decode(SessionId id, byte[] value) {
    var revision = Revision.of(value);
    try {
      checkBytes(value);
      return new StoredSession(read(id, value), revision);
    } catch (Unreadable e) {
      return new UnreadableEntry(id, e.reason, e.detail, revision);
    } catch (StreamConstraintsException e) {
      return new UnreadableEntry(
          id, UnreadableReason.TOO_DEEP, "nests more than " + JsonTokens.DEEPEST, revision);
    } catch (JacksonException e) {
      var place = e.getLocation();
      var detail = "not JSON" + (place == null ? "" : " at byte " + place.getByteOffset());
      return new UnreadableEntry(id, UnreadableReason.NOT_JSON, detail, revision);
    }
  }

  private static void checkBytes(byte[] value) {
    int fault = Utf8.firstFault(value);
    if (fault >= 0) {
      throw new Unreadable(UnreadableReason.NOT_UTF8, "not UTF-8 at byte " + fault);
    }
    if (value.length >= 3 && value[0] == (byte) 0xEF && value[1] == (byte) 0xBB) {
      throw new Unreadable(UnreadableReason.NOT_JSON, "begins with a byte order mark");
    }
    // Jackson would take zero bytes at the start for UTF-16 or UTF-32.
    for (int i = 0; i < Math.min(4, value.length); i++) {
      if (value[i] == 0) {
        throw new Unreadable(UnreadableReason.NOT_JSON, "not JSON at byte " + i);
      }
    }
  }

  private Session read(SessionId id, byte[] value) {
    try (var parser = factory.createParser(ObjectReadContext.empty(), value)) {
      var first = parser.nextToken();
      if (first == null) {
        throw new Unreadable(UnreadableReason.NOT_JSON, "empty");
      }
      var fields = new Fields(parser, voices);
      if (first == JsonToken.START_OBJECT) {
        fields.read();
      } else {
        parser.skipChildren();
        parser.finishToken();
      }
      if (parser.nextToken() != null) {
        throw new Unreadable(UnreadableReason.NOT_JSON, "more follows the value");
      }
      if (first != JsonToken.START_OBJECT) {
        throw new Unreadable(UnreadableReason.NOT_AN_OBJECT, "no object, but " + first);
      }
      return fields.session(id);
    }
  }

  /** The fields read so far. A key that comes twice counts with its last value, as in Python. */
  private static final class Fields {
    private final JsonParser parser;
    private final SharedStrings voices;
    private @Nullable String text;
    private @Nullable String voice;
    private @Nullable String name;
    private @Nullable Instant createdAt;
    private @Nullable Instant expiresAt;
    private @Nullable List<Sentence> sentences;
    private Json metadata = Json.EMPTY;

    /**
     * The faulty fields; raised at the end, since what follows may not even be JSON, or may name
     * the field again.
     */
    private final Map<WireField, Unreadable> faults = new EnumMap<>(WireField.class);

    Fields(JsonParser parser, SharedStrings voices) {
      this.parser = parser;
      this.voices = voices;
    }

    void read() {
      for (var key = parser.nextName(); key != null; key = parser.nextName()) {
        parser.nextToken();
        var field = WireField.of(key);
        if (field == null) {
          skip();
        } else {
          readField(field);
        }
      }
    }

    private void readField(WireField field) {
      if (!faults.isEmpty()) {
        faults.remove(field);
      }
      switch (field) {
        case SESSION_ID -> string(field);
        case TEXT -> text = string(field);
        case VOICE -> {
          var read = string(field);
          voice = read == null ? null : voices.of(read);
        }
        case NAME -> name = stringOrNull(field);
        case PERSISTENT -> skip(); // What is stored in Redis is persistent, whatever it says.
        case CREATED_AT -> createdAt = time(field, string(field));
        case EXPIRES_AT -> expiresAt = time(field, stringOrNull(field));
        case SENTENCES -> sentences = sentences();
        case METADATA -> metadata = JsonTokens.read(parser);
      }
    }

    private void skip() {
      parser.skipChildren();
    }

    private @Nullable String string(WireField field) {
      if (parser.currentToken() == JsonToken.VALUE_STRING) {
        return parser.getString();
      }
      wrongType(field);
      return null;
    }

    private @Nullable String stringOrNull(WireField field) {
      return parser.currentToken() == JsonToken.VALUE_NULL ? null : string(field);
    }

    private @Nullable Instant time(WireField field, @Nullable String read) {
      if (read == null) {
        return null;
      }
      var time = WireTime.parse(read);
      if (time == null) {
        fail(field, UnreadableReason.NOT_A_TIME, field.key() + " is no time");
      }
      return time;
    }

    private @Nullable List<Sentence> sentences() {
      if (parser.currentToken() == JsonToken.VALUE_NULL) {
        return null;
      }
      if (parser.currentToken() != JsonToken.START_ARRAY) {
        wrongType(WireField.SENTENCES);
        return null;
      }
      var read = new ArrayList<Sentence>();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        if (parser.currentToken() == JsonToken.START_OBJECT) {
          read.add(sentence());
        } else {
          wrongType(WireField.SENTENCES);
        }
      }
      return read;
    }

    private Sentence sentence() {
      String sentence = null;
      var words = List.<String>of();
      for (var key = parser.nextName(); key != null; key = parser.nextName()) {
        parser.nextToken();
        switch (key) {
          case "sentence" -> sentence = string(WireField.SENTENCES);
          case "words" -> words = words();
          default -> skip();
        }
      }
      if (sentence == null) {
        fail(
            WireField.SENTENCES,
            UnreadableReason.FIELD_OF_WRONG_TYPE,
            "sentences holds one without its text");
        return new Sentence("", words);
      }
      return new Sentence(sentence, words);
    }

    private List<String> words() {
      if (parser.currentToken() != JsonToken.START_ARRAY) {
        wrongType(WireField.SENTENCES);
        return List.of();
      }
      var read = new ArrayList<String>();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        var word = string(WireField.SENTENCES);
        if (word != null) {
          read.add(word);
        }
      }
      return read;
    }

    private void wrongType(WireField field) {
      fail(
          field,
          UnreadableReason.FIELD_OF_WRONG_TYPE,
          field.key() + " is or holds " + parser.currentToken());
      skip();
    }

    private void fail(WireField field, UnreadableReason reason, String detail) {
      faults.putIfAbsent(field, new Unreadable(reason, detail));
    }

    Session session(SessionId id) {
      if (!faults.isEmpty()) {
        throw faults.values().iterator().next();
      }
      return new Session(
          id,
          required(text, WireField.TEXT),
          required(voice, WireField.VOICE),
          name,
          true,
          required(createdAt, WireField.CREATED_AT),
          expiresAt,
          sentences,
          metadata,
          false);
    }

    private static <T> T required(@Nullable T value, WireField field) {
      if (value == null) {
        throw new Unreadable(UnreadableReason.FIELD_MISSING, "no " + field.key());
      }
      return value;
    }
  }

  /** Why a value is no session. Without a stack trace: there may be a million such values. */
  private static final class Unreadable extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final UnreadableReason reason;
    private final String detail;

    Unreadable(UnreadableReason reason, String detail) {
      super(detail, null, false, false);
      this.reason = reason;
      this.detail = detail;
    }
  }
}
