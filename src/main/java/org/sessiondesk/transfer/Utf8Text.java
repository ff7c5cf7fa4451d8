package org.sessiondesk.transfer;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** UTF-8 that is exactly that: nothing is replaced in silence. */
final class Utf8Text {
  private Utf8Text() {}

  /** The text that {@code bytes} are, or null where they are no UTF-8. */
  static @Nullable String decode(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }

  /** Whether {@code bytes} are UTF-8. Quick where they are ASCII, as what Python wrote is. */
  static boolean isUtf8(byte[] bytes) {
    for (byte b : bytes) {
      if (b < 0) {
        return decode(bytes) != null;
      }
    }
    return true;
  }

  /** The bytes of {@code text}, or null where it holds half of a surrogate pair. */
  static byte @Nullable [] encode(String text) {
    try {
      var bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
      var exact = new byte[bytes.remaining()];
      bytes.get(exact);
      return exact;
    } catch (CharacterCodingException e) {
      return null;
    }
  }
}
