package org.sessiondesk.service;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The last changes of the picture's rows, so that an answer can be brought up to date without
 * looking at every row. Remembers a fixed number of them. Not safe for several threads.
 */
final class ChangeLog {

  /** How many changes are remembered: more than come between two looks of the window. */
  static final int CAPACITY = 1 << 14;

  /** Rows that went and came, in pairs. */
  private final byte[] @Nullable [] rows = new byte[2 * CAPACITY][];

  private long position;

  /** How many changes there have been. */
  long position() {
    return position;
  }

  /**
   * A row went, or came, or came in another's place.
   *
   * @param before the very array that went, or null
   * @param after the very array that came, or null
   */
  void add(byte @Nullable [] before, byte @Nullable [] after) {
    int at = 2 * (int) (position % CAPACITY);
    rows[at] = before;
    rows[at + 1] = after;
    position++;
  }

  /** Everything may have changed: nothing that was asked before can be brought up to date. */
  void forget() {
    Arrays.fill(rows, null);
    position += CAPACITY + 1;
  }

  /**
   * What has changed since {@code since}: which rows are no longer there, and which have come.
   * Empty where that is too long ago.
   */
  Optional<RowChanges> since(long since) {
    if (position - since > CAPACITY) {
      return Optional.empty();
    }
    var changes = new RowChanges();
    for (long i = since; i < position; i++) {
      int at = 2 * (int) (i % CAPACITY);
      changes.add(rows[at], rows[at + 1]);
    }
    return Optional.of(changes);
  }
}
