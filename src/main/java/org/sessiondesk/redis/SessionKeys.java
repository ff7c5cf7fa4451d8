package org.sessiondesk.redis;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.sessiondesk.session.SessionId;

/** Every key name in Redis: a prefix, which is a setting, and a session's id. */
public final class SessionKeys {
  private final byte[] prefix;

  /**
   * The keys that begin with {@code prefix}; may be empty.
   *
   * @throws IllegalArgumentException where it holds half of a surrogate pair
   */
  public SessionKeys(String prefix) {
    this.prefix = bytes(prefix, false);
  }

  /** What every key begins with. A copy. */
  public byte[] prefix() {
    return prefix.clone();
  }

  /**
   * The key of {@code id}.
   *
   * @throws IllegalArgumentException where the id is one that no key can have
   */
  public byte[] key(SessionId id) {
    var name = bytes(id.value(), true);
    var key = Arrays.copyOf(prefix, prefix.length + name.length);
    System.arraycopy(name, 0, key, prefix.length, name.length);
    return key;
  }

  /** Whether a key can have {@code id}; if not, nothing is stored under it. */
  public boolean canName(SessionId id) {
    return id.value()
        .codePoints()
        .allMatch(c -> c < 0xD800 || c > 0xDFFF || (c >= 0xDC80 && c <= 0xDCFF));
  }

  /**
   * The id that {@code key} names. Bytes that are not UTF-8 become U+DC80 to U+DCFF.
   *
   * @throws IllegalArgumentException where it does not begin with the prefix
   */
  public SessionId id(byte[] key) {
    if (!owns(key)) {
      throw new IllegalArgumentException("not a key of ours");
    }
    int i = prefix.length;
    while (i < key.length && key[i] >= 0) {
      i++;
    }
    if (i == key.length) {
      return new SessionId(
          new String(key, prefix.length, key.length - prefix.length, StandardCharsets.ISO_8859_1));
    }
    return new SessionId(decode(key, prefix.length));
  }

  /** Whether {@code key} begins with the prefix. */
  public boolean owns(byte[] key) {
    return key.length >= prefix.length
        && Arrays.equals(key, 0, prefix.length, prefix, 0, prefix.length);
  }

  /** How many bytes the prefix has. */
  int prefixLength() {
    return prefix.length;
  }

  /** The glob pattern, for {@code SCAN … MATCH}, of exactly the keys that begin with the prefix. */
  public byte[] pattern() {
    var out = new ByteArrayOutputStream(prefix.length + 8);
    for (byte b : prefix) {
      if (b == '*' || b == '?' || b == '[' || b == ']' || b == '\\') {
        out.write('\\');
      }
      out.write(b);
    }
    out.write('*');
    return out.toByteArray();
  }

  private static String decode(byte[] bytes, int from) {
    var out = new StringBuilder(bytes.length);
    int i = from;
    while (i < bytes.length) {
      int length = Utf8.sequenceLength(bytes, i);
      if (length == 0) {
        out.append((char) (0xDC00 + (bytes[i] & 0xFF)));
        i++;
      } else {
        out.append(new String(bytes, i, length, StandardCharsets.UTF_8));
        i += length;
      }
    }
    return out.toString();
  }

  private static byte[] bytes(String text, boolean escapes) {
    var out = new ByteArrayOutputStream(text.length() + 16);
    int i = 0;
    while (i < text.length()) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      if (escapes && c >= 0xDC80 && c <= 0xDCFF) {
        out.write(c - 0xDC00);
      } else if (c >= 0xD800 && c <= 0xDFFF) {
        throw new IllegalArgumentException("half of a surrogate pair is no part of a key");
      } else {
        out.writeBytes(Character.toString(c).getBytes(StandardCharsets.UTF_8));
      }
    }
    return out.toByteArray();
  }
}
