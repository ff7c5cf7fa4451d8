package org.sessiondesk.session;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a store's server writes all that it holds to its own disk, as Redis does by {@code BGSAVE}.
 * Belongs to one profile, like its store: where that was left, calls raise {@link
 * StoreException.Unavailable}. Calls block. Safe for use by many threads.
 */
public interface ServerSaves {

  /**
   * What the server says of its saves.
   *
   * @param lastSaved when it last ended one that went well, or was started, by its own clock, to
   *     the second
   * @param lastWentWell whether the last one that it tried went well
   * @param saving whether it is saving now
   * @param keysDone how many keys the save under way has written; 0 where the server does not say
   * @param keysTotal how many it will write; -1 where the server does not say
   * @param changes how many changes came since the last save
   */
  record State(
      Instant lastSaved,
      boolean lastWentWell,
      boolean saving,
      long keysDone,
      long keysTotal,
      long changes) {}

  /** How a save ended. */
  enum End {
    /** It is on the server's disk: the server's time of its last save is proof. */
    SAVED,
    /** The server says that it could not: its disk is full, or cannot be written to. */
    FAILED,
    /** The server has ended it without a result, as where it is stopped or emptied meanwhile. */
    ENDED_WITHOUT_RESULT,
    /** The connection was lost for good; the server may have gone on. */
    LOST,
    /** Nobody waits any more; the server goes on, since a save cannot be called back. */
    CANCELLED
  }

  /**
   * What came of a save.
   *
   * @param savedAt when the server ended it, by its own clock, to the second; null but where it is
   *     {@link End#SAVED}
   * @param place the file on the server's machine; empty where the server does not tell us
   * @param keys how many keys the server held about when it began
   * @param waited whether another save, or a rewriting of the log, was waited for first
   * @param started whether the server began it
   * @param took how long it took, the waiting included
   * @param failure why it was lost, or null
   */
  record Report(
      End end,
      @Nullable Instant savedAt,
      Optional<String> place,
      long keys,
      boolean waited,
      boolean started,
      Duration took,
      @Nullable StoreException failure) {

    /** Whether it is on the server's disk. */
    public boolean proved() {
      return end == End.SAVED;
    }
  }

  /**
   * What the server says now; changes nothing.
   *
   * @throws StoreException where it does not say
   */
  State state();

  /** Where the server puts the file, on its own machine; empty where it does not tell us. */
  Optional<String> place();

  /**
   * Has the server save all that it holds now, and waits until it has. Another save that runs
   * already is waited for, since it leaves out what was changed after its beginning.
   *
   * @param progress told of the keys that are written
   * @throws StoreException where the server refuses, or cannot be reached to begin with
   */
  Report save(Progress progress);
}
