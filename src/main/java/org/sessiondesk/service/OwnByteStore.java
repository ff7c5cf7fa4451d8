package org.sessiondesk.service;

import java.util.List;
import java.util.function.Consumer;
import org.sessiondesk.session.ByteStore;
import org.sessiondesk.session.Progress;
import org.sessiondesk.session.SessionEvent.Cause;
import org.sessiondesk.session.SessionId;
import org.sessiondesk.session.StoredBytes;

/** Whose writes the picture knows for this program's own. */
final class OwnByteStore implements ByteStore {
  private final ByteStore store;
  private final Picture picture;

  OwnByteStore(ByteStore store, Picture picture) {
    this.store = store;
    this.picture = picture;
  }

  @Override
  public void forEachPage(Consumer<List<StoredBytes>> page, Progress progress) {
    store.forEachPage(page, progress);
  }

  @Override
  public List<StoredBytes> read(List<SessionId> ids) {
    return store.read(ids);
  }

  @Override
  public List<PutResult> putAll(List<Put> puts) {
    var ids = puts.stream().map(put -> put.next().id()).toList();
    try (var _ = picture.ownWrites(ids, Cause.DELETED)) {
      return store.putAll(puts);
    }
  }

  @Override
  public void close() {
    store.close();
  }
}
