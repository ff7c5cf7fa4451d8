package org.sessiondesk.transfer;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.sessiondesk.service.SessionService;
import org.sessiondesk.session.ByteStore;
import org.sessiondesk.session.Change;
import org.sessiondesk.session.Progress;
import org.sessiondesk.session.Revision;
import org.sessiondesk.session.SessionCodec;
import org.sessiondesk.session.SessionId;
import org.sessiondesk.session.StoreException;
import org.sessiondesk.session.StoredBytes;
import org.sessiondesk.session.StoredSession;
import org.sessiondesk.transfer.TransferException.Reason;

/** Stores the entries of a file, page by page, as it was decided. Not for several threads. */
final class Storing {
  private final ImportPlan plan;
  private final SessionService service;
  private final SessionCodec codec;
  private final ByteStore store;
  private final InstantSource clock;
  private final Decisions.Reading decisions;
  private final Writes writes;

  Storing(
      ImportPlan plan,
      SessionService service,
      SessionCodec codec,
      ByteStore store,
      InstantSource clock) {
    this.plan = plan;
    this.service = service;
    this.codec = codec;
    this.store = store;
    this.clock = clock;
    decisions = plan.decisions().read();
    writes = new Writes(store);
  }

  /** A progress that is cancelled, too, where the store has failed. */
  Progress stoppingToo(Progress progress) {
    return new Progress() {
      @Override
      public void at(long done, long total) {
        progress.at(done, total);
      }

      @Override
      public boolean cancelled() {
        return writes.failure() != null || progress.cancelled();
      }
    };
  }

  /** Stores the entries of a page; where the store fails, that ends it all. */
  void store(List<Line> page) {
    try {
      storeAll(page);
    } catch (StoreException e) {
      writes.fail(e);
    }
  }

  private void storeAll(List<Line> page) {
    var wishes = new ArrayList<Writes.Wish>();
    var replacing = new HashMap<SessionId, Integer>();
    for (var line : page) {
      if (!decisions.hasNext()) {
        throw changed();
      }
      var decision = decisions.next();
      int seen = decision == Decision.REPLACE ? decisions.replaced() : -1;
      if (writes.failure() != null || !decision.writes()) {
        continue;
      }
      var entry = line.entry();
      if (entry == null) {
        throw changed();
      }
      if (entry.temporary() && plan.request().temporaries() == ImportRequest.Temporaries.MEMORY) {
        hold(line, entry);
        continue;
      }
      var next = Entries.toStore(entry);
      if (decision == Decision.BESIDE) {
        next = NewIds.beside(next, codec);
      } else if (decision == Decision.REPLACE) {
        replacing.put(next.id(), seen);
      }
      wishes.add(new Writes.Wish(line.place(), decision, next, null));
    }
    writes.putAll(stillAsSeen(wishes, replacing));
  }

  private static TransferException changed() {
    return new TransferException(
        Reason.CHANGED_MEANWHILE, "the file was changed since it was checked: check it again");
  }

  private void hold(Line line, ArchiveEntry entry) {
    var session = Entries.temporarySession(entry, codec);
    try {
      service.restore(new StoredSession(session, Revision.of(new byte[0])), Change.IMPORT);
      writes.count(Decision.CREATE);
    } catch (StoreException.AlreadyExists e) {
      boolean same =
          service
              .findTemporary(session.id())
              .map(held -> held.session().equals(session))
              .orElse(false);
      if (same) {
        writes.countAlready();
      } else {
        conflict(line, session.id());
      }
    }
  }

  /** Those of {@code wishes} that replace nothing, or what was seen when the file was checked. */
  private List<Writes.Wish> stillAsSeen(
      List<Writes.Wish> wishes, Map<SessionId, Integer> replacing) {
    if (replacing.isEmpty()) {
      return wishes;
    }
    var now = new HashMap<SessionId, StoredBytes>();
    store.read(List.copyOf(replacing.keySet())).forEach(found -> now.put(found.id(), found));
    var still = new ArrayList<Writes.Wish>();
    for (var wish : wishes) {
      var seen = wish.decision() == Decision.REPLACE ? replacing.get(wish.next().id()) : null;
      var current = now.get(wish.next().id());
      if (seen == null) {
        still.add(wish);
      } else if (current != null && current.sameValue(wish.next())) {
        writes.countAlready();
      } else if (current == null || !plan.decisions().isUnchanged(seen, current)) {
        writes.conflict(wish.place(), wish.next().id());
      } else {
        still.add(new Writes.Wish(wish.place(), wish.decision(), wish.next(), current));
      }
    }
    return still;
  }

  private void conflict(Line line, SessionId id) {
    writes.conflict(line.place(), id);
  }

  /** How it ended. */
  ImportReport report(Instant start, boolean cancelled) {
    return new ImportReport(
        writes.created(),
        writes.replaced(),
        writes.beside(),
        writes.already(),
        writes.conflicts(),
        writes.unknown(),
        plan.writes() - writes.reached(),
        Duration.between(start, clock.instant()),
        cancelled,
        writes.failure());
  }
}
