package org.sessiondesk.session;

/** Why a stored value cannot be read as a session. */
public enum UnreadableReason {
  /** Its bytes are not UTF-8. */
  NOT_UTF8,
  /** It is not JSON. */
  NOT_JSON,
  /** It is JSON, but not an object. */
  NOT_AN_OBJECT,
  /** It has no {@code text}, {@code voice} or {@code created_at}. */
  FIELD_MISSING,
  /** A field has another type than it must: a text that is a number, sentences that are strings. */
  FIELD_OF_WRONG_TYPE,
  /** {@code created_at} or {@code expires_at} is no time. */
  NOT_A_TIME,
  /** The key holds a hash, a list or another Redis type that is no string. */
  WRONG_REDIS_TYPE,
  /** It nests too deep to be read. */
  TOO_DEEP
}
