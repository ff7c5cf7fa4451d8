package org.sessiondesk.transfer;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.sessiondesk.session.StoredBytes;

/**
 * Writes entries as lines of JSON, without the end of the line: {@code {"id":…,"value":…}} and what
 * else there is to say. The buffer is used again. Not for several threads.
 */
final class LineWriter {
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  private byte[] bytes = new byte[4_096];
  private int size;

  /** Writes {@code entry}; {@link #bytes} and {@link #size} tell what, until the next call. */
  void write(ArchiveEntry entry) {
    size = 0;
    var stored = entry.stored();
    ascii("{\"id\":\"");
    id(stored.id().value());
    value(stored);
    if (!stored.isString()) {
      ascii("\",\"type\":\"");
      text(stored.type().getBytes(StandardCharsets.UTF_8));
    }
    var end = stored.removedAt();
    if (end != null) {
      ascii(entry.temporary() ? "\",\"expires_at\":\"" : "\",\"removed_at\":\"");
      ascii(end.toString());
    }
    if (entry.temporary()) {
      ascii("\",\"kind\":\"");
      ascii(entry.kind() == ArchiveEntry.Kind.FALLBACK ? "fallback" : "temporary");
    }
    ascii("\"}");
  }

  private void value(StoredBytes stored) {
    if (stored.isString() && Utf8Text.isUtf8(stored.value())) {
      ascii("\",\"value\":\"");
      text(stored.value());
    } else {
      ascii("\",\"value_base64\":\"");
      var encoded = Base64.getEncoder().encode(stored.value());
      room(encoded.length);
      System.arraycopy(encoded, 0, bytes, size, encoded.length);
      size += encoded.length;
    }
  }

  /** The line; only its first {@link #size} bytes. */
  byte[] bytes() {
    return bytes;
  }

  /** How long the line is. */
  int size() {
    return size;
  }

  /** An id, of which bytes that were no UTF-8 are half surrogate pairs: those are escaped. */
  private void id(String id) {
    if (id.chars().noneMatch(c -> Character.isSurrogate((char) c))) {
      text(id.getBytes(StandardCharsets.UTF_8));
      return;
    }
    for (int i = 0; i < id.length(); ) {
      int c = id.codePointAt(i);
      int length = Character.charCount(c);
      if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
        escape(c);
      } else {
        text(id.substring(i, i + length).getBytes(StandardCharsets.UTF_8));
      }
      i += length;
    }
  }

  private void text(byte[] utf8Text) {
    int escapes = 0;
    for (byte b : utf8Text) {
      escapes += b == '"' || b == '\\' ? 1 : b >= 0 && b < ' ' ? 5 : 0;
    }
    room(Math.addExact(utf8Text.length, escapes));
    for (byte b : utf8Text) {
      if (b == '"' || b == '\\') {
        bytes[size++] = '\\';
        bytes[size++] = b;
      } else if (b >= 0 && b < ' ') {
        escape(b);
      } else {
        bytes[size++] = b;
      }
    }
  }

  private void escape(int unit) {
    room(6);
    bytes[size++] = '\\';
    bytes[size++] = 'u';
    for (int shift = 12; shift >= 0; shift -= 4) {
      bytes[size++] = HEX[unit >> shift & 15];
    }
  }

  private void ascii(String text) {
    room(text.length());
    for (int i = 0; i < text.length(); i++) {
      bytes[size++] = (byte) text.charAt(i);
    }
  }

  private void room(int more) {
    if (size + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(size, more), bytes.length * 2));
    }
  }
}
