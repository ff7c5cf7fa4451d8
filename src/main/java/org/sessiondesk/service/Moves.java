package org.sessiondesk.service;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.session.Change;
import org.sessiondesk.session.DeleteResult;
import org.sessiondesk.session.Fault;
import org.sessiondesk.session.InvalidSessionException;
import org.sessiondesk.session.Session;
import org.sessiondesk.session.SessionEvent.Cause;
import org.sessiondesk.session.SessionEvent.Origin;
import org.sessiondesk.session.SessionId;
import org.sessiondesk.session.SessionRules;
import org.sessiondesk.session.SessionStore;
import org.sessiondesk.session.StoreException;
import org.sessiondesk.session.StoredSession;

/** Moves sessions between memory and Redis, so that at every moment at least one holds them. */
final class Moves {
  private final Places places;

  Moves(Places places) {
    this.places = places;
  }

  Session promote(SessionId id) {
    try (var _ = places.locks().lock(id);
        var _ = places.picture().ownWrite(id, Cause.PROMOTED)) {
      var held = places.temporary().find(id);
      if (held.isEmpty() || !(held.get() instanceof StoredSession seen)) {
        throw new SessionNotFoundException(id);
      }
      var store = places.persistentStore();
      var stored =
          places
              .journal()
              .write(
                  Change.PROMOTE,
                  id,
                  store.name(),
                  seen,
                  note -> {
                    var now = insertOrFindEqual(store, seen.session().asPersistent());
                    note.done(now);
                    return now;
                  });
      places.picture().put(store, stored, Origin.HERE);
      places.temporary().delete(id);
      places.picture().refreshTemporary(id, Cause.PROMOTED);
      return stored.session();
    }
  }

  /** An earlier attempt whose answer was lost may have stored it already: that is as good. */
  private static StoredSession insertOrFindEqual(SessionStore store, Session session) {
    try {
      return store.insert(session);
    } catch (StoreException.AlreadyExists e) {
      var there = store.find(session.id());
      if (there.isPresent()
          && there.get() instanceof StoredSession stored
          && stored.session().equals(session)) {
        return stored;
      }
      throw new SessionConflictException(
          session.id(), "the store holds another session of this id");
    }
  }

  Session demote(SessionId id, @Nullable Duration ttl) {
    if (ttl != null) {
      var kind = SessionRules.ttlFault(ttl);
      if (kind != null) {
        throw new InvalidSessionException(List.of(new Fault(Fault.Field.TTL, kind)));
      }
    }
    try (var _ = places.locks().lock(id);
        var _ = places.picture().ownWrite(id, Cause.DEMOTED)) {
      var store = places.persistentStore();
      var entry = store.find(id).orElseThrow(() -> new SessionNotFoundException(id));
      if (!(entry instanceof StoredSession seen)) {
        throw new SessionConflictException(id, "what is stored cannot be read as a session");
      }
      var now = places.clock().instant();
      var session = seen.session().asTemporary(places.deadline(now, ttl));
      places
          .journal()
          .write(
              Change.DEMOTE,
              id,
              store.name(),
              seen,
              note -> {
                var held = places.temporary().insert(session);
                removeDemoted(store, seen);
                note.done(held);
                return held;
              });
      places.picture().refreshTemporary(id, Cause.DELETED);
      places.picture().remove(store, id, Cause.DEMOTED, Origin.HERE);
      return session;
    }
  }

  private void removeDemoted(SessionStore store, StoredSession seen) {
    boolean deleted = false;
    try {
      deleted = store.delete(seen) instanceof DeleteResult.Deleted;
    } catch (StoreException.OutcomeUnknown e) {
      // It may be gone from Redis: then the one in memory is all there is, and must stay.
      deleted = true;
      throw e;
    } finally {
      if (!deleted) {
        places.temporary().delete(seen.id());
        places.picture().refreshTemporary(seen.id(), Cause.DEMOTED);
      }
    }
    if (!deleted) {
      throw new SessionConflictException(seen.id(), "the session was changed meanwhile");
    }
  }
}
