package org.sessiondesk.transfer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.sessiondesk.session.ByteStore;
import org.sessiondesk.session.Progress;
import org.sessiondesk.session.SessionCodec;
import org.sessiondesk.session.SessionId;
import org.sessiondesk.session.StoreException;
import org.sessiondesk.session.StoredBytes;

/** Stores what a check has decided to copy, batch by batch. For one thread. */
final class CopyRun {
  private static final Decision[] ALL = Decision.values();

  private final CopyPlan plan;
  private final FrozenSessions sessions;
  private final SessionCodec codec;
  private final ByteStore from;
  private final ByteStore to;
  private final Writes writes;
  private final BatchSize size;
  private final Throttle throttle;
  private long gone;

  CopyRun(CopyPlan plan, SessionCodec codec, ByteStore from, ByteStore to) {
    this.plan = plan;
    this.codec = codec;
    this.from = from;
    this.to = to;
    sessions = plan.toStore();
    writes = new Writes(to);
    size = new BatchSize(plan.request().perSecond());
    throttle = new Throttle(plan.request().perSecond(), System::nanoTime);
  }

  /** Stores all, until it is cancelled or a store fails. */
  void run(Progress progress) {
    for (int at = 0; at < sessions.size(); ) {
      if (progress.cancelled() || writes.failure() != null) {
        return;
      }
      int end = Math.min(sessions.size(), at + size.next());
      try {
        batch(at, end);
      } catch (StoreException e) {
        writes.fail(e);
        return;
      }
      throttle.did(end - at, progress);
      at = end;
      progress.at(at, sessions.size());
    }
  }

  private void batch(int at, int end) {
    var mine = Copier.read(from, sessions.ids(at, end));
    size.took(List.copyOf(mine.values()));
    var theirs = Copier.read(to, replaced(at, end));
    var wishes = new ArrayList<Writes.Wish>();
    for (int i = at; i < end; i++) {
      var id = sessions.id(i);
      var here = mine.get(id);
      if (here == null) {
        gone++;
        continue;
      }
      var next = next(sessions, i, here, codec);
      var decision = decision(sessions, i);
      var current = theirs.get(id);
      if (decision != Decision.REPLACE) {
        wishes.add(new Writes.Wish(Place.NONE, decision, next, null));
      } else if (current != null && current.sameValue(next)) {
        writes.countAlready();
      } else if (current == null
          || !sessions.wasSeen(i, Digests.of(current))
          || Policies.decide(plan.request().policy(), next, current, codec) != decision) {
        writes.conflict(Place.NONE, id);
      } else {
        wishes.add(new Writes.Wish(Place.NONE, decision, next, current));
      }
    }
    writes.putAll(wishes);
  }

  private List<SessionId> replaced(int at, int end) {
    var ids = new ArrayList<SessionId>();
    for (int i = at; i < end; i++) {
      if (decision(sessions, i) == Decision.REPLACE) {
        ids.add(sessions.id(i));
      }
    }
    return ids;
  }

  private static Decision decision(FrozenSessions sessions, int place) {
    return ALL[sessions.code(place)];
  }

  /** What is stored for the session at {@code place}, which is {@code here} where it comes from. */
  static StoredBytes next(
      FrozenSessions sessions, int place, StoredBytes here, SessionCodec codec) {
    return decision(sessions, place) == Decision.BESIDE ? NewIds.beside(here, codec) : here;
  }

  /** The ids under which the sessions of some places are stored, as far as they are there still. */
  static List<SessionId> targets(
      FrozenSessions sessions, int at, int end, Map<SessionId, StoredBytes> mine) {
    var ids = new ArrayList<SessionId>();
    for (int i = at; i < end; i++) {
      var here = mine.get(sessions.id(i));
      if (here != null) {
        ids.add(decision(sessions, i) == Decision.BESIDE ? NewIds.of(here) : here.id());
      }
    }
    return ids;
  }

  /** How it ended. */
  CopyReport report(Duration took, boolean cancelled) {
    return new CopyReport(
        writes.created(),
        writes.replaced(),
        writes.beside(),
        writes.already(),
        gone,
        writes.conflicts(),
        writes.unknown(),
        plan.writes() - writes.reached() - gone,
        took,
        cancelled,
        writes.failure());
  }
}
