package org.sessiondesk.api;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Decodes the percent-encoding of paths and queries. */
final class Percent {

  private Percent() {}

  /**
   * {@code encoded} with its escapes decoded; what is no escape stays as it is. Bytes that are not
   * UTF-8 become unpaired surrogates, as in the id of a session whose Redis key has such bytes.
   */
  static String decode(String encoded) {
    if (encoded.indexOf('%') < 0) {
      return encoded;
    }
    var source = encoded.getBytes(StandardCharsets.UTF_8);
    var bytes = ByteBuffer.allocate(source.length);
    for (int i = 0; i < source.length; i++) {
      if (source[i] == '%'
          && i + 2 < source.length
          && HexFormat.isHexDigit(source[i + 1])
          && HexFormat.isHexDigit(source[i + 2])) {
        bytes.put(
            (byte)
                (HexFormat.fromHexDigit(source[i + 1]) << 4
                    | HexFormat.fromHexDigit(source[i + 2])));
        i += 2;
      } else {
        bytes.put(source[i]);
      }
    }
    bytes.flip();
    var text = new StringBuilder();
    while (bytes.hasRemaining()) {
      var rest = bytes.duplicate();
      try {
        return text.append(StandardCharsets.UTF_8.newDecoder().decode(rest)).toString();
      } catch (CharacterCodingException _) {
        // The decoder stopped at the first byte that it could not take: that one is escaped.
        int good = rest.position() - bytes.position();
        text.append(
            new String(
                bytes.array(),
                bytes.arrayOffset() + bytes.position(),
                good,
                StandardCharsets.UTF_8));
        text.append((char) (0xDC00 | (bytes.get(bytes.position() + good) & 0xFF)));
        bytes.position(bytes.position() + good + 1);
      }
    }
    return text.toString();
  }
}
