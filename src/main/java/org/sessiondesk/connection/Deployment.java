package org.sessiondesk.connection;

/** What a Redis is for. */
public enum Deployment {
  /** Nobody has said. */
  UNMARKED,
  TEST,
  STAGING,
  /** The real one: it is shown everywhere, and what destroys asks for its name first. */
  PRODUCTION
}
