package org.sessiondesk.connection;

/** The steps of a connection, in their order. */
public enum ConnectionStep {
  /** The built-in store's process is started or found running. */
  START,
  /** The host's name is looked up. */
  NAME,
  /** A TCP connection (or that of a socket file) is made. */
  TCP,
  /** The SSH server is logged in to, and lets us through. */
  SSH,
  /** The connection is encrypted. */
  TLS,
  /** The protocol is agreed on, user and password are given, the database is chosen. */
  AUTHENTICATION,
  /** Each command that this program needs is permitted. */
  PERMISSION,
  /** The server answers; its version, role and mode are read. */
  PING,
  /** What the server would lose of what it has acknowledged is found out. */
  PERSISTENCE,
  /** The sessions in it are counted, by a sample where there are many. */
  SESSIONS
}
