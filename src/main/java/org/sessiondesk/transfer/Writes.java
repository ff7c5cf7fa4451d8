package org.sessiondesk.transfer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.session.ByteStore;
import org.sessiondesk.session.ByteStore.Put;
import org.sessiondesk.session.ByteStore.PutResult;
import org.sessiondesk.session.SessionId;
import org.sessiondesk.session.StoreException;
import org.sessiondesk.session.StoredBytes;

/**
 * Stores what a job wishes to store, and counts how each ended. For one thread, but the failure.
 */
final class Writes {
  private final ByteStore store;
  private final Tally.Counter conflicts = new Tally.Counter();
  private final Tally.Counter unknown = new Tally.Counter();
  private long created;
  private long replaced;
  private long beside;
  private long already;
  private volatile @Nullable StoreException failure;

  Writes(ByteStore store) {
    this.store = store;
  }

  /**
   * Something that is to be stored.
   *
   * @param current what must be stored until then, or null where nothing may be
   */
  record Wish(Place place, Decision decision, StoredBytes next, @Nullable StoredBytes current) {}

  /** Stores {@code wishes}, each whole or not at all. */
  void putAll(List<Wish> wishes) {
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
        case PutResult.Done _ -> count(wish.decision());
        case PutResult.Differs _, PutResult.Gone _ -> others.add(wish);
        case PutResult.Failed failed -> failed(wish, failed.why());
      }
    }
    explain(others);
  }

  private void failed(Wish wish, StoreException why) {
    fail(why);
    if (why instanceof StoreException.OutcomeUnknown) {
      unknown.add(wish.place(), wish.next().id().value(), "");
    }
  }

  /** Somebody was faster: with the very same, as a run before this one, or with something else. */
  private void explain(List<Wish> others) {
    if (others.isEmpty() || failure != null) {
      others.forEach(wish -> conflict(wish.place(), wish.next().id()));
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
        conflict(wish.place(), wish.next().id());
      }
    }
  }

  /** Counts one that is stored. */
  void count(Decision decision) {
    switch (decision) {
      case REPLACE -> replaced++;
      case BESIDE -> beside++;
      default -> created++;
    }
  }

  /** Counts one that is there already. */
  void countAlready() {
    already++;
  }

  /** Counts one that is not stored, since something else is there than was seen. */
  void conflict(Place place, SessionId id) {
    conflicts.add(place, id.value(), "");
  }

  /** The store has failed: only the first failure counts. */
  void fail(StoreException why) {
    failure = failure == null ? why : failure;
  }

  /** Why the store failed, or null. Safe for use by many threads. */
  @Nullable StoreException failure() {
    return failure;
  }

  long created() {
    return created;
  }

  long replaced() {
    return replaced;
  }

  long beside() {
    return beside;
  }

  long already() {
    return already;
  }

  Tally conflicts() {
    return conflicts.tally();
  }

  Tally unknown() {
    return unknown.tally();
  }

  /** How many it has come to. */
  long reached() {
    return created
        + replaced
        + beside
        + already
        + conflicts.tally().count()
        + unknown.tally().count();
  }
}
