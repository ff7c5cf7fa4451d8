package org.sessiondesk.service;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.sessiondesk.session.Change;
import org.sessiondesk.session.KeptBatch;
import org.sessiondesk.session.KeptItem;
import org.sessiondesk.session.Progress;
import org.sessiondesk.session.RecycleBin;
import org.sessiondesk.session.SessionId;
import org.sessiondesk.session.SessionStore;
import org.sessiondesk.session.StoreName;

/**
 * Has commands keep what they change, and puts it back. Calls block. Safe for use by many threads.
 */
public final class Undoing {
  /** How many values are put back together. */
  private static final int GROUP = 200;

  private final Places places;
  private final Journal journal;
  private final Restoring restoring;

  Undoing(Places places) {
    this.places = places;
    this.journal = places.journal();
    this.restoring = new Restoring(places);
  }

  /**
   * What came of a command.
   *
   * @param result what it gave
   * @param batch what can be undone of it; empty where nothing can
   */
  public record Undoable<T>(T result, Optional<KeptBatch> batch) {}

  /**
   * Does {@code work}, and keeps what it changes as one batch. What is done on this thread counts.
   *
   * @throws org.sessiondesk.session.RecycleBinException where something cannot be kept; it was not
   *     changed then, and what was before it stays changed and kept
   */
  public <T> Undoable<T> keep(Change change, Supplier<T> work) {
    var bin = journal.bin();
    if (bin.isEmpty()) {
      return new Undoable<>(work.get(), Optional.empty());
    }
    var store = places.store().map(SessionStore::name).orElse(StoreName.MEMORY);
    var filling = bin.get().begin(change, journal.actor(), store);
    T result;
    try (filling) {
      result = journal.keeping(filling, work);
    }
    return new Undoable<>(result, filling.batch());
  }

  /** Whether what belongs to {@code store} is in the store that is wanted now, or in memory. */
  public boolean isHere(StoreName store) {
    return store.id().equals(StoreName.MEMORY.id())
        || places.store().filter(there -> there.name().sameStore(store)).isPresent();
  }

  /**
   * Puts back a whole batch, as far as nothing newer is there.
   *
   * @param told of every value that is not put back
   * @return how many are there again
   */
  public long putBack(KeptBatch batch, Consumer<PutBack> told, Progress progress) {
    var bin = journal.bin().orElseThrow();
    var group = new ArrayList<KeptItem>();
    long[] done = new long[2];
    bin.forEach(
        batch.id(),
        item -> {
          group.add(item);
          if (group.size() == GROUP) {
            putBackGroup(bin, batch, group, told, done);
            progress.at(done[1], batch.count());
          }
          return !progress.cancelled();
        });
    if (!progress.cancelled()) {
      putBackGroup(bin, batch, group, told, done);
      progress.at(batch.count(), batch.count());
    }
    return done[0];
  }

  private void putBackGroup(
      RecycleBin bin, KeptBatch batch, List<KeptItem> group, Consumer<PutBack> told, long[] done) {
    for (var end : putBack(bin, batch, group)) {
      if (end.isSettled()) {
        done[0]++;
      } else {
        told.accept(end);
      }
    }
    done[1] += group.size();
    group.clear();
  }

  /** Puts back some values of a batch; those that are there again leave the bin. */
  public List<PutBack> putBack(KeptBatch batch, List<KeptItem> items) {
    return putBack(journal.bin().orElseThrow(), batch, items);
  }

  private List<PutBack> putBack(RecycleBin bin, KeptBatch batch, List<KeptItem> items) {
    if (items.isEmpty()) {
      return List.of();
    }
    var ends = restoring.putBack(batch, List.copyOf(items));
    bin.remove(
        batch.id(),
        ends.stream().filter(PutBack::isSettled).map(end -> end.item().number()).toList());
    return ends;
  }

  /**
   * Puts back a value as a session of its own, beside whatever is there under its id.
   *
   * @return its new id; empty where the value is no session, or its time is over
   * @throws StoreOffException where its store is not the one that is connected
   */
  public Optional<SessionId> putBackAsNew(KeptBatch batch, KeptItem item) {
    return restoring.putBackAsNew(batch, item);
  }
}
