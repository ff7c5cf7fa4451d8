package org.sessiondesk.session;

import java.time.Instant;

/** Something that happened to a session or to the store of persistent ones. */
public sealed interface SessionEvent {

  /** When it was noticed. */
  Instant at();

  /** Who changed something. */
  enum Origin {
    /** This program: its window, its HTTP API, its command line, its clock. */
    HERE,
    /** Another program that uses the same Redis. */
    ELSEWHERE
  }

  /** Why a session left the place where it was. */
  enum Cause {
    /** Somebody deleted it. */
    DELETED,
    /** It had expired, and the clean-up removed it. */
    CLEANED_UP,
    /** It is persistent now. */
    PROMOTED,
    /** It is temporary now. */
    DEMOTED
  }

  /** A session was created; {@code session.fallback()} says whether as a fallback. */
  record Created(Session session, Origin origin, Instant at) implements SessionEvent {}

  /** A session has other contents now, another deadline, or another place. */
  record Updated(Session session, Origin origin, Instant at) implements SessionEvent {}

  /** A temporary session's deadline has come. */
  record Expired(Session session, Instant at) implements SessionEvent {}

  /** A session is no more where it was. */
  record Removed(SessionId id, boolean persistent, Cause cause, Origin origin, Instant at)
      implements SessionEvent {}

  /** The store of persistent sessions became reachable or unreachable. */
  record StoreReachable(boolean reachable, Instant at) implements SessionEvent {}
}
