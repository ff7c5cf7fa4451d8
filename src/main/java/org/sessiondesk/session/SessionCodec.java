package org.sessiondesk.session;

/** The stored form of persistent sessions, shared with other programs. For use by many threads. */
public interface SessionCodec {

  /**
   * Reads what is stored under {@code id}. What the value itself says its id is counts for nothing.
   * The value becomes the revision's token and must not be changed any more.
   *
   * @return the session, or why it is none; never throws because of the value
   */
  StoredEntry decode(SessionId id, byte[] value);

  /**
   * The stored form of {@code session}.
   *
   * @throws IllegalArgumentException where it is temporary, has a time beyond the years 1 to 9999,
   *     or a text with half of a surrogate pair
   */
  byte[] encode(Session session);

  /**
   * {@code value} with another id written in it; every other byte stays.
   *
   * @param value one that {@link #decode} reads as a session; is not changed
   */
  byte[] withId(byte[] value, SessionId id);

  /**
   * Edits {@code stored}: the values of the fields that differ between {@code seen} and {@code
   * changed} are replaced or, where they are missing, added; every other byte stays.
   *
   * @param stored a value that {@link #decode} reads as a session; is not changed
   * @throws IllegalArgumentException as {@link #encode}, and where the ids differ
   */
  byte[] splice(byte[] stored, Session seen, Session changed);
}
