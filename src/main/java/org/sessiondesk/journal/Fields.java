package org.sessiondesk.journal;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.session.Actor;
import org.sessiondesk.session.Change;
import org.sessiondesk.session.Json;
import org.sessiondesk.session.JsonFormat;
import org.sessiondesk.session.SessionId;
import org.sessiondesk.session.StoreName;

/** The fields of a line of JSON, to be written or as they were read. */
final class Fields {
  private final Map<String, Json> members = new LinkedHashMap<>();

  Fields() {}

  private Fields(Json.Obj read) {
    members.putAll(read.members());
  }

  /**
   * Reads a line.
   *
   * @throws RuntimeException where it is no JSON object
   */
  static Fields read(byte[] line, JsonFormat json) throws CharacterCodingException {
    var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(line)).toString();
    if (json.parse(text) instanceof Json.Obj object) {
      return new Fields(object);
    }
    throw new IllegalArgumentException("a line is an object");
  }

  /** The line, with its end. */
  byte[] line(JsonFormat json) {
    return (json.print(new Json.Obj(members)) + '\n').getBytes(StandardCharsets.UTF_8);
  }

  boolean has(String key) {
    return members.containsKey(key);
  }

  Fields put(String key, Json value) {
    members.put(key, value);
    return this;
  }

  Fields text(String key, @Nullable String value) {
    return value == null ? this : put(key, new Json.Str(value));
  }

  Fields number(String key, long value) {
    return put(key, new Json.Num(Long.toString(value)));
  }

  Fields time(String key, @Nullable Instant value) {
    return value == null ? this : text(key, value.toString());
  }

  /** In plain words; an id that has no form in UTF-8 as its UTF-16 in base 64. */
  Fields id(SessionId id) {
    var value = id.value();
    return StandardCharsets.UTF_8.newEncoder().canEncode(value)
        ? text("id", value)
        : text("id_utf16", Base64.getEncoder().encodeToString(utf16(value)));
  }

  /** The chars of {@code text}, halves of surrogate pairs as well. */
  static byte[] utf16(String text) {
    var bytes = ByteBuffer.allocate(text.length() * Character.BYTES);
    bytes.asCharBuffer().put(text);
    return bytes.array();
  }

  Fields word(String key, Enum<?> value) {
    return text(key, value.name().toLowerCase(Locale.ROOT));
  }

  Fields actor(Actor actor) {
    return text("who", actor.name()).word("via", actor.face());
  }

  Fields store(StoreName store) {
    return text("profile", store.id())
        .text("profile_name", store.name())
        .text("store", store.place());
  }

  // ---- reading: what is missing or of another type is an IllegalArgumentException

  String text(String key) {
    var value = optional(key);
    if (value == null) {
      throw new IllegalArgumentException("there is no text " + key);
    }
    return value;
  }

  @Nullable String optional(String key) {
    return members.get(key) instanceof Json.Str(var value) ? value : null;
  }

  long number(String key) {
    if (members.get(key) instanceof Json.Num(var digits)) {
      return Long.parseLong(digits);
    }
    throw new IllegalArgumentException("there is no number " + key);
  }

  boolean flag(String key) {
    return members.get(key) instanceof Json.Bool(var value) && value;
  }

  @Nullable Json value(String key) {
    return members.get(key);
  }

  Instant time(String key) {
    return Instant.parse(text(key));
  }

  @Nullable Instant optionalTime(String key) {
    var value = optional(key);
    return value == null ? null : Instant.parse(value);
  }

  SessionId id() {
    var encoded = optional("id_utf16");
    return new SessionId(
        encoded == null
            ? text("id")
            : ByteBuffer.wrap(Base64.getDecoder().decode(encoded)).asCharBuffer().toString());
  }

  Actor actor() {
    return new Actor(Actor.Face.valueOf(upper("via")), text("who"));
  }

  Change change() {
    return Change.valueOf(upper("change"));
  }

  StoreName store() {
    return new StoreName(text("profile"), text("profile_name"), text("store"));
  }

  private String upper(String key) {
    return text(key).toUpperCase(Locale.ROOT);
  }
}
