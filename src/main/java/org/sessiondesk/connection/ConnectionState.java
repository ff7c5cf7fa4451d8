package org.sessiondesk.connection;

import java.time.Instant;
import java.util.Optional;

/** How the connection to the store of persistent sessions is doing. */
public sealed interface ConnectionState {

  /** The profile that is connected, or wanted; empty where none is. */
  default Optional<ConnectionProfile> wanted() {
    return switch (this) {
      case Off _ -> Optional.empty();
      case Connecting s -> Optional.of(s.profile());
      case Online s -> Optional.of(s.profile());
      case Retrying s -> Optional.of(s.profile());
      case Refused s -> Optional.of(s.profile());
    };
  }

  /** Not wanted. */
  record Off(Why why) implements ConnectionState {

    /** Why it is not wanted. */
    public enum Why {
      /** {@code REDIS_ENABLED=false}. */
      DISABLED,
      /** The operator disconnected it, or nothing was connected yet. */
      DISCONNECTED
    }
  }

  /** Being made, for the first time or anew; {@code attempt} counts from 1. */
  record Connecting(ConnectionProfile profile, int attempt) implements ConnectionState {}

  /** Made. */
  record Online(ConnectionProfile profile, Instant since, ServerInfo server)
      implements ConnectionState {}

  /** Lost or not yet made; tried again by itself at {@code nextAttempt}. */
  record Retrying(ConnectionProfile profile, ConnectionFault why, int attempt, Instant nextAttempt)
      implements ConnectionState {}

  /** Refused for a reason that does not pass by itself: somebody must change something. */
  record Refused(ConnectionProfile profile, ConnectionFault why) implements ConnectionState {}
}
