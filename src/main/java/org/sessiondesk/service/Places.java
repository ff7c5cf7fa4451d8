package org.sessiondesk.service;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.connection.ConnectionControl;
import org.sessiondesk.session.Fault;
import org.sessiondesk.session.InvalidSessionException;
import org.sessiondesk.session.SessionId;
import org.sessiondesk.session.SessionStore;
import org.sessiondesk.session.StoredEntry;
import org.sessiondesk.session.StoredSession;
import org.sessiondesk.session.TemporarySessionStore;

/** Where sessions are kept, and what all who change them share. */
record Places(
    TemporarySessionStore temporary,
    ConnectionControl connection,
    Picture picture,
    SessionLocks locks,
    Journal journal,
    ScopedValue<StoreLease> leased,
    Supplier<Duration> defaultTtl,
    InstantSource clock) {

  /**
   * The store of persistent sessions: the one that is wanted now, or within a lease the leased one.
   */
  Optional<SessionStore> store() {
    return leased.isBound() ? leased.get().store() : connection.store();
  }

  /**
   * The same.
   *
   * @throws StoreOffException where none is
   */
  SessionStore persistentStore() {
    return store().orElseThrow(StoreOffException::new);
  }

  /**
   * When a session ends that lives from {@code now} for {@code ttl}, or for the default where that
   * is null: never at or before {@code now}, however small a fraction of an hour is asked.
   */
  Instant deadline(Instant now, @Nullable Duration ttl) {
    var deadline = now.plus(ttl == null ? defaultTtl.get() : ttl).truncatedTo(ChronoUnit.MICROS);
    return deadline.isAfter(now) ? deadline : now.plus(1, ChronoUnit.MICROS);
  }

  /** What is held or stored under {@code id}, an expired session included. */
  Optional<StoredEntry> open(SessionId id) {
    var held = temporary.find(id);
    return held.isPresent() ? held : store().flatMap(store -> store.find(id));
  }

  /** The same without an expired session. */
  Optional<StoredEntry> find(SessionId id) {
    return open(id)
        .filter(
            entry ->
                !(entry instanceof StoredSession stored
                    && stored.session().isExpired(clock.instant())));
  }

  static boolean isTemporary(StoredEntry entry) {
    return entry instanceof StoredSession stored && !stored.session().persistent();
  }

  static void refuseFaults(List<Fault> faults) {
    if (!faults.isEmpty()) {
      throw new InvalidSessionException(faults);
    }
  }
}
