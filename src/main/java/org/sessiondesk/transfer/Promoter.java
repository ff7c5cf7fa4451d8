package org.sessiondesk.transfer;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.sessiondesk.service.SessionConflictException;
import org.sessiondesk.service.SessionNotFoundException;
import org.sessiondesk.service.SessionService;
import org.sessiondesk.service.StoreOffException;
import org.sessiondesk.session.ByteStore;
import org.sessiondesk.session.Progress;
import org.sessiondesk.session.SessionCodec;
import org.sessiondesk.session.SessionId;
import org.sessiondesk.session.StoreException;
import org.sessiondesk.session.StoredBytes;
import org.sessiondesk.session.StoredSession;

/**
 * Makes many temporary sessions persistent, as before a restart: each leaves memory only once the
 * store has confirmed it. Blocks; safe for use by several threads.
 */
public final class Promoter {
  /** So many are under way at a time: a store far away answers each only after a while. */
  private static final int WORKERS = 16;

  private static final int FOR_ONE_WORKER = 64;

  private final SessionService service;
  private final SessionCodec codec;
  private final InstantSource clock;

  /** Moves what {@code service} has. */
  public Promoter(SessionService service, SessionCodec codec, InstantSource clock) {
    this.service = service;
    this.codec = codec;
    this.clock = clock;
  }

  /**
   * Finds the temporary sessions of a selection that have not expired. Changes nothing.
   *
   * @param progress told of the sessions
   * @throws StoreOffException where no store is wanted
   * @throws StoreException where the store fails
   */
  public PromotePlan check(ExportRequest.Selection selection, Progress progress) {
    var lease = service.lease();
    var now = clock.instant();
    var live = new ArrayList<SessionId>();
    long expired = 0;
    for (var held : held(selection)) {
      if (held.session().isExpired(now)) {
        expired++;
      } else {
        live.add(held.id());
      }
    }
    var taken = service.within(lease, () -> taken(live, progress));
    return new PromotePlan(live, expired, taken, lease);
  }

  private List<StoredSession> held(ExportRequest.Selection selection) {
    var held = new ArrayList<StoredSession>();
    if (selection instanceof ExportRequest.Selection.All) {
      service.forEachTemporary(held::add);
    } else {
      SelectedIds.of(selection, service)
          .forEach(id -> service.findTemporary(id).ifPresent(held::add));
    }
    return held;
  }

  private Tally taken(List<SessionId> ids, Progress progress) {
    var taken = new Tally.Counter();
    try (var store = service.openBytes()) {
      var size = new BatchSize();
      for (int at = 0; at < ids.size() && !progress.cancelled(); ) {
        int end = Math.min(ids.size(), at + size.next());
        size.took(addTaken(ids.subList(at, end), store, taken));
        at = end;
        progress.at(at, ids.size());
      }
    }
    return taken.tally();
  }

  private List<StoredBytes> addTaken(List<SessionId> ids, ByteStore store, Tally.Counter taken) {
    var there = store.read(ids);
    for (var stored : there) {
      if (!isSame(stored)) {
        taken.add(Place.NONE, stored.id().value(), "");
      }
    }
    return there;
  }

  /** Whether an earlier attempt has stored it, whose answer was lost. */
  private boolean isSame(StoredBytes stored) {
    return stored.isString()
        && codec.decode(stored.id(), stored.value()) instanceof StoredSession there
        && service
            .findTemporary(stored.id())
            .filter(held -> held.session().asPersistent().equals(there.session()))
            .isPresent();
  }

  /**
   * Moves the sessions of {@code plan} that are still in memory. Ends early where it is cancelled
   * or the store fails; what is left, or is in conflict, stays in memory.
   *
   * @param progress told of the sessions
   */
  public BulkReport run(PromotePlan plan, Progress progress) {
    var count = new BulkCount(clock);
    var next = new AtomicInteger();
    int size = plan.ids().size();
    int workers = Math.clamp(size / FOR_ONE_WORKER, 1, WORKERS);
    // No virtual ones: they would wait for the disk of the audit log two at a time, not together.
    try (var pool = Executors.newFixedThreadPool(workers)) {
      for (int i = 0; i < workers; i++) {
        pool.execute(
            () ->
                service.within(
                    plan.lease(),
                    () -> {
                      work(plan.ids(), next, count, progress);
                      return true;
                    }));
      }
    }
    return count.report(size, Optional.empty(), progress.cancelled());
  }

  private void work(List<SessionId> ids, AtomicInteger next, BulkCount count, Progress progress) {
    while (!count.hasFailed() && !progress.cancelled()) {
      int place = next.getAndIncrement();
      if (place >= ids.size()) {
        return;
      }
      promote(ids.get(place), count);
      count.tell(progress, ids.size());
    }
  }

  private void promote(SessionId id, BulkCount count) {
    try {
      service.promote(id);
      count.done();
    } catch (SessionNotFoundException e) {
      count.gone();
    } catch (SessionConflictException e) {
      count.changed(id);
    } catch (StoreException e) {
      count.failed(id, e);
    } catch (RuntimeException e) {
      count.failed(e);
    }
  }
}
