package org.sessiondesk.redis;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The fields of a stored session, in their order on the wire. */
enum WireField {
  SESSION_ID("session_id"),
  TEXT("text"),
  VOICE("voice"),
  NAME("name"),
  PERSISTENT("persistent"),
  CREATED_AT("created_at"),
  EXPIRES_AT("expires_at"),
  SENTENCES("sentences"),
  METADATA("metadata");

  private static final WireField[] ALL = values();

  private final String key;
  private final byte[] bytes;
  private final int bit;

  WireField(String key) {
    this.key = key;
    bytes = key.getBytes(StandardCharsets.US_ASCII);
    bit = 1 << ordinal();
  }

  /** Its key in the JSON object. */
  String key() {
    return key;
  }

  /** Another power of two for each field. */
  int bit() {
    return bit;
  }

  /** The field whose key is a part of {@code json}, or null where it is an unknown one. */
  static @Nullable WireField of(byte[] json, int from, int to) {
    for (var field : ALL) {
      if (Arrays.equals(field.bytes, 0, field.bytes.length, json, from, to)) {
        return field;
      }
    }
    return null;
  }

  /** The field of that key, or null where it is an unknown one. */
  static @Nullable WireField of(String key) {
    return switch (key) {
      case "session_id" -> SESSION_ID;
      case "text" -> TEXT;
      case "voice" -> VOICE;
      case "name" -> NAME;
      case "persistent" -> PERSISTENT;
      case "created_at" -> CREATED_AT;
      case "expires_at" -> EXPIRES_AT;
      case "sentences" -> SENTENCES;
      case "metadata" -> METADATA;
      default -> null;
    };
  }
}
