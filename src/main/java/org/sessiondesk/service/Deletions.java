package org.sessiondesk.service;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.sessiondesk.session.ByteStore.PutResult;
import org.sessiondesk.session.Change;
import org.sessiondesk.session.DeleteResult;
import org.sessiondesk.session.Progress;
import org.sessiondesk.session.SessionEvent.Cause;
import org.sessiondesk.session.SessionEvent.Origin;
import org.sessiondesk.session.SessionId;
import org.sessiondesk.session.SessionStore;
import org.sessiondesk.session.StoredEntry;

/** Deletes sessions, and puts them back. */
final class Deletions {
  /** How often what is being changed all the time is tried to be deleted. */
  private static final int ATTEMPTS = 8;

  private final Places places;

  Deletions(Places places) {
    this.places = places;
  }

  boolean delete(SessionId id) {
    try (var _ = places.locks().lock(id);
        var _ = places.picture().ownWrite(id, Cause.DELETED)) {
      for (var held = places.temporary().find(id);
          held.isPresent();
          held = places.temporary().find(id)) {
        if (deleteTemporary(held.get()) instanceof DeleteResult.Deleted) {
          return true;
        }
      }
      var store = places.store();
      return store.isPresent() && deleteStored(store.get(), id);
    }
  }

  /** What is deleted is what was read, so that it can be told afterwards what it was. */
  private boolean deleteStored(SessionStore store, SessionId id) {
    var seen = store.find(id);
    for (int attempt = 0; attempt < ATTEMPTS && seen.isPresent(); attempt++) {
      switch (deleteStored(store, seen.get())) {
        case DeleteResult.Deleted _ -> {
          return true;
        }
        case DeleteResult.Changed(var theirs) -> seen = Optional.of(theirs);
        case DeleteResult.Gone _ -> {
          return false;
        }
      }
    }
    if (seen.isPresent()) {
      throw new SessionConflictException(id, "the session is being changed again and again");
    }
    return false;
  }

  DeleteResult delete(StoredEntry seen) {
    try (var _ = places.locks().lock(seen.id());
        var _ = places.picture().ownWrite(seen.id(), Cause.DELETED)) {
      return Places.isTemporary(seen)
          ? deleteTemporary(seen)
          : deleteStored(places.persistentStore(), seen);
    }
  }

  private DeleteResult deleteTemporary(StoredEntry seen) {
    var result = deleteIn(places.temporary(), seen);
    if (result instanceof DeleteResult.Deleted) {
      places.picture().refreshTemporary(seen.id(), Cause.DELETED);
    }
    return result;
  }

  private DeleteResult deleteStored(SessionStore store, StoredEntry seen) {
    var result = deleteIn(store, seen);
    if (result instanceof DeleteResult.Deleted) {
      places.picture().remove(store, seen.id(), Cause.DELETED, Origin.HERE);
    }
    return result;
  }

  private DeleteResult deleteIn(SessionStore store, StoredEntry seen) {
    return places
        .journal()
        .write(
            Change.DELETE,
            seen.id(),
            store.name(),
            seen,
            note -> {
              var result = store.delete(seen);
              if (result instanceof DeleteResult.Deleted) {
                note.done(null);
              }
              return result;
            });
  }

  long deleteAll(Collection<SessionId> ids, Progress progress) {
    var stored = new ArrayList<SessionId>();
    long deleted = 0;
    for (var id : ids) {
      if (progress.cancelled()) {
        return deleted;
      }
      if (places.temporary().find(id).isPresent()) {
        deleted += delete(id) ? 1 : 0;
      } else {
        stored.add(id);
      }
    }
    if (stored.isEmpty()) {
      progress.at(deleted, ids.size());
      return deleted;
    }
    return deleted + deleteStored(stored, deleted, ids.size(), progress);
  }

  private long deleteStored(List<SessionId> ids, long before, long total, Progress progress) {
    var store = places.persistentStore();
    var opened = store.openBytes();
    if (opened.isEmpty()) {
      return deleteOneByOne(ids, before, total, progress);
    }
    long deleted = 0;
    try (var bytes =
        new OwnByteStore(opened.get(), store, places.picture(), places.journal(), null)) {
      for (int from = 0; from < ids.size() && !progress.cancelled(); from += Picture.BATCH) {
        var batch = ids.subList(from, Math.min(from + Picture.BATCH, ids.size()));
        deleted += deleteBatch(bytes, batch);
        progress.at(before + from + batch.size(), total);
      }
    }
    return deleted;
  }

  /** What was changed between reading and deleting is read again: it is to go all the same. */
  private static long deleteBatch(OwnByteStore bytes, List<SessionId> batch) {
    long deleted = 0;
    var left = batch;
    for (int attempt = 0; attempt < ATTEMPTS && !left.isEmpty(); attempt++) {
      var seen = bytes.read(left);
      var results = bytes.deleteAll(seen);
      var changed = new ArrayList<SessionId>();
      for (int i = 0; i < results.size(); i++) {
        switch (results.get(i)) {
          case PutResult.Done _ -> deleted++;
          case PutResult.Gone _ -> {}
          case PutResult.Differs _ -> changed.add(seen.get(i).id());
          case PutResult.Failed(var why) -> throw why;
        }
      }
      left = changed;
    }
    return deleted;
  }

  private long deleteOneByOne(List<SessionId> ids, long before, long total, Progress progress) {
    long deleted = 0;
    long done = before;
    for (var id : ids) {
      if (progress.cancelled()) {
        break;
      }
      deleted += delete(id) ? 1 : 0;
      progress.at(++done, total);
    }
    return deleted;
  }

  void restore(StoredEntry deleted, Change change) {
    try (var _ = places.locks().lock(deleted.id());
        var _ = places.picture().ownWrite(deleted.id(), Cause.DELETED)) {
      if (Places.isTemporary(deleted)) {
        restoreIn(places.temporary(), deleted, change);
        places.picture().refreshTemporary(deleted.id(), Cause.DELETED);
      } else {
        var store = places.persistentStore();
        restoreIn(store, deleted, change);
        places.picture().put(store, deleted, Origin.HERE);
      }
    }
  }

  private void restoreIn(SessionStore store, StoredEntry deleted, Change change) {
    places
        .journal()
        .write(
            change,
            deleted.id(),
            store.name(),
            null,
            note -> {
              store.restore(deleted);
              note.done(deleted);
              return true;
            });
  }
}
