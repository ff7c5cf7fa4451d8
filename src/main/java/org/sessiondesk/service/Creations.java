package org.sessiondesk.service;

import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.session.Change;
import org.sessiondesk.session.NewSession;
import org.sessiondesk.session.Session;
import org.sessiondesk.session.SessionEvent.Cause;
import org.sessiondesk.session.SessionEvent.Origin;
import org.sessiondesk.session.SessionId;
import org.sessiondesk.session.SessionRules;
import org.sessiondesk.session.SessionStore;
import org.sessiondesk.session.StoreException;
import org.sessiondesk.session.StoreName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes sessions, and falls back to temporary ones where no store takes persistent ones. */
final class Creations {
  private static final Logger LOG = LoggerFactory.getLogger(Creations.class);

  private final Places places;

  Creations(Places places) {
    this.places = places;
  }

  Creation create(NewSession asked) {
    Places.refuseFaults(SessionRules.check(asked));
    var now = places.clock().instant().truncatedTo(ChronoUnit.MICROS);
    var ttl = asked.persistent() ? null : asked.ttl();
    var session =
        new Session(
            SessionId.random(),
            asked.text(),
            asked.voice(),
            asked.name(),
            asked.persistent(),
            now,
            places.deadline(now, ttl),
            null,
            asked.metadata(),
            false);
    if (!asked.persistent()) {
      return new Creation(insertTemporary(session), null);
    }
    var store = places.store();
    if (store.isEmpty()) {
      return fallback(session, "no store of persistent sessions is connected", false);
    }
    try {
      return new Creation(insertPersistent(store.get(), session), null);
    } catch (StoreException.OutcomeUnknown e) {
      return fallback(session, e.getMessage(), true);
    } catch (StoreException.Rejected e) {
      if (e.reason() == StoreException.Rejected.Reason.LOCKED) {
        throw e; // The operator wants nothing to be written: that is no failure to make up for.
      }
      return fallback(session, e.getMessage(), false);
    } catch (StoreException.Unavailable e) {
      return fallback(session, e.getMessage(), false);
    }
  }

  private Creation fallback(Session asked, @Nullable String why, boolean mayBeStored) {
    var expiresAt = places.deadline(asked.createdAt(), null);
    var session =
        new Session(
            asked.id(),
            asked.text(),
            asked.voice(),
            asked.name(),
            false,
            asked.createdAt(),
            expiresAt,
            null,
            asked.metadata(),
            true);
    insertTemporary(session);
    if (mayBeStored) {
      places.picture().expectTwin(session.id());
    }
    LOG.warn("Session {} was to be persistent and was created as temporary: {}", asked.id(), why);
    return new Creation(session, why == null ? "unknown" : why);
  }

  private Session insertTemporary(Session session) {
    var change = session.fallback() ? Change.FALLBACK : Change.CREATE;
    try (var _ = places.picture().ownWrite(session.id(), Cause.DELETED)) {
      places
          .journal()
          .write(
              change,
              session.id(),
              StoreName.MEMORY,
              null,
              note -> {
                note.done(places.temporary().insert(session));
                return session;
              });
      places.picture().refreshTemporary(session.id(), Cause.DELETED);
      return session;
    }
  }

  private Session insertPersistent(SessionStore store, Session session) {
    try (var _ = places.picture().ownWrite(session.id(), Cause.DELETED)) {
      var stored =
          places
              .journal()
              .write(
                  Change.CREATE,
                  session.id(),
                  store.name(),
                  null,
                  note -> {
                    var now = store.insert(session);
                    note.done(now);
                    return now;
                  });
      places.picture().put(store, stored, Origin.HERE);
      return session;
    }
  }
}
