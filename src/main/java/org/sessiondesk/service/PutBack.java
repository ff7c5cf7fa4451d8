package org.sessiondesk.service;

import org.jspecify.annotations.Nullable;
import org.sessiondesk.session.KeptItem;

/**
 * What came of putting back one value of the recycle bin.
 *
 * @param item the value
 * @param end how it ended
 * @param why what failed, where something did; else null
 */
public record PutBack(KeptItem item, End end, @Nullable RuntimeException why) {

  /** How it can end. Nothing is ever overwritten but what the command to be undone left behind. */
  public enum End {
    /** It is there again. */
    DONE,
    /** It was there already, the very same. */
    ALREADY,
    /** Something newer is there, and stays. */
    NEWER,
    /** It was temporary, and its time is over. */
    OVER,
    /** It belongs to another store than the one that is connected. */
    ELSEWHERE,
    /** It failed. */
    FAILED
  }

  PutBack(KeptItem item, End end) {
    this(item, end, null);
  }

  /** Whether it need not be kept any longer. */
  public boolean isSettled() {
    return end == End.DONE || end == End.ALREADY;
  }
}
