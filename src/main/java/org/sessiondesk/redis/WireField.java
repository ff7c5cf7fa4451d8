package org.sessiondesk.redis;

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

  private final String key;

  WireField(String key) {
    this.key = key;
  }

  /** Its key in the JSON object. */
  String key() {
    return key;
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
