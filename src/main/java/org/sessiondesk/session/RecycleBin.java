package org.sessiondesk.session;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.sessiondesk.session.KeptItem.Fate;

/**
 * Keeps what was stored before people changed it, batch by batch, for a limited time and up to a
 * limited size; the oldest batches go first, each as a whole. Safe for use by many threads. Calls
 * block.
 */
public interface RecycleBin {

  /**
   * How much is kept.
   *
   * @param time how long
   * @param bytes how much disk all batches together may take
   */
  record Limits(Duration time, long bytes) {}

  /** A batch that is being made. For use by one thread at a time. */
  interface Filling extends AutoCloseable {

    /**
     * Keeps the values of a group that is about to be changed; on return they survive the end of
     * this program. What became of the group before must have been told.
     *
     * @throws RecycleBinException where they cannot be kept; then none of them is
     */
    void keep(List<Kept> values);

    /**
     * Tells what became of the values of the group that was kept last, in their order; empty for
     * one that was not changed after all, and need not be kept. Never fails: what is not told
     * counts as not known.
     */
    void settle(List<Optional<Fate>> fates);

    /** The batch as it is now; empty where it holds nothing. */
    Optional<KeptBatch> batch();

    /** Ends the batch. One that holds nothing is not kept. */
    @Override
    void close();
  }

  /** Begins a batch; nothing is written before something is kept. */
  Filling begin(Change change, Actor actor, StoreName store);

  /** All batches, the newest first. Those that are over are removed first. */
  List<KeptBatch> batches();

  /** The batch of that id, if it is still there. */
  Optional<KeptBatch> find(String batch);

  /**
   * Hands over the values of a batch that can still be put back, in the order in which they were
   * kept, until {@code visitor} says false. The memory it needs does not grow with the batch.
   *
   * @return how many lines of it make no sense
   * @throws java.io.UncheckedIOException where it cannot be read
   */
  long forEach(String batch, Predicate<? super KeptItem> visitor);

  /** Removes values from a batch, and the batch with its last one. */
  void remove(String batch, Collection<Long> numbers);

  /**
   * Removes a batch for ever.
   *
   * @return whether there was one
   */
  boolean remove(String batch);

  /** How much is kept at the most. */
  Limits limits();

  /** Calls {@code watcher} when batches came or went in this program, on whichever thread it is. */
  Registration watch(Runnable watcher);
}
