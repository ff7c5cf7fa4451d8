package org.sessiondesk.connection;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import org.sessiondesk.connection.RedisUrlException.Kind;

/** Percent-encoding (RFC 3986) as the URLs of Redis need it. A {@code +} is a plus. */
final class PercentCode {
  private static final String RESERVED = "%@:/?#[]&=,";

  private PercentCode() {}

  /** {@code text} with every character encoded that would mean something in a URL. */
  static String encode(String text) {
    return encode(text, RESERVED);
  }

  /** {@code path} with every character encoded that would end it in a URL. */
  static String encodePath(String path) {
    return encode(path, "%?#");
  }

  private static String encode(String text, String reserved) {
    var encoded = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              if (reserved.indexOf(c) >= 0 || c <= ' ' || Character.isWhitespace(c) || c == 0x7f) {
                for (byte b : Character.toString(c).getBytes(StandardCharsets.UTF_8)) {
                  encoded.append('%').append(HexFormat.of().withUpperCase().toHexDigits(b));
                }
              } else {
                encoded.appendCodePoint(c);
              }
            });
    return encoded.toString();
  }

  /**
   * {@code text} with what is encoded decoded.
   *
   * @throws RedisUrlException where an escape is broken
   */
  static String decode(String text) {
    if (text.indexOf('%') < 0) {
      return text;
    }
    var source = text.getBytes(StandardCharsets.UTF_8);
    var bytes = ByteBuffer.allocate(source.length);
    for (int i = 0; i < source.length; i++) {
      if (source[i] != '%') {
        bytes.put(source[i]);
        continue;
      }
      if (i + 2 >= source.length
          || !HexFormat.isHexDigit(source[i + 1])
          || !HexFormat.isHexDigit(source[i + 2])) {
        throw new RedisUrlException(Kind.BAD_ESCAPE);
      }
      bytes.put(
          (byte)
              (HexFormat.fromHexDigit(source[i + 1]) << 4 | HexFormat.fromHexDigit(source[i + 2])));
      i += 2;
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
    } catch (CharacterCodingException _) {
      throw new RedisUrlException(Kind.BAD_ESCAPE);
    }
  }

  /** The first value of {@code key} in {@code query}, decoded. */
  static Optional<String> queryValue(String query, String key) {
    for (var pair : query.split("&", -1)) {
      if (pair.startsWith(key + "=")) {
        return Optional.of(decode(pair.substring(key.length() + 1)));
      }
    }
    return Optional.empty();
  }
}
