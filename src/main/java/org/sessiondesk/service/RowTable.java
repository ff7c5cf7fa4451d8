package org.sessiondesk.service;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.session.SessionId;

/**
 * Rows by id: open addressing with linear probing, one array of references, at most three quarters
 * full. Removing shifts the rows behind back into the gap (Knuth, vol. 3, 6.4, algorithm R), so
 * that no tombstones gather. Not safe for several threads.
 */
final class RowTable {
  private static final int SMALLEST = 16;

  private @Nullable SessionRow[] slots = new SessionRow[SMALLEST];
  private int size;

  int size() {
    return size;
  }

  @Nullable SessionRow get(SessionId id) {
    int mask = slots.length - 1;
    int i = SessionRow.idHash(id) & mask;
    for (var row = slots[i]; row != null; row = slots[i]) {
      if (row.hasId(id)) {
        return row;
      }
      i = (i + 1) & mask;
    }
    return null;
  }

  /** Puts {@code row} in and returns the one with the same id that it replaces, or null. */
  @Nullable SessionRow put(SessionRow row) {
    int i = slotOf(row);
    var before = slots[i];
    slots[i] = row;
    if (before == null && ++size > slots.length - slots.length / 4) {
      resize(slots.length * 2);
    }
    return before;
  }

  /** Takes out the row of {@code id} and returns it, or null. */
  @Nullable SessionRow remove(SessionId id) {
    int mask = slots.length - 1;
    int i = SessionRow.idHash(id) & mask;
    for (var row = slots[i]; row != null; row = slots[i]) {
      if (row.hasId(id)) {
        closeGap(i);
        size--;
        return row;
      }
      i = (i + 1) & mask;
    }
    return null;
  }

  void clear() {
    slots = new SessionRow[SMALLEST];
    size = 0;
  }

  void forEach(Consumer<SessionRow> action) {
    for (var row : slots) {
      if (row != null) {
        action.accept(row);
      }
    }
  }

  /**
   * Copies all rows to {@code target} from {@code offset} on and returns the offset behind them.
   */
  int copyTo(SessionRow[] target, int offset) {
    int at = offset;
    for (var row : slots) {
      if (row != null) {
        target[at++] = row;
      }
    }
    return at;
  }

  /** Another table with the same rows. */
  RowTable copy() {
    var copy = new RowTable();
    copy.slots = slots.clone();
    copy.size = size;
    return copy;
  }

  private int slotOf(SessionRow row) {
    int mask = slots.length - 1;
    int i = row.idHash() & mask;
    for (var other = slots[i]; other != null && !other.sameIdAs(row); other = slots[i]) {
      i = (i + 1) & mask;
    }
    return i;
  }

  private void closeGap(int gap) {
    int mask = slots.length - 1;
    int i = gap;
    slots[i] = null;
    int j = i;
    while (true) {
      j = (j + 1) & mask;
      var row = slots[j];
      if (row == null) {
        return;
      }
      int home = row.idHash() & mask;
      boolean mayMove = i <= j ? home <= i || home > j : home <= i && home > j;
      if (mayMove) {
        slots[i] = row;
        slots[j] = null;
        i = j;
      }
    }
  }

  private void resize(int length) {
    var old = slots;
    slots = new SessionRow[length];
    for (var row : old) {
      if (row != null) {
        slots[slotOf(row)] = row;
      }
    }
  }
}
