package org.sessiondesk.service;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** Keeps the first rows beyond a position out of all that it is offered. For one thread. */
final class Pager {
  private static final Comparator<SessionRow> NEWEST_FIRST =
      (a, b) -> {
        int byTime = Long.compare(b.createdMicros(), a.createdMicros());
        // Positions hold the id as text, which is only worth making for those of the same time.
        return byTime != 0
            ? byTime
            : SessionPage.Position.of(a).compareTo(SessionPage.Position.of(b));
      };

  private final SessionPage.@Nullable Position after;
  private final int limit;

  /** The rows kept so far, the last one in the list's order on top: the first to go. */
  private final PriorityQueue<SessionRow> kept = new PriorityQueue<>(NEWEST_FIRST.reversed());

  private long beyond;
  private long total;

  Pager(SessionPage.@Nullable Position after, int limit) {
    this.after = after;
    this.limit = limit;
  }

  void offer(SessionRow row) {
    total++;
    if (after != null && SessionPage.Position.of(row).compareTo(after) <= 0) {
      return;
    }
    beyond++;
    if (kept.size() < limit) {
      kept.add(row);
    } else if (NEWEST_FIRST.compare(row, kept.element()) < 0) {
      kept.remove();
      kept.add(row);
    }
  }

  SessionPage page() {
    List<SessionRow> rows = new ArrayList<>(kept);
    rows.sort(NEWEST_FIRST);
    var next =
        beyond > rows.size() && !rows.isEmpty() ? SessionPage.Position.of(rows.getLast()) : null;
    return new SessionPage(rows, next, total);
  }
}
