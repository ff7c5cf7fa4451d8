package org.sessiondesk.transfer;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.session.Json;
import org.sessiondesk.session.JsonFormat;
import org.sessiondesk.session.JsonSyntaxException;
import org.sessiondesk.session.SessionCodec;
import org.sessiondesk.session.SessionId;
import org.sessiondesk.session.StoredBytes;
import org.sessiondesk.session.StoredSession;

/**
 * Reads a line of an archive, or one that a script made of {@code redis-cli}: a session's stored
 * value as it is, or behind its key or id. Lines as {@link LineWriter} writes nearly all of them
 * are read in one go by {@link PlainLine}. Not for several threads.
 */
final class LineParser {
  private static final Set<String> FIELDS =
      Set.of("id", "value", "value_base64", "type", "removed_at", "expires_at", "kind");

  private final SessionCodec codec;
  private final JsonFormat json;
  private final String keyPrefix;

  /**
   * A parser.
   *
   * @param keyPrefix what keys begin with, which is no part of the id
   */
  LineParser(SessionCodec codec, JsonFormat json, String keyPrefix) {
    this.codec = codec;
    this.json = json;
    this.keyPrefix = keyPrefix;
  }

  /**
   * What the line says.
   *
   * @throws BadLineException where it says nothing
   */
  ArchiveEntry parse(byte[] line) {
    var plain = PlainLine.read(line);
    return plain != null ? ArchiveEntry.persistent(plain) : parseAny(line);
  }

  /** The same without the short way. */
  ArchiveEntry parseAny(byte[] line) {
    int start = 0;
    while (start < line.length && isSpace(line[start])) {
      start++;
    }
    if (start == line.length || line[start] == '{') {
      var object = object(line);
      return object.members().containsKey("session_id") || object.members().containsKey("text")
          ? session(object, line)
          : entry(object);
    }
    return keyed(line, start);
  }

  private static boolean isSpace(byte b) {
    return b == ' ' || b == '\t' || b == '\r';
  }

  private Json.Obj object(byte[] line) {
    try {
      if (json.parse(text(line)) instanceof Json.Obj object) {
        return object;
      }
      throw new BadLineException(LineFault.NOT_AN_ENTRY);
    } catch (JsonSyntaxException e) {
      throw new BadLineException(LineFault.NOT_JSON);
    }
  }

  private static String text(byte[] utf8) {
    return orNotUtf8(Utf8Text.decode(utf8));
  }

  private static <T> T orNotUtf8(@Nullable T read) {
    if (read == null) {
      throw new BadLineException(LineFault.NOT_UTF8);
    }
    return read;
  }

  // ---- lines of an archive
  // -----------------------------------------------------------------------

  private ArchiveEntry entry(Json.Obj object) {
    if (!object.members().containsKey("value") && !object.members().containsKey("value_base64")) {
      throw new BadLineException(LineFault.NOT_AN_ENTRY);
    }
    if (!FIELDS.containsAll(object.members().keySet())) {
      throw new BadLineException(LineFault.BAD_FIELD);
    }
    var id = string(object, "id");
    if (id == null) {
      throw new BadLineException(LineFault.NO_ID);
    }
    var kind = kind(string(object, "kind"));
    var type = string(object, "type");
    boolean temporary = kind != ArchiveEntry.Kind.PERSISTENT;
    var end = time(string(object, temporary ? "expires_at" : "removed_at"));
    if (object.members().containsKey(temporary ? "removed_at" : "expires_at")
        || (temporary && (end == null || type != null))) {
      throw new BadLineException(LineFault.BAD_FIELD);
    }
    var stored =
        new StoredBytes(
            new SessionId(id), value(object), type == null ? StoredBytes.STRING : type, end);
    if (temporary && !(codec.decode(stored.id(), stored.value()) instanceof StoredSession)) {
      throw new BadLineException(LineFault.BAD_FIELD);
    }
    return new ArchiveEntry(stored, kind);
  }

  private static ArchiveEntry.Kind kind(@Nullable String word) {
    return switch (word) {
      case null -> ArchiveEntry.Kind.PERSISTENT;
      case "temporary" -> ArchiveEntry.Kind.TEMPORARY;
      case "fallback" -> ArchiveEntry.Kind.FALLBACK;
      default -> throw new BadLineException(LineFault.BAD_FIELD);
    };
  }

  private static byte[] value(Json.Obj object) {
    var plain = string(object, "value");
    var encoded = string(object, "value_base64");
    if (plain == null ? encoded == null : encoded != null) {
      throw new BadLineException(LineFault.BAD_FIELD);
    }
    if (plain != null) {
      return orNotUtf8(Utf8Text.encode(plain));
    }
    try {
      return Base64.getDecoder().decode(encoded);
    } catch (IllegalArgumentException e) {
      throw new BadLineException(LineFault.BAD_FIELD);
    }
  }

  private static @Nullable String string(Json.Obj object, String name) {
    return switch (object.members().get(name)) {
      case null -> null;
      case Json.Str string -> string.value();
      default -> throw new BadLineException(LineFault.BAD_FIELD);
    };
  }

  private static @Nullable Instant time(@Nullable String text) {
    try {
      return text == null ? null : Instant.parse(text);
    } catch (DateTimeException e) {
      throw new BadLineException(LineFault.BAD_FIELD);
    }
  }

  // ---- lines that scripts make
  // -------------------------------------------------------------------

  /**
   * A session's value by itself: the id is the one that it names. Where it has the form in which
   * the HTTP API answers it gets the one in which it is stored, which older readers need.
   */
  private ArchiveEntry session(Json.Obj object, byte[] line) {
    if (!(object.members().get("session_id") instanceof Json.Str named)) {
      throw new BadLineException(LineFault.NO_ID);
    }
    var id = new SessionId(named.value());
    var value = trimmed(line, 0);
    boolean answered =
        object.members().get("created_at") instanceof Json.Str time && time.value().endsWith("Z");
    if (!answered || !(codec.decode(id, value) instanceof StoredSession read)) {
      return ArchiveEntry.persistent(StoredBytes.plain(id, value));
    }
    var end = read.session().expiresAt();
    boolean temporary =
        end != null
            && object.members().get("persistent") instanceof Json.Bool persistent
            && !persistent.value();
    return new ArchiveEntry(
        new StoredBytes(
            id, codec.encode(read.session()), StoredBytes.STRING, temporary ? end : null),
        temporary ? ArchiveEntry.Kind.TEMPORARY : ArchiveEntry.Kind.PERSISTENT);
  }

  /** A value behind its key or its id, with space between. */
  private ArchiveEntry keyed(byte[] line, int start) {
    int end = start;
    while (end < line.length && !isSpace(line[end])) {
      end++;
    }
    int from = end;
    while (from < line.length && isSpace(line[from])) {
      from++;
    }
    if (from == line.length || line[from] != '{') {
      throw new BadLineException(LineFault.NOT_JSON);
    }
    var key = text(Arrays.copyOfRange(line, start, end));
    var id = key.startsWith(keyPrefix) ? key.substring(keyPrefix.length()) : key;
    var value = trimmed(line, from);
    var _ = object(value);
    return ArchiveEntry.persistent(StoredBytes.plain(new SessionId(id), value));
  }

  private static byte[] trimmed(byte[] line, int from) {
    int start = from;
    int end = line.length;
    while (start < end && isSpace(line[start])) {
      start++;
    }
    while (end > start && isSpace(line[end - 1])) {
      end--;
    }
    return Arrays.copyOfRange(line, start, end);
  }
}
