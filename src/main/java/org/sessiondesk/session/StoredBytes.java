package org.sessiondesk.session;

import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a store holds under an id, byte for byte, whether it can be read as a session or not.
 *
 * @param id the id its key names
 * @param value the stored bytes; of another type than {@link #STRING} what the store dumps it as
 * @param type the store's own type of it; a session is a {@link #STRING}
 * @param removedAt when the store will remove it by itself, or null for never
 */
@SuppressWarnings("ArrayRecordComponent") // compared below; not copied, since there are millions
public record StoredBytes(SessionId id, byte[] value, String type, @Nullable Instant removedAt) {

  /** The type of everything that can be a session. */
  public static final String STRING = "string";

  /** A plain value that stays until somebody removes it. */
  public static StoredBytes plain(SessionId id, byte[] value) {
    return new StoredBytes(id, value, STRING, null);
  }

  /** Whether it is of the type that sessions are of. */
  public boolean isString() {
    return type.equals(STRING);
  }

  /** Whether both hold the same bytes, whatever their ids and times. */
  public boolean sameValue(StoredBytes other) {
    return type.equals(other.type) && Arrays.equals(value, other.value);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof StoredBytes that
        && id.equals(that.id)
        && sameValue(that)
        && Objects.equals(removedAt, that.removedAt);
  }

  @Override
  public int hashCode() {
    return Objects.hash(id, type, removedAt) * 31 + Arrays.hashCode(value);
  }

  /** Without the value, which may be long and is nobody's business in a log. */
  @Override
  public String toString() {
    return "StoredBytes[" + id + ", " + type + ", " + value.length + " bytes]";
  }
}
