package org.sessiondesk.ui.main;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.service.QueryText;
import org.sessiondesk.service.SessionCount;
import org.sessiondesk.service.SessionIndex;
import org.sessiondesk.service.SessionQuery;
import org.sessiondesk.service.SessionQuery.View;
import org.sessiondesk.ui.fx.Background;

/**
 * Counts what queries find, one after the other in the background: each at most once a second, and
 * all together for a small share of the time. Counting again costs as much as there have been
 * changes, but for queries that hang on the time: those of a large picture, which are counted anew,
 * do not keep the processors busy. A query is not counted again where nothing has changed. Window's
 * thread only.
 */
final class ViewCounts {

  /** For how long may be counted each second. */
  static final long NANOS_PER_TICK = TimeUnit.MILLISECONDS.toNanos(30);

  /** How much of what was not used is kept. */
  private static final long MOST_SAVED = 4 * NANOS_PER_TICK;

  private static final long NEVER = -1;

  /** One query with what was counted last. */
  private static final class Counted {
    final SessionQuery query;
    final ReadOnlyObjectWrapper<OptionalLong> count;
    @Nullable SessionCount last;
    long version = NEVER;
    long tick = NEVER;

    Counted(SessionQuery query, ReadOnlyObjectWrapper<OptionalLong> count) {
      this.query = query;
      this.count = count;
    }

    boolean isNew() {
      return tick == NEVER;
    }
  }

  /** What came of counting once. */
  private record Outcome(long version, SessionCount count, long tookNanos) {}

  private final SessionIndex index;
  private final Background background;
  private final Map<String, Counted> counted = new HashMap<>();
  private boolean showing;
  private boolean counting;
  private long tick;
  private long nanosLeft = MOST_SAVED;
  private Background.@Nullable Handle handle;

  ViewCounts(SessionIndex index, Background background) {
    this.index = index;
    this.background = background;
  }

  /**
   * Counts these queries from now on, by their ids. What is known of one that has changed is shown
   * until it has been counted anew.
   */
  void follow(Map<String, SessionQuery> queries) {
    counted.keySet().retainAll(queries.keySet());
    queries.forEach(
        (id, query) ->
            counted.compute(
                id,
                (_, known) ->
                    known != null && known.query.equals(query)
                        ? known
                        : new Counted(query, known == null ? unknown() : known.count)));
    next();
  }

  private static ReadOnlyObjectWrapper<OptionalLong> unknown() {
    return new ReadOnlyObjectWrapper<>(OptionalLong.empty());
  }

  /** How many sessions the query {@code id} finds; empty while that is not known. */
  ReadOnlyObjectProperty<OptionalLong> count(String id) {
    var known = counted.get(id);
    return (known == null ? unknown() : known.count).getReadOnlyProperty();
  }

  /** Whether anybody sees the counts: else nothing is counted. */
  void showing(boolean now) {
    showing = now;
    next();
  }

  /** Another second has passed. */
  void tick() {
    tick++;
    nanosLeft = Math.min(MOST_SAVED, nanosLeft + NANOS_PER_TICK);
    next();
  }

  /** Stops counting. */
  void close() {
    showing = false;
    if (handle != null) {
      handle.cancel();
    }
  }

  private void next() {
    if (!showing || counting) {
      return;
    }
    var due = due();
    if (due.isEmpty()) {
      return;
    }
    var it = due.get();
    boolean first = it.isNew();
    counting = true;
    it.tick = tick;
    handle =
        background
            .task(() -> count(it.query, it.last))
            .onSuccess(
                outcome -> {
                  it.version = outcome.version();
                  it.last = outcome.count();
                  it.count.set(OptionalLong.of(outcome.count().sessions()));
                  nanosLeft -= first ? 0 : outcome.tookNanos();
                })
            .onEnd(
                () -> {
                  counting = false;
                  next();
                })
            .start();
  }

  /** The one that waits longest; what was never counted comes first, whatever it costs. */
  private Optional<Counted> due() {
    return counted.values().stream()
        .filter(it -> it.isNew() || (nanosLeft > 0 && it.tick < tick && isOld(it)))
        .min(Comparator.comparingLong(it -> it.tick));
  }

  private boolean isOld(Counted it) {
    boolean byTime =
        it.query.view() == View.EXPIRING_SOON
            || QueryText.parse(it.query.search()).filters().stream()
                .anyMatch(filter -> filter.field() == QueryText.Field.AGE);
    return byTime || it.version != index.version();
  }

  private Outcome count(SessionQuery query, @Nullable SessionCount last) {
    long began = System.nanoTime();
    long version = index.version();
    var count = index.count(query, last);
    return new Outcome(version, count, System.nanoTime() - began);
  }
}
