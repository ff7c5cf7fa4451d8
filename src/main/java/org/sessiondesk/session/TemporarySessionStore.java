package org.sessiondesk.session;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Keeps temporary sessions in this process, each until its deadline. Never blocks for I/O. */
public interface TemporarySessionStore extends SessionStore {

  /**
   * How many there are at this moment.
   *
   * @param total all that are held
   * @param active those before their deadline
   * @param expired those past it that no clean-up has removed yet
   */
  record Counts(long total, long active, long expired) {}

  /** How many there are, exact at this very moment. */
  Counts counts();

  /**
   * Calls {@code consumer} with every session that is held, expired ones included. What comes and
   * goes meanwhile may be among them or not.
   */
  void forEach(Consumer<StoredSession> consumer);

  /** Marks all that are due as expired and tells the followers and listeners so. */
  void expireDue();

  /**
   * Removes all expired sessions.
   *
   * @return how many
   */
  long cleanUp();

  /** The earliest deadline among the active sessions. */
  Optional<Instant> nextDeadline();

  /**
   * How many deadlines lie ahead: element {@code i} counts those in {@code [now + i*step, now +
   * (i+1)*step)}; what lies beyond the last is not counted.
   */
  long[] deadlinesAhead(Duration step, int steps);

  /**
   * Calls {@code listener} with sessions that have just expired, in batches, as {@link #expireDue}
   * finds them.
   */
  Registration onExpired(Consumer<List<Session>> listener);
}
