package org.sessiondesk.connection;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.sessiondesk.session.Progress;

/**
 * Copies of all that the built-in store holds, kept on this machine, and how it gets back to one of
 * them. Calls block, and raise {@link StoreCopyException}. Safe for use by many threads.
 */
public interface StoreCopies {

  /** What a copy was made for. */
  enum Kind {
    /** Somebody asked for it. */
    BY_HAND,
    /** It was made by itself. */
    DAILY,
    /** It is what the store held before another copy was put in its place. */
    KEPT_ASIDE
  }

  /**
   * A copy that is complete.
   *
   * @param name what it is called, different from all others
   * @param at when it was made
   * @param keys how many keys the store held
   * @param bytes how long its file is
   * @param folder where it lies
   */
  record Copy(String name, Kind kind, Instant at, long keys, long bytes, Path folder) {}

  /**
   * How a copy was put back.
   *
   * @param keys how many keys the store holds now
   * @param aside what it held before; empty where it was empty
   * @param took how long it took
   */
  record Restored(long keys, Optional<Copy> aside, Duration took) {}

  /** The copies there are, the newest first. */
  List<Copy> list();

  /** Whether this program uses the built-in store now, so that it may have changed. */
  boolean inUse();

  /**
   * Makes a copy of what the store holds now; starts the store where it is not running.
   *
   * @param progress told of the keys, then of the bytes
   * @return the copy; empty where it was cancelled, and then nothing is left of it
   */
  Optional<Copy> make(Kind kind, Progress progress);

  /**
   * Puts {@code copy} in the place of what the store holds, which is kept aside first. The store is
   * stopped for that and started again; who is connected connects anew. Where it does not start
   * with the copy, it gets back what it held.
   *
   * @param progress told of the bytes; cancels it only until the store is stopped
   * @return empty where it was cancelled, and then nothing was changed
   */
  Optional<Restored> restore(Copy copy, Progress progress);

  /** Deletes copies of {@code kind} but the newest {@code keep}; returns how many. */
  int prune(Kind kind, int keep);
}
