package org.sessiondesk.service;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.service.Journal.End;
import org.sessiondesk.service.Journal.Step;
import org.sessiondesk.session.ByteStore;
import org.sessiondesk.session.Change;
import org.sessiondesk.session.Progress;
import org.sessiondesk.session.SessionEvent.Cause;
import org.sessiondesk.session.SessionEvent.Origin;
import org.sessiondesk.session.SessionId;
import org.sessiondesk.session.SessionStore;
import org.sessiondesk.session.StoreException;
import org.sessiondesk.session.StoredBytes;

/** Whose writes the picture knows for this program's own, and the journal writes down. */
final class OwnByteStore implements ByteStore {
  private final ByteStore bytes;
  private final SessionStore store;
  private final Picture picture;
  private final Journal journal;
  private final @Nullable Change change;

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
    this.bytes = bytes;
    this.store = store;
    this.picture = picture;
    this.journal = journal;
    this.change = change;
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
      return journal.writeAll(
          puts.stream().map(this::step).toList(),
          store.name(),
          () -> bytes.putAll(puts),
          OwnByteStore::end);
    }
  }

  private Step step(Put put) {
    var next = put.next();
    var expected = put.expected();
    if (expected == null) {
      return new Step(change == null ? Change.CREATE : change, null, next);
    }
    var before = new StoredBytes(next.id(), expected, StoredBytes.STRING, next.removedAt());
    return new Step(change == null ? Change.UPDATE : change, before, next);
  }

  @Override
  public List<PutResult> deleteAll(List<StoredBytes> seen) {
    if (seen.isEmpty()) {
      return List.of();
    }
    var ids = seen.stream().map(StoredBytes::id).toList();
    try (var _ = picture.ownWrites(ids, Cause.DELETED)) {
      var results =
          journal.writeAll(
              seen.stream().map(value -> new Step(deletion(), value, null)).toList(),
              store.name(),
              () -> bytes.deleteAll(seen),
              OwnByteStore::end);
      for (int i = 0; i < results.size(); i++) {
        if (results.get(i) instanceof PutResult.Done) {
          picture.remove(store, ids.get(i), Cause.DELETED, Origin.HERE);
        }
      }
      return results;
    }
  }

  /** What is taken back out of the store was put back where it came from. */
  private Change deletion() {
    return change == Change.RESTORE ? Change.RESTORE : Change.DELETE;
  }

  private static End end(PutResult result) {
    return switch (result) {
      case PutResult.Done _ -> End.DONE;
      case PutResult.Failed(var why) when why instanceof StoreException.OutcomeUnknown ->
          End.UNKNOWN;
      default -> End.NOT_DONE;
    };
  }

  @Override
  public void close() {
    bytes.close();
  }
}
