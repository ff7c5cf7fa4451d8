package org.sessiondesk.redis;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.connection.WriteAccess;
import org.sessiondesk.session.StoreException;
import org.sessiondesk.session.StoreException.Rejected;

/**
 * Whether the store of one profile may be changed: asked before every write, whoever wants it. Safe
 * for use by many threads.
 */
final class WriteLock {
  private final InstantSource clock;
  private boolean readOnly;
  private @Nullable Instant unlockedUntil;

  WriteLock(boolean readOnly, InstantSource clock) {
    this.readOnly = readOnly;
    this.clock = clock;
  }

  /**
   * Passes where writes are allowed now.
   *
   * @throws StoreException.Rejected where they are not
   */
  void require() {
    if (access() instanceof WriteAccess.Locked) {
      throw new Rejected(
          Rejected.Reason.LOCKED,
          "the profile is read-only",
          new IllegalStateException("a write to a profile that is read-only"));
    }
  }

  synchronized WriteAccess access() {
    if (!readOnly) {
      return new WriteAccess.Open();
    }
    var until = unlockedUntil;
    return until != null && clock.instant().isBefore(until)
        ? new WriteAccess.Unlocked(until)
        : new WriteAccess.Locked();
  }

  synchronized void unlock(Duration time) {
    unlockedUntil = clock.instant().plus(time);
  }

  synchronized void lock() {
    unlockedUntil = null;
  }

  /** Makes the profile read-only or not; what was unlocked is locked again. */
  synchronized void set(boolean nowReadOnly) {
    readOnly = nowReadOnly;
    unlockedUntil = null;
  }
}
