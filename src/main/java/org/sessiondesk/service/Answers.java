package org.sessiondesk.service;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Answers queries from the picture's rows. The last answer is remembered: a query that narrows it
 * begins with its result, and the same one again with its result and what has changed since. Safe
 * for use by several threads.
 */
final class Answers {

  /** Rows of which some may match a query, and the change log's position at that time. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Snapshot(byte[][] rows, long position) {}

  /** What has changed since some time, unless that is too long ago, and the log's position now. */
  record Since(Optional<RowChanges> changes, long position) {}

  private record Answered(SessionQuery query, QueryResult result, long position) {}

  private final SessionIndex index;
  private final RowNames names;
  private final InstantSource clock;
  private volatile @Nullable Answered answered;

  Answers(SessionIndex index, RowNames names, InstantSource clock) {
    this.index = index;
    this.names = names;
    this.clock = clock;
  }

  /** See {@link SessionIndex#query}. */
  QueryResult query(SessionQuery query) {
    var last = answered;
    var now = clock.instant();
    if (last == null) {
      return anew(query, null, now);
    }
    var since = index.since(last.position());
    if (query.isTimeless() && query.equals(last.query()) && since.changes().isPresent()) {
      var updated = updated(last, since.changes().get(), now);
      if (updated.isPresent()) {
        return remember(query, updated.get(), since.position());
      }
    }
    boolean same = since.position() == last.position();
    return anew(query, same && query.narrows(last.query()) ? last : null, now);
  }

  /** The last answer's rows with what has changed since; empty where they do not fit together. */
  private Optional<byte[][]> updated(Answered last, RowChanges changes, Instant now) {
    var query = last.query();
    return changes.applyTo(
        last.result().rows(),
        new RowOrder(query, SessionRow.micros(now), names),
        wanted(query, now));
  }

  /**
   * Looks at every row.
   *
   * @param basis an answer that holds all that may match, or null
   */
  @SuppressWarnings("ReferenceEquality") // the very rows of another result must not be reordered
  private QueryResult anew(SessionQuery query, @Nullable Answered basis, Instant now) {
    var all =
        basis != null
            ? new Snapshot(basis.result().rows(), basis.position())
            : index.snapshot(query.view());
    var found = matching(all.rows(), query, now);
    if (basis == null || !query.sameOrder(basis.query())) {
      found = basis != null && found == all.rows() ? found.clone() : found;
      new RowOrder(query, SessionRow.micros(now), names).sort(found);
    }
    return remember(query, found, all.position());
  }

  private QueryResult remember(SessionQuery query, byte[][] rows, long position) {
    var result = new QueryResult(rows, names);
    answered = new Answered(query, result, position);
    return result;
  }

  /**
   * Those of {@code all} that match, in the same order; {@code all} itself where all of them do.
   */
  private byte[][] matching(byte[][] all, SessionQuery query, Instant now) {
    var text = query.text();
    if (text.words().isEmpty()
        && text.filters().isEmpty()
        && (query.view() == SessionQuery.View.ALL || query.view() == SessionQuery.View.TEMPORARY)) {
      return all;
    }
    var matcher = new RowMatcher(text, names, now);
    var counts = new int[Parallel.portions(all.length) + 1];
    var kept = new byte[all.length][];
    Parallel.run(
        all.length,
        (portion, from, to) -> {
          int at = from;
          for (int i = from; i < to; i++) {
            if (SessionQuery.inView(query.view(), all[i], now) && matcher.matches(all[i])) {
              kept[at++] = all[i];
            }
          }
          counts[portion] = at - from;
        });
    int size = 0;
    for (int portion = 0; portion < counts.length - 1; portion++) {
      System.arraycopy(kept, portion * Parallel.PORTION, kept, size, counts[portion]);
      size += counts[portion];
    }
    return size == all.length ? all : Arrays.copyOf(kept, size);
  }

  /** See {@link SessionIndex#count(SessionQuery, SessionCount)}. */
  SessionCount count(SessionQuery query, @Nullable SessionCount last) {
    var now = clock.instant();
    if (last != null && query.findsTimeless()) {
      var since = index.since(last.position());
      if (since.changes().isPresent()) {
        var wanted = wanted(query, now);
        long sessions = last.sessions() + since.changes().get().balance(wanted);
        return new SessionCount(sessions, since.position());
      }
    }
    var all = index.snapshot(query.view());
    return new SessionCount(matching(all.rows(), query, now).length, all.position());
  }

  private Predicate<byte[]> wanted(SessionQuery query, Instant now) {
    var matcher = new RowMatcher(query.text(), names, now);
    return row -> SessionQuery.inView(query.view(), row, now) && matcher.matches(row);
  }

  /** See {@link SessionIndex#page}. */
  SessionPage page(
      SessionQuery query,
      Predicate<SessionRow> also,
      SessionPage.@Nullable Position after,
      int limit) {
    var now = clock.instant();
    var matcher = new RowMatcher(query.text(), names, now);
    var pager = new Pager(after, limit);
    int seen = 0;
    for (var packed : index.snapshot(query.view()).rows()) {
      if ((++seen & 0xFFF) == 0 && Thread.currentThread().isInterrupted()) {
        throw new CancellationException();
      }
      if (SessionQuery.inView(query.view(), packed, now) && matcher.matches(packed)) {
        var row = new SessionRow(packed, names);
        if (also.test(row)) {
          pager.offer(row);
        }
      }
    }
    return pager.page();
  }
}
