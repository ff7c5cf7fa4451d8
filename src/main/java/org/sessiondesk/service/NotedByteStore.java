package org.sessiondesk.service;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.service.Journal.End;
import org.sessiondesk.service.Journal.Step;
import org.sessiondesk.session.ByteStore;
import org.sessiondesk.session.Change;
import org.sessiondesk.session.Progress;
import org.sessiondesk.session.SessionId;
import org.sessiondesk.session.StoreException;
import org.sessiondesk.session.StoreName;
import org.sessiondesk.session.StoredBytes;

/** Whose writes the journal writes down. */
final class NotedByteStore implements ByteStore {
  private final ByteStore bytes;
  private final StoreName name;
  private final Journal journal;
  private final @Nullable Change change;

  /**
   * Makes it.
   *
   * @param name which store {@code bytes} belong to
   * @param change what putting is called; null for creating and updating
   */
  NotedByteStore(ByteStore bytes, StoreName name, Journal journal, @Nullable Change change) {
    this.bytes = bytes;
    this.name = name;
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
    return journal.writeAll(
        puts.stream().map(this::step).toList(),
        name,
        () -> bytes.putAll(puts),
        NotedByteStore::end);
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
    return journal.writeAll(
        seen.stream().map(value -> new Step(deletion(), value, null)).toList(),
        name,
        () -> bytes.deleteAll(seen),
        NotedByteStore::end);
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
