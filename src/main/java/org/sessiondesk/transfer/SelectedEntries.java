package org.sessiondesk.transfer;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.sessiondesk.service.SessionService;
import org.sessiondesk.service.StoreOffException;
import org.sessiondesk.session.Progress;
import org.sessiondesk.session.SessionCodec;
import org.sessiondesk.session.SessionId;
import org.sessiondesk.session.StoredBytes;
import org.sessiondesk.session.StoredSession;

/** The sessions that were selected, from memory and from the store, each once. For one job. */
final class SelectedEntries {
  private static final int BATCH = 500;

  private final SessionService service;
  private final SessionCodec codec;
  private final Consumer<ArchiveEntry> consumer;
  private final Progress progress;
  private final IdSet seen = new IdSet();

  SelectedEntries(
      SessionService service,
      SessionCodec codec,
      Consumer<ArchiveEntry> consumer,
      Progress progress) {
    this.service = service;
    this.codec = codec;
    this.consumer = consumer;
    this.progress = progress;
  }

  /**
   * Hands over what was selected.
   *
   * @return how many that were asked for are not there
   */
  long forEach(ExportRequest.Selection selection) {
    return switch (selection) {
      case ExportRequest.Selection.All _ -> {
        all();
        yield 0;
      }
      case ExportRequest.Selection.Ids ids -> these(ids.ids());
      case ExportRequest.Selection.Query query -> these(SelectedIds.of(query, service));
    };
  }

  /**
   * Memory first and last: what is moved from memory to the store meanwhile is found the first
   * time, what is moved back the last time.
   */
  private void all() {
    service.forEachTemporary(this::temporary);
    try (var store = service.openBytes()) {
      store.forEachPage(page -> page.forEach(this::persistent), progress);
    } catch (StoreOffException e) {
      progress.at(seen.size(), seen.size()); // None is wanted: what is in memory is all.
    }
    service.forEachTemporary(this::temporary);
  }

  private long these(List<SessionId> ids) {
    var wanted = new IdSet();
    try (var store = service.openBytes()) {
      forEachBatch(ids, wanted, batch -> store.read(batch).forEach(this::persistent));
    } catch (StoreOffException e) {
      forEachBatch(ids, wanted, _ -> {}); // None is wanted: what is in memory is all.
    }
    return (long) wanted.size() - seen.size();
  }

  private void forEachBatch(
      List<SessionId> ids, IdSet wanted, Consumer<List<SessionId>> notInMemory) {
    for (int from = 0; from < ids.size() && !progress.cancelled(); from += BATCH) {
      int to = Math.min(ids.size(), from + BATCH);
      var others = new ArrayList<SessionId>();
      for (var id : ids.subList(from, to)) {
        wanted.add(id);
        var held = service.findTemporary(id);
        if (held.isPresent()) {
          temporary(held.get());
        } else {
          others.add(id);
        }
      }
      notInMemory.accept(others);
      progress.at(to, ids.size());
    }
  }

  private void persistent(StoredBytes stored) {
    // A scan of Redis may find a key twice.
    if (seen.add(stored.id())) {
      consumer.accept(ArchiveEntry.persistent(stored));
    }
  }

  private void temporary(StoredSession held) {
    var session = held.session();
    if (seen.add(session.id())) {
      var value = codec.encode(session.asPersistent());
      consumer.accept(
          new ArchiveEntry(
              new StoredBytes(session.id(), value, StoredBytes.STRING, session.expiresAt()),
              session.fallback() ? ArchiveEntry.Kind.FALLBACK : ArchiveEntry.Kind.TEMPORARY));
    }
  }
}
