package org.sessiondesk.transfer;

/** What can be wrong with a line of an archive. */
public enum LineFault {
  /** It is longer than is allowed, and was not read. */
  TOO_LONG,
  /** It is not UTF-8, or holds half of a surrogate pair. */
  NOT_UTF8,
  /** It is not JSON. */
  NOT_JSON,
  /** It is JSON, but neither a line of an archive nor a session. */
  NOT_AN_ENTRY,
  /** It names no id. */
  NO_ID,
  /** A field that it must have is missing, doubled, or of another type than it must be. */
  BAD_FIELD,
  /** It names the id of a line before. */
  DUPLICATE_ID
}
