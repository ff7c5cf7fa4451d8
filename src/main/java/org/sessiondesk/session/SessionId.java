package org.sessiondesk.session;

import java.util.UUID;

/**
 * The identity of a session: for sessions made here a random UUID (version 4) in its canonical
 * 36-character form, for those found in Redis whatever follows the key prefix, unchanged.
 *
 * <p>Bytes of a Redis key that are not UTF-8 appear as unpaired surrogates U+DC80 to U+DCFF (the
 * "surrogateescape" of PEP 383), so that every key has an id and gets its own bytes back.
 *
 * @param value the id's text, case kept; may be empty only where a Redis key is nothing but the
 *     prefix
 */
public record SessionId(String value) implements Comparable<SessionId> {

  /** A new random id (UUID version 4). */
  public static SessionId random() {
    return new SessionId(UUID.randomUUID().toString());
  }

  @Override
  public int compareTo(SessionId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
