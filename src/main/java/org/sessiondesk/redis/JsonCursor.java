package org.sessiondesk.redis;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.time.LocalDate;
import java.time.Month;
import java.time.Year;
import java.util.Arrays;
import org.sessiondesk.session.SessionFields;

/**
 * Goes through JSON from byte to byte, in UTF-8, and takes nothing that RFC 8259 forbids. Not safe
 * for several threads.
 */
final class JsonCursor {
  private static final byte[] HEX = new byte[256];
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101_0101_0101_0101L;
  private static final long HIGH_BITS = 0x8080_8080_8080_8080L;

  /** A backslash and a u, as they are read together with the six bytes that follow. */
  private static final int ESCAPE = 0x755C;

  static {
    for (int i = 0; i < 256; i++) {
      HEX[i] = (byte) (i < 128 ? Character.digit(i, 16) : -1);
    }
  }

  /** Something else stands there. Without a stack trace: there may be a million of them. */
  static final class Unexpected extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unexpected() {
      super("something else", null, false, false);
    }
  }

  private byte[] json = {};
  private int at;
  private int end;

  /** Goes to the beginning of what stands in {@code bytes} between {@code from} and {@code to}. */
  void begin(byte[] bytes, int from, int to) {
    json = bytes;
    at = from;
    end = to;
    skipSpace();
  }

  /** Nothing but white space follows. */
  void end() {
    skipSpace();
    if (at != end) {
      throw new Unexpected();
    }
  }

  /**
   * Passes over a key and its colon, if that is what stands here.
   *
   * @param key in its quotes and with its colon
   */
  boolean isKey(byte[] key) {
    int to = at + key.length;
    if (to > end || !Arrays.equals(json, at, to, key, 0, key.length)) {
      return false;
    }
    at = to;
    skipSpace();
    return true;
  }

  /**
   * Passes over a key and its colon.
   *
   * @return its place among {@code keys}, or -1; it may have lower-case letters and underscores
   */
  int key(byte[][] keys) {
    expect('"');
    int from = at;
    while ((peek() >= 'a' && peek() <= 'z') || peek() == '_') {
      at++;
    }
    int to = at;
    open('"');
    open(':');
    for (int i = 0; i < keys.length; i++) {
      if (Arrays.equals(keys[i], 0, keys[i].length, json, from, to)) {
        return i;
      }
    }
    return -1;
  }

  /** Passes over the key that must stand here, and its colon. */
  void key(String name) {
    expect('"');
    word(name);
    open('"');
    open(':');
  }

  /** The value of a hexadecimal digit, or negative where it is none. */
  static int digit(byte hex) {
    return HEX[hex & 0xFF];
  }

  // ---- texts
  // -------------------------------------------------------------------------------------

  /** The text that begins here, appended to {@code fields}: its slice. */
  long string(SessionFields fields) {
    expect('"');
    int mark = fields.mark();
    while (!run(fields)) {
      fields.append(peek() == '\\' ? escape() : sequence());
    }
    return fields.slice(mark);
  }

  /**
   * Appends plain ASCII and escaped Han, Kana and punctuation, of which nearly all texts consist
   * and which never take more room than here. One loop that works on locals only.
   *
   * @return whether the text has ended; else something else stands here
   */
  private boolean run(SessionFields fields) {
    var in = json;
    int to = end;
    int i = at;
    var out = fields.room(to - i + Long.BYTES);
    int size = fields.mark();
    while (i + Long.BYTES <= to) {
      long eight = (long) LONG.get(in, i);
      if ((char) eight == ESCAPE) {
        int unit = unit(eight);
        if (!SessionFields.isUncased(unit)) {
          break;
        }
        out[size] = (byte) (0xE0 | unit >> 12);
        out[size + 1] = (byte) (0x80 | (unit >> 6 & 0x3F));
        out[size + 2] = (byte) (0x80 | (unit & 0x3F));
        size += 3;
        i += 6;
        continue;
      }
      // More than is plain may be written: what comes next is written over it.
      LONG.set(out, size, eight);
      long others = others(eight);
      int plain = others == 0 ? Long.BYTES : Long.numberOfTrailingZeros(others) >>> 3;
      size += plain;
      i += plain;
      if (plain < Long.BYTES && in[i] != '\\') {
        break;
      }
      if (plain == 0) {
        break; // Another escape.
      }
    }
    while (i < to && isPlain(in[i])) {
      out[size++] = in[i++];
    }
    fields.appended(size);
    boolean ended = i < to && in[i] == '"';
    at = ended ? i + 1 : i;
    return ended;
  }

  /** The unit behind a backslash and a u, or negative where these are no four digits. */
  private static int unit(long eight) {
    return HEX[(int) (eight >>> 16) & 0xFF] << 12
        | HEX[(int) (eight >>> 24) & 0xFF] << 8
        | HEX[(int) (eight >>> 32) & 0xFF] << 4
        | HEX[(int) (eight >>> 40) & 0xFF];
  }

  private static boolean isPlain(byte c) {
    return c >= ' ' && c != '"' && c != '\\';
  }

  /**
   * The high bits of those of eight bytes that are not plain: quotes, backslashes, control
   * characters and all beyond ASCII. The lowest of them is exact, those above it may be wrong.
   */
  private static long others(long eight) {
    long quotes = eight ^ '"' * ONES;
    long slashes = eight ^ '\\' * ONES;
    return (((quotes - ONES) & ~quotes)
            | ((slashes - ONES) & ~slashes)
            | ((eight - ' ' * ONES) & ~eight)
            | eight)
        & HIGH_BITS;
  }

  /** Passes over a text. */
  void skipString() {
    expect('"');
    while (true) {
      long others = 0;
      while (at + Long.BYTES <= end && (others = others((long) LONG.get(json, at))) == 0) {
        at += Long.BYTES;
      }
      at += others == 0 ? 0 : Long.numberOfTrailingZeros(others) >>> 3;
      while (at < end && isPlain(json[at])) {
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
          throw new Unexpected();
        }
        yield Character.toCodePoint((char) unit, (char) next);
      }
      default -> throw new Unexpected();
    };
  }

  private int unit() {
    if (at + 4 > end) {
      throw new Unexpected();
    }
    int unit =
        HEX[json[at] & 0xFF] << 12
            | HEX[json[at + 1] & 0xFF] << 8
            | HEX[json[at + 2] & 0xFF] << 4
            | HEX[json[at + 3] & 0xFF];
    if (unit < 0) {
      throw new Unexpected();
    }
    at += 4;
    return unit;
  }

  /** The character whose UTF-8 begins here. */
  private int sequence() {
    if (at == end || json[at] >= 0) {
      throw new Unexpected(); // The end, or a control character.
    }
    int length = Utf8.sequenceLength(json, at, end);
    if (length == 0) {
      throw new Unexpected();
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

  /** Passes over a text, a number, true, false or null. */
  void skipScalar() {
    if (peek() == '"') {
      skipString();
    } else {
      scalar();
    }
  }

  /** A number, true, false or null as it is written, appended to {@code fields}. */
  long literal(SessionFields fields) {
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

  /** Whether it is null, which is passed over. */
  boolean isNull() {
    if (peek() != 'n') {
      return false;
    }
    word("null");
    return true;
  }

  /** Passes over exactly this. */
  void word(String word) {
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
      throw new Unexpected();
    }
  }

  /** A time as Python writes it, in UTC, in microseconds since 1970. */
  long time() {
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
      throw new Unexpected();
    }
    return (((days(year, month, day) * 24 + hour) * 60 + minute) * 60 + second) * 1_000_000 + micro;
  }

  /**
   * Days since 1970 in the Gregorian calendar, as {@link LocalDate#toEpochDay}, without the object:
   * of years that begin in March, so that a leap day is the last of its year.
   */
  private static long days(int year, int month, int day) {
    int marches = month > 2 ? year : year - 1;
    int sinceMarch = (month + 9) % 12;
    return 365L * marches
        + marches / 4
        - marches / 100
        + marches / 400
        + (153 * sinceMarch + 2) / 5
        + day
        - 719_469;
  }

  private int digits(int count) {
    int value = 0;
    for (int i = 0; i < count; i++) {
      int c = peek();
      if (c < '0' || c > '9') {
        throw new Unexpected();
      }
      value = value * 10 + (c - '0');
      at++;
    }
    return value;
  }

  // ---- what stands between
  // -----------------------------------------------------------------------

  /** Whether a comma follows, and not {@code end}, which is passed over. */
  boolean goesOn(char end) {
    skipSpace();
    int c = peek();
    at++;
    if (c == ',') {
      skipSpace();
      return true;
    }
    if (c != end) {
      throw new Unexpected();
    }
    return false;
  }

  /** Whether {@code c} stands here, which is passed over. */
  boolean isAt(char c) {
    boolean there = peek() == c;
    at += there ? 1 : 0;
    return there;
  }

  /** Passes over {@code c} and the space behind it. */
  void open(char c) {
    expect(c);
    skipSpace();
  }

  /** Passes over {@code c}. */
  void expect(char c) {
    if (peek() != c) {
      throw new Unexpected();
    }
    at++;
  }

  /** Passes over white space. */
  void skipSpace() {
    while (at < end && json[at] <= ' ' && isSpace(json[at])) {
      at++;
    }
  }

  private static boolean isSpace(byte c) {
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
  }

  /** The next byte, or -1 at the end; bytes beyond ASCII are negative as well. */
  int peek() {
    return at < end ? json[at] : -1;
  }
}
