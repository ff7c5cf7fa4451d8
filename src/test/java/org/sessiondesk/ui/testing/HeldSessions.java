package org.sessiondesk.ui.testing;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.sessiondesk.session.DeleteResult;
import org.sessiondesk.session.Listeners;
import org.sessiondesk.session.Progress;
import org.sessiondesk.session.Registration;
import org.sessiondesk.session.Revision;
import org.sessiondesk.session.Session;
import org.sessiondesk.session.SessionId;
import org.sessiondesk.session.StoreException;
import org.sessiondesk.session.StoreFollower;
import org.sessiondesk.session.StoredEntry;
import org.sessiondesk.session.StoredSession;
import org.sessiondesk.session.TemporarySessionStore;
import org.sessiondesk.session.UpdateResult;

/** Temporary sessions in a map: the plainest store there can be, for tests of the window. */
public final class HeldSessions implements TemporarySessionStore {
  private final InstantSource clock;
  private final Map<SessionId, StoredSession> held = new LinkedHashMap<>();
  private final List<SessionId> told = new ArrayList<>();
  private final Listeners<List<Session>> expired = new Listeners<>();
  private final List<StoreFollower> followers = new ArrayList<>();
  private int revision;

  public HeldSessions(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public synchronized StoredSession insert(Session session) {
    if (held.containsKey(session.id())) {
      throw new StoreException.AlreadyExists(session.id());
    }
    return put(session);
  }

  /** Keeps many at once. */
  public synchronized void insertAll(List<Session> sessions) {
    var entries = new ArrayList<StoredEntry>();
    for (var session : sessions) {
      var stored = new StoredSession(session, Revision.of(new byte[0]));
      held.put(session.id(), stored);
      entries.add(stored);
    }
    followers.forEach(f -> f.changed(entries, List.of()));
  }

  private StoredSession put(Session session) {
    var token = Integer.toString(++revision).getBytes(StandardCharsets.US_ASCII);
    var stored = new StoredSession(session, Revision.of(token));
    held.put(session.id(), stored);
    followers.forEach(f -> f.changed(List.of(stored), List.of()));
    return stored;
  }

  @Override
  public synchronized void restore(StoredEntry deleted) {
    insert(((StoredSession) deleted).session());
  }

  @Override
  public synchronized Optional<StoredEntry> find(SessionId id) {
    return Optional.ofNullable(held.get(id));
  }

  @Override
  public synchronized UpdateResult update(StoredSession seen, Session changed) {
    var now = held.get(seen.id());
    if (now == null) {
      return new UpdateResult.Gone();
    }
    return now.revision().equals(seen.revision())
        ? new UpdateResult.Saved(put(changed))
        : new UpdateResult.Conflict(now);
  }

  @Override
  public synchronized boolean delete(SessionId id) {
    boolean was = held.remove(id) != null;
    if (was) {
      followers.forEach(f -> f.changed(List.of(), List.of(id)));
    }
    return was;
  }

  @Override
  public synchronized DeleteResult delete(StoredEntry seen) {
    var now = held.get(seen.id());
    if (now == null) {
      return new DeleteResult.Gone();
    }
    if (!now.revision().equals(seen.revision())) {
      return new DeleteResult.Changed(now);
    }
    delete(seen.id());
    return new DeleteResult.Deleted();
  }

  @Override
  public synchronized long deleteAll(Collection<SessionId> ids, Progress progress) {
    return ids.stream().filter(this::delete).count();
  }

  @Override
  public synchronized long count() {
    return held.size();
  }

  @Override
  public synchronized Registration follow(StoreFollower follower) {
    followers.add(follower);
    return () -> followers.remove(follower);
  }

  @Override
  public synchronized Counts counts() {
    var now = clock.instant();
    long gone = held.values().stream().filter(s -> s.session().isExpired(now)).count();
    return new Counts(held.size(), held.size() - gone, gone);
  }

  @Override
  public synchronized void expireDue() {
    var now = clock.instant();
    var due =
        held.values().stream()
            .map(StoredSession::session)
            .filter(s -> s.isExpired(now) && !told.contains(s.id()))
            .toList();
    due.forEach(s -> told.add(s.id()));
    if (!due.isEmpty()) {
      expired.tell(due);
    }
  }

  @Override
  public synchronized long cleanUp() {
    var now = clock.instant();
    var gone =
        held.values().stream()
            .filter(s -> s.session().isExpired(now))
            .map(StoredSession::id)
            .toList();
    gone.forEach(this::delete);
    return gone.size();
  }

  @Override
  public synchronized Optional<Instant> nextDeadline() {
    return held.values().stream().map(s -> deadline(s.session())).sorted().findFirst();
  }

  @Override
  public synchronized long[] deadlinesAhead(Duration step, int steps) {
    var counts = new long[steps];
    var now = clock.instant();
    for (var stored : held.values()) {
      var ahead = Duration.between(now, deadline(stored.session()));
      if (!ahead.isNegative() && ahead.dividedBy(step) < steps) {
        counts[(int) ahead.dividedBy(step)]++;
      }
    }
    return counts;
  }

  private static Instant deadline(Session session) {
    return Objects.requireNonNull(session.expiresAt());
  }

  @Override
  public Registration onExpired(Consumer<List<Session>> listener) {
    return expired.add(listener);
  }
}
