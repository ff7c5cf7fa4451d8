package org.sessiondesk.service;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.sessiondesk.session.Change;
import org.sessiondesk.session.Fault;
import org.sessiondesk.session.InvalidSessionException;
import org.sessiondesk.session.Progress;
import org.sessiondesk.session.Segmenter;
import org.sessiondesk.session.Session;
import org.sessiondesk.session.SessionEvent.Cause;
import org.sessiondesk.session.SessionEvent.Origin;
import org.sessiondesk.session.SessionId;
import org.sessiondesk.session.SessionRules;
import org.sessiondesk.session.SessionStore;
import org.sessiondesk.session.StoredSession;
import org.sessiondesk.session.UpdateResult;

/** Changes sessions where they are. */
final class Edits {

  /** How often an edit that needs no human eye is tried again after a lost race. */
  private static final int ATTEMPTS = 8;

  private final Places places;
  private final Segmenter segmenter;

  Edits(Places places, Segmenter segmenter) {
    this.places = places;
    this.segmenter = segmenter;
  }

  UpdateResult update(StoredSession seen, Session changed, Change change) {
    Places.refuseFaults(SessionRules.checkEdit(seen.session(), changed));
    if (!changed.id().equals(seen.id()) || changed.persistent() != seen.session().persistent()) {
      throw new IllegalArgumentException("an update keeps the id and the place");
    }
    try (var _ = places.locks().lock(seen.id());
        var _ = places.picture().ownWrite(seen.id(), Cause.DELETED)) {
      if (!seen.session().persistent()) {
        if (changed.isExpired(places.clock().instant())) {
          return new UpdateResult.Gone();
        }
        var result = updateIn(places.temporary(), seen, changed, change);
        if (result instanceof UpdateResult.Saved saved) {
          places.picture().refreshTemporary(saved.now().id(), Cause.DELETED);
        }
        return result;
      }
      var store = places.persistentStore();
      var result = updateIn(store, seen, changed, change);
      if (result instanceof UpdateResult.Saved saved) {
        places.picture().put(store, saved.now(), Origin.HERE);
      }
      return result;
    }
  }

  private UpdateResult updateIn(
      SessionStore store, StoredSession seen, Session changed, Change change) {
    return places
        .journal()
        .write(
            change,
            seen.id(),
            store.name(),
            seen,
            note -> {
              var result = store.update(seen, changed);
              if (result instanceof UpdateResult.Saved saved) {
                note.done(saved.now());
              }
              return result;
            });
  }

  Session segment(SessionId id, Progress progress) {
    var seen = live(id);
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      var sentences = segmenter.segment(seen.session().text(), progress);
      var result = update(seen, seen.session().withSentences(sentences), Change.SEGMENT);
      switch (result) {
        case UpdateResult.Saved saved -> {
          return saved.now().session();
        }
        case UpdateResult.Conflict(StoredSession theirs) -> seen = theirs;
        case UpdateResult.Conflict _, UpdateResult.Gone _ -> throw new SessionNotFoundException(id);
      }
    }
    throw new SessionConflictException(id, "the session is being changed again and again");
  }

  Session extend(SessionId id, Instant deadline) {
    var kind = SessionRules.ttlFault(Duration.between(places.clock().instant(), deadline));
    if (kind != null) {
      throw new InvalidSessionException(List.of(new Fault(Fault.Field.TTL, kind)));
    }
    var exact = deadline.truncatedTo(ChronoUnit.MICROS);
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      var seen = places.temporary().find(id);
      if (seen.isEmpty() || !(seen.get() instanceof StoredSession stored)) {
        throw new SessionNotFoundException(id);
      }
      var longer = stored.session().withExpiresAt(exact);
      if (update(stored, longer, Change.EXTEND) instanceof UpdateResult.Saved saved) {
        return saved.now().session();
      }
    }
    throw new SessionConflictException(id, "the session is being changed again and again");
  }

  private StoredSession live(SessionId id) {
    var entry = places.find(id).orElseThrow(() -> new SessionNotFoundException(id));
    if (entry instanceof StoredSession stored) {
      return stored;
    }
    throw new SessionConflictException(id, "what is stored cannot be read as a session");
  }
}
