package org.sessiondesk.service;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.sessiondesk.session.DeleteResult;
import org.sessiondesk.session.Progress;
import org.sessiondesk.session.SessionEvent.Cause;
import org.sessiondesk.session.SessionEvent.Origin;
import org.sessiondesk.session.SessionId;
import org.sessiondesk.session.StoredEntry;

/** Deletes sessions, and puts them back. */
final class Deletions {
  private final Places places;

  Deletions(Places places) {
    this.places = places;
  }

  boolean delete(SessionId id) {
    try (var _ = places.locks().lock(id);
        var _ = places.picture().ownWrite(id, Cause.DELETED)) {
      if (places.temporary().delete(id)) {
        places.picture().refreshTemporary(id, Cause.DELETED);
        return true;
      }
      var store = places.store();
      if (store.isEmpty() || !store.get().delete(id)) {
        return false;
      }
      places.picture().remove(store.get(), id, Cause.DELETED, Origin.HERE);
      return true;
    }
  }

  DeleteResult delete(StoredEntry seen) {
    try (var _ = places.locks().lock(seen.id());
        var _ = places.picture().ownWrite(seen.id(), Cause.DELETED)) {
      if (Places.isTemporary(seen)) {
        var result = places.temporary().delete(seen);
        if (result instanceof DeleteResult.Deleted) {
          places.picture().refreshTemporary(seen.id(), Cause.DELETED);
        }
        return result;
      }
      var store = places.persistentStore();
      var result = store.delete(seen);
      if (result instanceof DeleteResult.Deleted) {
        places.picture().remove(store, seen.id(), Cause.DELETED, Origin.HERE);
      }
      return result;
    }
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
    long deleted = 0;
    for (int from = 0; from < ids.size() && !progress.cancelled(); from += Picture.BATCH) {
      var batch = ids.subList(from, Math.min(from + Picture.BATCH, ids.size()));
      try (var _ = places.picture().ownWrites(batch, Cause.DELETED)) {
        deleted += store.deleteAll(batch, Progress.NONE);
        for (var id : batch) {
          places.picture().remove(store, id, Cause.DELETED, Origin.HERE);
        }
      }
      progress.at(before + from + batch.size(), total);
    }
    return deleted;
  }

  void restore(StoredEntry deleted) {
    try (var _ = places.locks().lock(deleted.id());
        var _ = places.picture().ownWrite(deleted.id(), Cause.DELETED)) {
      if (Places.isTemporary(deleted)) {
        places.temporary().restore(deleted);
        places.picture().refreshTemporary(deleted.id(), Cause.DELETED);
      } else {
        var store = places.persistentStore();
        store.restore(deleted);
        places.picture().put(store, deleted, Origin.HERE);
      }
    }
  }
}
