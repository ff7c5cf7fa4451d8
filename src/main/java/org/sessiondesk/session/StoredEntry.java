package org.sessiondesk.session;

/** What a store holds under an id: a session, or something that cannot be read as one. */
public sealed interface StoredEntry permits StoredSession, UnreadableEntry {

  /** The id under which it is stored. */
  SessionId id();

  /** Which state of it this is. */
  Revision revision();
}
