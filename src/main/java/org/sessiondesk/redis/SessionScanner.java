package org.sessiondesk.redis;

import java.time.LocalDate;
import java.time.Month;
import java.time.Year;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.session.SessionFields;

/**
 * Reads the stored values of plain sessions, as nearly all are, in one go from bytes to fields. It
 * is stricter than {@link SessionDecoder}: what it takes, that takes with the same outcome; about
 * what it does not take, that decides. Not safe for several threads.
 */
final class SessionScanner {
  private static final byte[] HEX = new byte[256];
  private static final boolean[] PLAIN = new boolean[256];

  static {
    for (int i = 0; i < 256; i++) {
      HEX[i] = (byte) (i < 128 ? Character.digit(i, 16) : -1);
      PLAIN[i] = i >= ' ' && i < 0x80 && i != '"' && i != '\\';
    }
  }

  /**
   * Says that the value is not of the plain kind. Without a stack trace: there may be a million.
   */
  private static final class NotPlain extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotPlain() {
      super("not plain", null, false, false);
    }
  }

  private final SessionKeys keys;
  private final SessionFields fields = new SessionFields();
  private byte[] json = {};
  private int at;

  SessionScanner(SessionKeys keys) {
    this.keys = keys;
  }

  /**
   * The fields of the session that {@code value} is, valid until the next call, or null where it is
   * not of the plain kind.
   */
  @Nullable SessionFields scan(byte[] key, byte[] value) {
    fields.clear();
    if (!keys.owns(key) || !id(key, keys.prefixLength())) {
      return null;
    }
    json = value;
    at = 0;
    try {
      object();
    } catch (NotPlain e) {
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
      int digit = c >= 'A' && c <= 'F' ? -1 : HEX[c & 0xFF];
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

  // ---- the object
  // --------------------------------------------------------------------------------

  private void object() {
    skipSpace();
    open('{');
    int seen = 0;
    if (peek() == '}') {
      at++;
    } else {
      do {
        seen = field(seen);
      } while (goesOn('}'));
    }
    skipSpace();
    if (at != json.length) {
      throw new NotPlain();
    }
  }

  /** Reads a field; one that has been seen before is for the decoder. */
  private int field(int seen) {
    expect('"');
    int from = at;
    while ((peek() >= 'a' && peek() <= 'z') || peek() == '_') {
      at++;
    }
    var field = WireField.of(json, from, at);
    open('"');
    open(':');
    if (field == null) {
      skipScalar();
      return seen;
    }
    int bit = field.bit();
    if ((seen & bit) != 0) {
      throw new NotPlain();
    }
    switch (field) {
      case SESSION_ID -> skipString();
      case TEXT -> fields.text(string());
      case VOICE -> fields.voice(uncasedString());
      case NAME -> {
        if (!isNull()) {
          fields.name(string());
        }
      }
      case PERSISTENT -> skipScalar();
      case CREATED_AT -> fields.created(time());
      case EXPIRES_AT -> {
        if (!isNull()) {
          fields.expires(time());
        }
      }
      case SENTENCES -> {
        if (!isNull()) {
          sentences();
        }
      }
      case METADATA -> {
        if (!isNull()) {
          metadata();
        }
      }
    }
    return seen | bit;
  }

  private void metadata() {
    open('{');
    if (peek() == '}') {
      at++;
      return;
    }
    do {
      long key = uncasedString();
      for (int i = 0; i < fields.members(); i++) {
        if (fields.same(key, fields.key(i))) {
          throw new NotPlain();
        }
      }
      skipSpace();
      open(':');
      fields.member(key, peek() == '"' ? string() : literal());
    } while (goesOn('}'));
  }

  private void sentences() {
    fields.segmented();
    open('[');
    if (peek() == ']') {
      at++;
      return;
    }
    do {
      sentence();
    } while (goesOn(']'));
  }

  /** A sentence as we and the services write it: first the sentence, then its words. */
  private void sentence() {
    open('{');
    key("sentence");
    skipString();
    if (!goesOn('}')) {
      return;
    }
    key("words");
    open('[');
    if (peek() == ']') {
      at++;
    } else {
      do {
        skipString();
      } while (goesOn(']'));
    }
    if (goesOn('}')) {
      throw new NotPlain();
    }
  }

  private void key(String name) {
    expect('"');
    word(name);
    open('"');
    open(':');
  }

  // ---- texts
  // -------------------------------------------------------------------------------------

  /** A text whose letters beyond ASCII have no case: it may be left out of the packed row. */
  private long uncasedString() {
    boolean before = fields.cased();
    long slice = string();
    if (!before && fields.cased()) {
      throw new NotPlain();
    }
    return slice;
  }

  private long string() {
    expect('"');
    int mark = fields.mark();
    while (true) {
      int run = at;
      while (at < json.length && PLAIN[json[at] & 0xFF]) {
        at++;
      }
      if (at > run) {
        fields.append(json, run, at);
      }
      int c = peek();
      if (c == '"') {
        at++;
        return fields.slice(mark);
      }
      fields.append(c == '\\' ? escape() : sequence());
    }
  }

  private void skipString() {
    expect('"');
    while (true) {
      while (at < json.length && PLAIN[json[at] & 0xFF]) {
        at++;
      }
      int c = peek();
      if (c == '"') {
        at++;
        return;
      }
      var _ = c == '\\' ? escape() : sequence();
    }
  }

  /** The character that the escape here stands for. */
  private int escape() {
    at++;
    int c = peek();
    at++;
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> {
        int unit = unit();
        if (unit < Character.MIN_SURROGATE || unit > Character.MAX_SURROGATE) {
          yield unit;
        }
        expect('\\');
        expect('u');
        int next = unit();
        if (!Character.isSurrogatePair((char) unit, (char) next)) {
          throw new NotPlain();
        }
        yield Character.toCodePoint((char) unit, (char) next);
      }
      default -> throw new NotPlain();
    };
  }

  private int unit() {
    if (at + 4 > json.length) {
      throw new NotPlain();
    }
    int unit =
        HEX[json[at] & 0xFF] << 12
            | HEX[json[at + 1] & 0xFF] << 8
            | HEX[json[at + 2] & 0xFF] << 4
            | HEX[json[at + 3] & 0xFF];
    if (unit < 0) {
      throw new NotPlain();
    }
    at += 4;
    return unit;
  }

  /** The character whose UTF-8 begins here. */
  private int sequence() {
    if (at == json.length || json[at] >= 0) {
      throw new NotPlain(); // The end, or a control character.
    }
    int length = Utf8.sequenceLength(json, at);
    if (length == 0) {
      throw new NotPlain();
    }
    int point = json[at] & (0xFF >> (length + 1));
    for (int i = 1; i < length; i++) {
      point = point << 6 | (json[at + i] & 0x3F);
    }
    at += length;
    return point;
  }

  // ---- numbers, literals, times
  // ------------------------------------------------------------------

  private void skipScalar() {
    if (peek() == '"') {
      skipString();
    } else {
      scalar();
    }
  }

  /** A number, true, false or null as it is written. */
  private long literal() {
    int from = at;
    scalar();
    int mark = fields.mark();
    fields.append(json, from, at);
    return fields.slice(mark);
  }

  private void scalar() {
    switch (peek()) {
      case 't' -> word("true");
      case 'f' -> word("false");
      case 'n' -> word("null");
      default -> number();
    }
  }

  private boolean isNull() {
    if (peek() != 'n') {
      return false;
    }
    word("null");
    return true;
  }

  private void word(String word) {
    for (int i = 0; i < word.length(); i++) {
      expect(word.charAt(i));
    }
  }

  /** RFC 8259, section 6. */
  private void number() {
    if (peek() == '-') {
      at++;
    }
    if (peek() == '0') {
      at++;
    } else {
      digits();
    }
    if (peek() == '.') {
      at++;
      digits();
    }
    if (peek() == 'e' || peek() == 'E') {
      at++;
      if (peek() == '+' || peek() == '-') {
        at++;
      }
      digits();
    }
  }

  private void digits() {
    int from = at;
    while (peek() >= '0' && peek() <= '9') {
      at++;
    }
    if (at == from) {
      throw new NotPlain();
    }
  }

  /** A time as Python writes it, in UTC, in microseconds since 1970. */
  private long time() {
    expect('"');
    int year = digits(4);
    expect('-');
    int month = digits(2);
    expect('-');
    int day = digits(2);
    if (peek() != ' ') {
      expect('T');
    } else {
      at++;
    }
    int hour = digits(2);
    expect(':');
    int minute = digits(2);
    expect(':');
    int second = digits(2);
    int micro = 0;
    if (peek() == '.') {
      at++;
      micro = digits(6);
    }
    expect('"');
    if (year < 1
        || month < 1
        || month > 12
        || day < 1
        || day > Month.of(month).length(Year.isLeap(year))
        || hour > 23
        || minute > 59
        || second > 59) {
      throw new NotPlain();
    }
    long days = LocalDate.of(year, month, day).toEpochDay();
    return (((days * 24 + hour) * 60 + minute) * 60 + second) * 1_000_000 + micro;
  }

  private int digits(int count) {
    int value = 0;
    for (int i = 0; i < count; i++) {
      int c = peek();
      if (c < '0' || c > '9') {
        throw new NotPlain();
      }
      value = value * 10 + (c - '0');
      at++;
    }
    return value;
  }

  // ---- what stands between
  // -----------------------------------------------------------------------

  /** Whether a comma follows, and not {@code end}, which is passed over. */
  private boolean goesOn(char end) {
    skipSpace();
    int c = peek();
    at++;
    if (c == ',') {
      skipSpace();
      return true;
    }
    if (c != end) {
      throw new NotPlain();
    }
    return false;
  }

  /** Passes over {@code c} and the space behind it. */
  private void open(char c) {
    expect(c);
    skipSpace();
  }

  private void expect(char c) {
    if (peek() != c) {
      throw new NotPlain();
    }
    at++;
  }

  private void skipSpace() {
    while (peek() == ' ' || peek() == '\n' || peek() == '\r' || peek() == '\t') {
      at++;
    }
  }

  /** The next byte, or -1 at the end; bytes beyond ASCII are negative as well. */
  private int peek() {
    return at < json.length ? json[at] : -1;
  }
}
