package org.sessiondesk.transfer;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.session.SessionId;
import org.sessiondesk.session.StoredBytes;

/**
 * Reads {@code {"id":"…","value":"…"}}, as nearly all lines of an archive are, from bytes to bytes.
 * It is stricter than {@link LineParser}: what it takes, that takes with the same outcome; about
 * what it does not take, that decides.
 */
final class PlainLine {
  private static final byte[] BEFORE_ID = "{\"id\":\"".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] BEFORE_VALUE = "\",\"value\":\"".getBytes(StandardCharsets.US_ASCII);

  private PlainLine() {}

  /** What the line holds, or null where it is not of the plain kind. */
  static @Nullable StoredBytes read(byte[] line) {
    int length = line.length;
    if (length < BEFORE_ID.length + BEFORE_VALUE.length + 2
        || line[length - 1] != '}'
        || line[length - 2] != '"'
        || !Arrays.equals(line, 0, BEFORE_ID.length, BEFORE_ID, 0, BEFORE_ID.length)) {
      return null;
    }
    int idEnd = BEFORE_ID.length;
    while (idEnd < length && line[idEnd] >= ' ' && line[idEnd] != '"' && line[idEnd] != '\\') {
      idEnd++;
    }
    int from = idEnd + BEFORE_VALUE.length;
    if (from > length - 2
        || !Arrays.equals(line, idEnd, from, BEFORE_VALUE, 0, BEFORE_VALUE.length)) {
      return null;
    }
    var value = unescape(line, from, length - 2);
    if (value == null) {
      return null;
    }
    var id =
        new String(line, BEFORE_ID.length, idEnd - BEFORE_ID.length, StandardCharsets.US_ASCII);
    return StoredBytes.plain(new SessionId(id), value);
  }

  private static byte @Nullable [] unescape(byte[] line, int from, int end) {
    var value = new byte[end - from];
    int size = 0;
    for (int i = from; i < end; i++) {
      byte b = line[i];
      if (b == '\\') {
        int unescaped = ++i < end ? escaped(line, i) : -1;
        if (unescaped < 0) {
          return null;
        }
        b = (byte) unescaped;
      } else if (b == '"' || (b >= 0 && b < ' ')) {
        return null;
      }
      value[size++] = b;
    }
    var exact = Arrays.copyOf(value, size);
    return Utf8Text.isUtf8(exact) ? exact : null;
  }

  /** What an escape of one letter stands for, or -1 for another one. */
  private static int escaped(byte[] line, int i) {
    return switch (line[i]) {
      case '"', '\\', '/' -> line[i];
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'b' -> '\b';
      case 'f' -> '\f';
      default -> -1;
    };
  }
}
