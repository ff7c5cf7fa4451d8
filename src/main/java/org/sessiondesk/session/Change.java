package org.sessiondesk.session;

/** What can be done to a session. */
public enum Change {
  CREATE,
  /** It was to be persistent and was created as temporary: no store took it. */
  FALLBACK,
  /** Text, voice, name or metadata were edited. */
  UPDATE,
  SEGMENT,
  /** It got another deadline. */
  EXTEND,
  DELETE,
  PROMOTE,
  DEMOTE,
  /** It was put back out of the recycle bin. */
  RESTORE,
  /** It came out of a file. */
  IMPORT,
  /** It came out of another store. */
  COPY
}
