package org.sessiondesk.redis;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.session.SessionFields;

/**
 * Reads the stored values of plain sessions, as nearly all are, in one go from bytes to fields. It
 * is stricter than {@link SessionDecoder}: what it takes, that takes with the same outcome; about
 * what it does not take, that decides. Not safe for several threads.
 */
final class SessionScanner {
  private static final WireField[] FIELDS = WireField.values();
  private static final byte[][] KEYS = new byte[FIELDS.length][];
  private static final byte[][] QUOTED = new byte[FIELDS.length][];

  static {
    for (int i = 0; i < FIELDS.length; i++) {
      KEYS[i] = FIELDS[i].key().getBytes(StandardCharsets.US_ASCII);
      QUOTED[i] = ('"' + FIELDS[i].key() + "\":").getBytes(StandardCharsets.US_ASCII);
    }
  }

  private final SessionKeys keys;
  private final SessionFields fields = new SessionFields();
  private final JsonCursor json = new JsonCursor();

  /** The field that came behind each in the last session: most likely it does so again. */
  private final int[] behind = new int[FIELDS.length + 1];

  SessionScanner(SessionKeys keys) {
    this.keys = keys;
  }

  /**
   * The fields of the session whose value stands in {@code bytes} between {@code from} and {@code
   * to}, valid until the next call, or null where it is not of the plain kind.
   */
  @Nullable SessionFields scan(byte[] key, byte[] bytes, int from, int to) {
    fields.clear();
    if (!keys.owns(key) || !id(key, keys.prefixLength())) {
      return null;
    }
    try {
      json.begin(bytes, from, to);
      object();
      json.end();
    } catch (JsonCursor.Unexpected e) {
      return null;
    }
    boolean whole =
        fields.text() != SessionFields.NONE
            && fields.voice() != SessionFields.NONE
            && fields.created() != SessionFields.NO_TIME;
    return whole ? fields : null;
  }

  private boolean id(byte[] key, int from) {
    if (key.length - from != 36) {
      return false;
    }
    long high = 0;
    long low = 0;
    for (int i = 0; i < 36; i++) {
      byte c = key[from + i];
      if (i == 8 || i == 13 || i == 18 || i == 23) {
        if (c != '-') {
          return false;
        }
        continue;
      }
      int digit = c >= 'A' && c <= 'F' ? -1 : JsonCursor.digit(c);
      if (digit < 0) {
        return false;
      }
      if (i < 18) {
        high = high << 4 | digit;
      } else {
        low = low << 4 | digit;
      }
    }
    fields.id(high, low);
    return true;
  }

  private void object() {
    json.open('{');
    if (json.isAt('}')) {
      return;
    }
    int seen = 0;
    int last = FIELDS.length;
    do {
      int place = behind[last];
      if (!json.isKey(QUOTED[place])) {
        place = json.key(KEYS);
        behind[last] = Math.max(0, place);
      }
      last = place < 0 ? last : place;
      if (place < 0) {
        json.skipScalar();
      } else if ((seen & 1 << place) == 0) {
        seen |= 1 << place;
        value(FIELDS[place]);
      } else {
        throw new JsonCursor.Unexpected(); // Twice: the last one counts.
      }
    } while (json.goesOn('}'));
  }

  private void value(WireField field) {
    switch (field) {
      case SESSION_ID -> json.skipString();
      case TEXT -> fields.text(json.string(fields));
      case VOICE -> fields.voice(uncasedString());
      case PERSISTENT -> json.skipScalar();
      case CREATED_AT -> fields.created(json.time());
      case NAME, EXPIRES_AT, SENTENCES, METADATA -> {
        if (!json.isNull()) {
          optional(field);
        }
      }
    }
  }

  private void optional(WireField field) {
    switch (field) {
      case NAME -> fields.name(json.string(fields));
      case EXPIRES_AT -> fields.expires(json.time());
      case SENTENCES -> sentences();
      case METADATA -> metadata();
      default -> throw new IllegalArgumentException("never null: " + field);
    }
  }

  private void metadata() {
    json.open('{');
    if (json.isAt('}')) {
      return;
    }
    do {
      long key = uncasedString();
      for (int i = 0; i < fields.members(); i++) {
        if (fields.same(key, fields.key(i))) {
          throw new JsonCursor.Unexpected();
        }
      }
      json.skipSpace();
      json.open(':');
      fields.member(key, json.peek() == '"' ? json.string(fields) : json.literal(fields));
    } while (json.goesOn('}'));
  }

  private void sentences() {
    fields.segmented();
    json.open('[');
    if (json.isAt(']')) {
      return;
    }
    do {
      sentence();
    } while (json.goesOn(']'));
  }

  /** A sentence as we and the services write it: first the sentence, then its words. */
  private void sentence() {
    json.open('{');
    json.key("sentence");
    json.skipString();
    if (!json.goesOn('}')) {
      return;
    }
    json.key("words");
    json.open('[');
    if (!json.isAt(']')) {
      do {
        json.skipString();
      } while (json.goesOn(']'));
    }
    if (json.goesOn('}')) {
      throw new JsonCursor.Unexpected();
    }
  }

  /** A text whose letters beyond ASCII have no case: it may be left out of the packed row. */
  private long uncasedString() {
    boolean before = fields.cased();
    long slice = json.string(fields);
    if (!before && fields.cased()) {
      throw new JsonCursor.Unexpected();
    }
    return slice;
  }
}
