package org.sessiondesk.transfer;

import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.sessiondesk.service.SessionService;
import org.sessiondesk.session.ByteStore;
import org.sessiondesk.session.Progress;
import org.sessiondesk.session.SessionCodec;
import org.sessiondesk.session.SessionId;
import org.sessiondesk.session.StoreException;
import org.sessiondesk.session.StoredBytes;

/**
 * Copies persistent sessions from one store to another: {@link #check} compares both, {@link #run}
 * stores what was decided, {@link #verify} compares again. The store that is copied from is only
 * read. Each session is stored whole, by one command that compares and sets; what has changed since
 * the check is not touched. Blocks; safe for use by several threads.
 */
public final class Copier {
  private final SessionService service;
  private final SessionCodec codec;
  private final InstantSource clock;

  /**
   * Copies.
   *
   * @param service whose picture answers queries
   */
  public Copier(SessionService service, SessionCodec codec, InstantSource clock) {
    this.service = service;
    this.codec = codec;
    this.clock = clock;
  }

  /**
   * Compares both stores. Changes nothing.
   *
   * @param progress told of the sessions
   * @return what a copy would do; where it was cancelled only as far as it came, and {@link #run}
   *     copies no more than that
   * @throws StoreException where a store fails
   */
  public CopyPlan check(CopyRequest request, Progress progress) {
    try (var from = request.from().bytes().get();
        var to = request.to().bytes().get()) {
      var check = new CopyCheck(request, codec, to, clock.instant());
      long wanted = 0;
      if (request.selection() instanceof ExportRequest.Selection.All) {
        from.forEachPage(check::page, progress);
      } else {
        wanted = checkThese(SelectedIds.of(request.selection(), service), from, check, progress);
      }
      return new CopyPlan(
          request, check.toStore(), check.tallies(), Math.max(0, wanted - check.found()));
    }
  }

  /** Reads some by their ids; returns how many different ones these are. */
  private static long checkThese(
      List<SessionId> ids, ByteStore from, CopyCheck check, Progress progress) {
    var different = new IdSet();
    var size = new BatchSize();
    for (int at = 0; at < ids.size() && !progress.cancelled(); ) {
      var batch = List.copyOf(ids.subList(at, Math.min(ids.size(), at + size.next())));
      batch.forEach(different::add);
      var page = from.read(batch);
      size.took(page);
      check.page(page);
      at += batch.size();
      progress.at(at, ids.size());
    }
    return different.size();
  }

  /**
   * Stores what {@code plan} has decided. Ends early where it is cancelled or a store fails; check
   * and run again to go on.
   *
   * @param progress told of the sessions that were to be stored
   */
  public CopyReport run(CopyPlan plan, Progress progress) {
    var start = clock.instant();
    try (var from = plan.request().from().bytes().get();
        var to = plan.request().to().bytes().get()) {
      var run = new CopyRun(plan, codec, from, to);
      run.run(progress);
      return run.report(Duration.between(start, clock.instant()), progress.cancelled());
    }
  }

  /**
   * Compares both stores as to the sessions that were to be stored.
   *
   * @param progress told of the sessions
   * @throws StoreException where a store fails
   */
  public CopyVerification verify(CopyPlan plan, Progress progress) {
    var start = clock.instant();
    var sessions = plan.toStore();
    var differing = new Tally.Counter();
    var missing = new Tally.Counter();
    long same = 0;
    long gone = 0;
    int at = 0;
    try (var from = plan.request().from().bytes().get();
        var to = plan.request().to().bytes().get()) {
      var size = new BatchSize();
      while (at < sessions.size() && !progress.cancelled()) {
        int end = Math.min(sessions.size(), at + size.next());
        var mine = read(from, sessions.ids(at, end));
        size.took(List.copyOf(mine.values()));
        var theirs = read(to, CopyRun.targets(sessions, at, end, mine));
        for (int i = at; i < end; i++) {
          var here = mine.get(sessions.id(i));
          if (here == null) {
            gone++;
            continue;
          }
          var next = CopyRun.next(sessions, i, here, codec);
          var there = theirs.get(next.id());
          if (there == null) {
            missing.add(Place.NONE, next.id().value(), "");
          } else if (there.sameValue(next)) {
            same++;
          } else {
            differing.add(Place.NONE, next.id().value(), "");
          }
        }
        at = end;
        progress.at(at, sessions.size());
      }
    }
    return new CopyVerification(
        same,
        differing.tally(),
        missing.tally(),
        gone,
        sessions.size() - at,
        Duration.between(start, clock.instant()));
  }

  /** What is stored under {@code ids}, by them. */
  static Map<SessionId, StoredBytes> read(ByteStore store, List<SessionId> ids) {
    var found = new HashMap<SessionId, StoredBytes>();
    if (!ids.isEmpty()) {
      store.read(ids).forEach(stored -> found.put(stored.id(), stored));
    }
    return found;
  }
}
