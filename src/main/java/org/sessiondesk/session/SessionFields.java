package org.sessiondesk.session;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The fields of one persistent session as they were read, without an object for each: its texts are
 * slices of one array, in UTF-8. Filled by a store, read by who packs it, and then filled again
 * with the next session. Not safe for several threads.
 *
 * <p>It holds sessions of the plain kind only: the id is a UUID in its canonical form, no text has
 * half of a surrogate pair, the metadata is an object or null and its values are no objects and no
 * arrays. What is not of that kind is read as a {@link StoredEntry}.
 */
public final class SessionFields {

  /** The deadline of a session that has none stored with it. */
  public static final long NO_TIME = Long.MIN_VALUE;

  /** No slice: the session has no name. */
  public static final long NONE = -1;

  private byte[] bytes = new byte[2_048];
  private int size;
  private boolean cased;
  private long idHigh;
  private long idLow;
  private long text;
  private long voice;
  private long name;
  private long created;
  private long expires;
  private boolean segmented;
  private long[] members = new long[16];
  private int memberCount;

  // ---- filling
  // -----------------------------------------------------------------------------------

  /** Forgets everything. */
  public void clear() {
    size = 0;
    cased = false;
    idHigh = 0;
    idLow = 0;
    text = NONE;
    voice = NONE;
    name = NONE;
    created = NO_TIME;
    expires = NO_TIME;
    segmented = false;
    memberCount = 0;
  }

  /** Where the next text begins. */
  public int mark() {
    return size;
  }

  /** Appends bytes, which are ASCII, to the text that is being read. */
  public void append(byte[] source, int from, int to) {
    int length = to - from;
    System.arraycopy(source, from, room(length), size, length);
    size += length;
  }

  /**
   * The array that texts are appended to, with room for {@code more} bytes from {@link #mark} on,
   * for {@link #appended}. Valid until something else is appended.
   */
  public byte[] room(int more) {
    if (size + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
    }
    return bytes;
  }

  /**
   * What was written into {@link #room} is part of the text that is being read: ASCII and the UTF-8
   * of characters that {@link #isUncased}.
   *
   * @param mark where the next text begins
   */
  public void appended(int mark) {
    size = mark;
  }

  /**
   * Appends a character to the text that is being read.
   *
   * @param point a code point; no surrogate
   */
  public void append(int point) {
    room(4);
    if (point < 0x80) {
      bytes[size++] = (byte) point;
      return;
    }
    cased |= hasCase(point);
    if (point < 0x800) {
      bytes[size++] = (byte) (0xC0 | point >> 6);
    } else {
      if (point < 0x10000) {
        bytes[size++] = (byte) (0xE0 | point >> 12);
      } else {
        bytes[size++] = (byte) (0xF0 | point >> 18);
        bytes[size++] = (byte) (0x80 | (point >> 12 & 0x3F));
      }
      bytes[size++] = (byte) (0x80 | (point >> 6 & 0x3F));
    }
    bytes[size++] = (byte) (0x80 | (point & 0x3F));
  }

  /** The slice of what was appended since {@code mark}. */
  public long slice(int mark) {
    return (long) mark << 32 | size;
  }

  /** The id's 128 bits. */
  public void id(long high, long low) {
    idHigh = high;
    idLow = low;
  }

  /** The text, a slice. */
  public void text(long slice) {
    text = slice;
  }

  /** The voice, a slice. */
  public void voice(long slice) {
    voice = slice;
  }

  /** The name, a slice. */
  public void name(long slice) {
    name = slice;
  }

  /** When it was created, in microseconds since 1970. */
  public void created(long micros) {
    created = micros;
  }

  /** Its deadline, in microseconds since 1970. */
  public void expires(long micros) {
    expires = micros;
  }

  /** It has its sentences. */
  public void segmented() {
    segmented = true;
  }

  /** One more member of the metadata: the slices of its key and of its value as people read it. */
  public void member(long key, long value) {
    if (2 * memberCount == members.length) {
      members = Arrays.copyOf(members, members.length * 2);
    }
    members[2 * memberCount] = key;
    members[2 * memberCount + 1] = value;
    memberCount++;
  }

  // ---- reading
  // -----------------------------------------------------------------------------------

  /** The array that all slices are of. Not to be changed or kept. */
  public byte[] bytes() {
    return bytes;
  }

  /** Where a slice begins. */
  public static int from(long slice) {
    return (int) (slice >>> 32);
  }

  /** Where a slice ends. */
  public static int to(long slice) {
    return (int) slice;
  }

  /** What a slice says. */
  public String string(long slice) {
    return new String(bytes, from(slice), to(slice) - from(slice), StandardCharsets.UTF_8);
  }

  /** Whether the bytes of two slices are the same. */
  public boolean same(long slice, long other) {
    return Arrays.equals(bytes, from(slice), to(slice), bytes, from(other), to(other));
  }

  /** Whether some letter beyond ASCII that was appended has an upper and a lower case. */
  public boolean cased() {
    return cased;
  }

  /** The upper half of the id. */
  public long idHigh() {
    return idHigh;
  }

  /** The lower half of the id. */
  public long idLow() {
    return idLow;
  }

  /** The text's slice; {@link #NONE} only until it is filled. */
  public long text() {
    return text;
  }

  /** The voice's slice; {@link #NONE} only until it is filled. */
  public long voice() {
    return voice;
  }

  /** The name's slice, or {@link #NONE}. */
  public long name() {
    return name;
  }

  /** When it was created, in microseconds since 1970; {@link #NO_TIME} only until it is filled. */
  public long created() {
    return created;
  }

  /** The deadline that was stored with it, in microseconds since 1970, or {@link #NO_TIME}. */
  public long expires() {
    return expires;
  }

  /** Whether it has its sentences. */
  public boolean isSegmented() {
    return segmented;
  }

  /** How many members its metadata has. */
  public int members() {
    return memberCount;
  }

  /** The slice of a member's key. */
  public long key(int member) {
    return members[2 * member];
  }

  /** The slice of a member's value. */
  public long value(int member) {
    return members[2 * member + 1];
  }

  /**
   * Whether {@code point} is one of those that take three bytes in UTF-8, are no surrogates and
   * have no case: Han, Kana, and punctuation, such as nearly all of a Chinese text.
   */
  public static boolean isUncased(int point) {
    return (point >= 0x2E80 && point < 0xA640)
        || (point >= 0xFF00 && point <= 0xFF20)
        || (point >= 0x2000 && point < 0x2070);
  }

  /** Whether {@code point}, which is not ASCII, has an upper and a lower case. */
  public static boolean hasCase(int point) {
    return !isUncased(point)
        && (Character.toLowerCase(point) != point || Character.toUpperCase(point) != point);
  }
}
