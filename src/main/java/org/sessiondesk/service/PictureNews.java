package org.sessiondesk.service;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.sessiondesk.session.PackedEntry;
import org.sessiondesk.session.Session;
import org.sessiondesk.session.SessionEvent;
import org.sessiondesk.session.SessionEvent.Cause;
import org.sessiondesk.session.SessionEvent.Origin;
import org.sessiondesk.session.SessionId;
import org.sessiondesk.session.StoredEntry;
import org.sessiondesk.session.StoredSession;

/** Changes the index, and turns every difference that this makes into one event. */
final class PictureNews {
  private final SessionIndex index;
  private final EventHub events;
  private final InstantSource clock;

  PictureNews(SessionIndex index, EventHub events, InstantSource clock) {
    this.index = index;
    this.events = events;
    this.clock = clock;
  }

  /** Shows {@code entry}; whether that is news. */
  boolean put(StoredEntry entry, Origin origin) {
    var change = origin == Origin.HERE ? index.put(entry) : index.putIfRoom(entry);
    if (!change.isNone() && entry instanceof StoredSession stored) {
      publish(change, stored.session(), origin);
    }
    return !change.isNone();
  }

  /**
   * Shows entries, all of them packed. What is new among them is decoded, to be told of; but the
   * first pass is no news to anybody.
   */
  void putAll(List<PackedEntry> entries) {
    var rows = new ArrayList<byte[]>(entries.size());
    for (var entry : entries) {
      var row = entry.packed();
      if (row == null) {
        throw new IllegalArgumentException("not packed");
      }
      rows.add(row);
    }
    var changes = index.putAll(rows);
    if (index.state().passed()) {
      for (int i = 0; i < changes.size(); i++) {
        if (!changes.get(i).isNone() && entries.get(i).entry() instanceof StoredSession stored) {
          publish(changes.get(i), stored.session(), Origin.ELSEWHERE);
        }
      }
    }
  }

  /** Shows temporary sessions as they are held now; tells of all that is new at once. */
  void putTemporary(List<StoredEntry> held) {
    var changes = index.putAllEntries(held);
    var told = new ArrayList<SessionEvent>();
    for (int i = 0; i < changes.size(); i++) {
      if (!changes.get(i).isNone() && held.get(i) instanceof StoredSession stored) {
        told.add(event(changes.get(i), stored.session(), Origin.HERE));
      }
    }
    events.publish(told);
  }

  private void publish(SessionIndex.Change change, Session session, Origin origin) {
    events.publish(event(change, session, origin));
  }

  private SessionEvent event(SessionIndex.Change change, Session session, Origin origin) {
    var now = clock.instant();
    return change == SessionIndex.Change.CREATED
        ? new SessionEvent.Created(session, origin, now)
        : new SessionEvent.Updated(session, origin, now);
  }

  /** Shows that {@code id} is gone; whether that is news. */
  boolean remove(SessionId id, boolean persistent, Cause cause, Origin origin) {
    var change = index.remove(id, persistent);
    if (!change.isNone()) {
      events.publish(new SessionEvent.Removed(id, persistent, cause, origin, clock.instant()));
    }
    return !change.isNone();
  }

  /** Shows that temporary sessions are gone; tells of all that were there at once. */
  void removeTemporary(List<SessionId> ids, Function<SessionId, Cause> cause) {
    var now = clock.instant();
    events.publish(
        index.removeAll(ids, false).stream()
            .<SessionEvent>map(
                id -> new SessionEvent.Removed(id, false, cause.apply(id), Origin.HERE, now))
            .toList());
  }

  /** A pass over everything has come to its end: what it has not met is gone. */
  void passCompleted() {
    boolean first = !index.state().passed();
    var now = clock.instant();
    var gone = index.passCompleted();
    if (!first) {
      events.publish(
          gone.stream()
              .<SessionEvent>map(
                  row ->
                      new SessionEvent.Removed(
                          row.id(), true, Cause.DELETED, Origin.ELSEWHERE, now))
              .toList());
    }
  }

  /** Temporary sessions have expired: they stay in the picture, as what they are now. */
  void expired(List<Session> sessions) {
    var now = clock.instant();
    if (!events.isIdle()) {
      events.publish(
          sessions.stream().<SessionEvent>map(s -> new SessionEvent.Expired(s, now)).toList());
    }
    index.touch();
  }
}
