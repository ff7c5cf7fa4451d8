package org.sessiondesk.connection;

import java.time.Instant;

/** Whether the store that is connected may be changed from here. */
public sealed interface WriteAccess {

  /** It may. */
  record Open() implements WriteAccess {}

  /** Its profile is read-only: every change is refused before it is sent. */
  record Locked() implements WriteAccess {}

  /** Its profile is read-only, but somebody has unlocked it until {@code until}. */
  record Unlocked(Instant until) implements WriteAccess {}
}
