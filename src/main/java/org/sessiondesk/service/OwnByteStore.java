package org.sessiondesk.service;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.session.ByteStore;
import org.sessiondesk.session.Change;
import org.sessiondesk.session.Progress;
import org.sessiondesk.session.SessionEvent.Cause;
import org.sessiondesk.session.SessionEvent.Origin;
import org.sessiondesk.session.SessionId;
import org.sessiondesk.session.SessionStore;
import org.sessiondesk.session.StoredBytes;

/** Whose writes the picture knows for this program's own, and the journal writes down. */
final class OwnByteStore implements ByteStore {
  private final ByteStore bytes;
  private final SessionStore store;
  private final Picture picture;

  /**
   * Makes it.
   *
   * @param store the one that {@code bytes} belong to
   * @param change what putting is called; null for creating and updating
   */
  OwnByteStore(
      ByteStore bytes,
      SessionStore store,
      Picture picture,
      Journal journal,
      @Nullable Change change) {
    this.bytes = new NotedByteStore(bytes, store.name(), journal, change);
    this.store = store;
    this.picture = picture;
  }

  @Override
  public void forEachPage(Consumer<List<StoredBytes>> page, Progress progress) {
    bytes.forEachPage(page, progress);
  }

  @Override
  public List<StoredBytes> read(List<SessionId> ids) {
    return bytes.read(ids);
  }

  @Override
  public List<PutResult> putAll(List<Put> puts) {
    if (puts.isEmpty()) {
      return List.of();
    }
    var ids = puts.stream().map(put -> put.next().id()).toList();
    try (var _ = picture.ownWrites(ids, Cause.DELETED)) {
      return bytes.putAll(puts);
    }
  }

  @Override
  public List<PutResult> deleteAll(List<StoredBytes> seen) {
    if (seen.isEmpty()) {
      return List.of();
    }
    var ids = seen.stream().map(StoredBytes::id).toList();
    try (var _ = picture.ownWrites(ids, Cause.DELETED)) {
      var results = bytes.deleteAll(seen);
      for (int i = 0; i < results.size(); i++) {
        if (results.get(i) instanceof PutResult.Done) {
          picture.remove(store, ids.get(i), Cause.DELETED, Origin.HERE);
        }
      }
      return results;
    }
  }

  @Override
  public void close() {
    bytes.close();
  }
}
