package org.sessiondesk.transfer;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.service.SessionService;
import org.sessiondesk.session.ByteStore;
import org.sessiondesk.session.ByteStore.Put;
import org.sessiondesk.session.ByteStore.PutResult;
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
  private final Tally.Counter conflicts = new Tally.Counter();
  private final Tally.Counter unknown = new Tally.Counter();
  private long created;
  private long replaced;
  private long beside;
  private long already;
  private volatile @Nullable StoreException failure;

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
  }

  /** An entry that is to be stored. */
  private record Wish(
      Line line, Decision decision, StoredBytes next, @Nullable StoredBytes current) {}

  /** A progress that is cancelled, too, where the store has failed. */
  Progress stoppingToo(Progress progress) {
    return new Progress() {
      @Override
      public void at(long done, long total) {
        progress.at(done, total);
      }

      @Override
      public boolean cancelled() {
        return failure != null || progress.cancelled();
      }
    };
  }

  /** Stores the entries of a page; where the store fails, that ends it all. */
  void store(List<Line> page) {
    try {
      storeAll(page);
    } catch (StoreException e) {
      failure = failure == null ? e : failure;
    }
  }

  private void storeAll(List<Line> page) {
    var wishes = new ArrayList<Wish>();
    var replacing = new HashMap<SessionId, Integer>();
    for (var line : page) {
      if (!decisions.hasNext()) {
        throw changed();
      }
      var decision = decisions.next();
      int seen = decision == Decision.REPLACE ? decisions.replaced() : -1;
      if (failure != null || !decision.writes()) {
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
      wishes.add(new Wish(line, decision, next, null));
    }
    putAll(stillAsSeen(wishes, replacing));
  }

  private static TransferException changed() {
    return new TransferException(
        Reason.CHANGED_MEANWHILE, "the file was changed since it was checked: check it again");
  }

  private void hold(Line line, ArchiveEntry entry) {
    var session = Entries.temporarySession(entry, codec);
    try {
      service.restore(new StoredSession(session, Revision.of(new byte[0])));
      created++;
    } catch (StoreException.AlreadyExists e) {
      boolean same =
          service
              .findTemporary(session.id())
              .map(held -> held.session().equals(session))
              .orElse(false);
      if (same) {
        already++;
      } else {
        conflict(line, session.id());
      }
    }
  }

  /** Those of {@code wishes} that replace nothing, or what was seen when the file was checked. */
  private List<Wish> stillAsSeen(List<Wish> wishes, Map<SessionId, Integer> replacing) {
    if (replacing.isEmpty()) {
      return wishes;
    }
    var now = new HashMap<SessionId, StoredBytes>();
    store.read(List.copyOf(replacing.keySet())).forEach(found -> now.put(found.id(), found));
    var still = new ArrayList<Wish>();
    for (var wish : wishes) {
      var seen = wish.decision() == Decision.REPLACE ? replacing.get(wish.next().id()) : null;
      var current = now.get(wish.next().id());
      if (seen == null) {
        still.add(wish);
      } else if (current != null && current.sameValue(wish.next())) {
        already++;
      } else if (current == null || !plan.decisions().isUnchanged(seen, current)) {
        conflict(wish.line(), wish.next().id());
      } else {
        still.add(new Wish(wish.line(), wish.decision(), wish.next(), current));
      }
    }
    return still;
  }

  private void putAll(List<Wish> wishes) {
    if (wishes.isEmpty()) {
      return;
    }
    var puts = new ArrayList<Put>(wishes.size());
    for (var wish : wishes) {
      var current = wish.current();
      puts.add(new Put(wish.next(), current == null ? null : current.value()));
    }
    var results = store.putAll(puts);
    var others = new ArrayList<Wish>();
    for (int i = 0; i < results.size(); i++) {
      var wish = wishes.get(i);
      switch (results.get(i)) {
        case PutResult.Done _ -> done(wish.decision());
        case PutResult.Differs _, PutResult.Gone _ -> others.add(wish);
        case PutResult.Failed failed -> failed(wish, failed.why());
      }
    }
    explain(others);
  }

  private void done(Decision decision) {
    switch (decision) {
      case REPLACE -> replaced++;
      case BESIDE -> beside++;
      default -> created++;
    }
  }

  private void failed(Wish wish, StoreException why) {
    if (failure == null) {
      failure = why;
    }
    if (why instanceof StoreException.OutcomeUnknown) {
      unknown.add(wish.line().place(), wish.next().id().value(), "");
    }
  }

  /** Somebody was faster: with the very same, as a run before this one, or with something else. */
  private void explain(List<Wish> others) {
    if (others.isEmpty() || failure != null) {
      others.forEach(wish -> conflict(wish.line(), wish.next().id()));
      return;
    }
    var now = new HashMap<SessionId, StoredBytes>();
    store
        .read(others.stream().map(wish -> wish.next().id()).toList())
        .forEach(found -> now.put(found.id(), found));
    for (var wish : others) {
      var current = now.get(wish.next().id());
      if (current != null && current.sameValue(wish.next())) {
        already++;
      } else {
        conflict(wish.line(), wish.next().id());
      }
    }
  }

  private void conflict(Line line, SessionId id) {
    conflicts.add(line.place(), id.value(), "");
  }

  /** How it ended. */
  ImportReport report(Instant start, boolean cancelled) {
    var differing = conflicts.tally();
    var open = unknown.tally();
    long reached = created + replaced + beside + already + differing.count() + open.count();
    return new ImportReport(
        created,
        replaced,
        beside,
        already,
        differing,
        open,
        plan.writes() - reached,
        Duration.between(start, clock.instant()),
        cancelled,
        failure);
  }
}
