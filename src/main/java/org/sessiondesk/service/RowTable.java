package org.sessiondesk.service;

import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.session.SessionId;

/**
 * Packed rows by id. The rows stand side by side in the order they came, so that going through all
 * of them goes through memory once; a table of their places, open addressing with linear probing at
 * most three quarters full, finds one. Removing moves the last row into the gap, and shifts places
 * back (Knuth, vol. 3, 6.4, algorithm R), so that no tombstones gather. Not safe for several
 * threads.
 */
final class RowTable {
  private static final int SMALLEST = 16;
  private static final byte[] NONE = {};

  /** The rows, dense. */
  private byte[][] rows = new byte[SMALLEST][];

  /** Places in {@link #rows}, plus one; 0 is free. */
  private int[] slots = new int[SMALLEST];

  /** Eight bits of the hash of the id in each slot: few other rows are looked at in vain. */
  private byte[] tags = new byte[SMALLEST];

  private int size;
  private long bytes;

  @SuppressWarnings("unused")
  private int sink;

  /** About how much memory the rows take, with their places; in bytes. O(1). */
  long bytes() {
    return bytes;
  }

  /** A row with the head of its array, and its places in the tables, which are not always full. */
  private static long cost(byte[] row) {
    return (16L + row.length + 7) / 8 * 8 + 4 + 10;
  }

  int size() {
    return size;
  }

  byte @Nullable [] get(SessionId id) {
    int slot = slotOf(id);
    return slots[slot] == 0 ? null : rows[slots[slot] - 1];
  }

  /** Whether there is a row with the id of {@code row}. */
  boolean holds(byte[] row) {
    return slots[slotOf(row)] != 0;
  }

  /**
   * Lets the processor fetch side by side the places where {@code more} will be looked for: they
   * lie all over the table, and one after the other would be waited for.
   */
  void expect(List<byte[]> more) {
    int mask = slots.length - 1;
    int touched = 0;
    for (var row : more) {
      int i = SessionRow.idHash(row) & mask;
      touched ^= slots[i] ^ tags[i];
    }
    sink = touched;
  }

  /** Puts {@code row} in and returns the one with the same id that it replaces, or null. */
  byte @Nullable [] put(byte[] row) {
    int slot = slotOf(row);
    if (slots[slot] != 0) {
      int place = slots[slot] - 1;
      var before = rows[place];
      // An equal row stays: it is old, and costs the collector of garbage nothing any more.
      if (!Arrays.equals(before, row)) {
        rows[place] = row;
        bytes += cost(row) - cost(before);
      }
      return before;
    }
    if (size == rows.length) {
      rows = Arrays.copyOf(rows, size + (size >> 2) + SMALLEST);
    }
    rows[size] = row;
    size++;
    bytes += cost(row);
    slots[slot] = size;
    tags[slot] = tag(SessionRow.idHash(row));
    if (size > slots.length - slots.length / 4) {
      resize(slots.length * 2);
    }
    return null;
  }

  /** Takes out the row of {@code id} and returns it, or null. */
  byte @Nullable [] remove(SessionId id) {
    return removeAt(slotOf(id));
  }

  /** Takes out the row that has the id of {@code row} and returns it, or null. */
  byte @Nullable [] remove(byte[] row) {
    return size == 0 ? null : removeAt(slotOf(row));
  }

  private byte @Nullable [] removeAt(int slot) {
    if (slots[slot] == 0) {
      return null;
    }
    int place = slots[slot] - 1;
    var row = rows[place];
    closeGap(slot);
    size--;
    if (place != size) {
      var last = rows[size];
      slots[slotHolding(last, size + 1)] = place + 1;
      rows[place] = last;
    }
    rows[size] = NONE;
    bytes -= cost(row);
    return row;
  }

  void clear() {
    rows = new byte[SMALLEST][];
    slots = new int[SMALLEST];
    tags = new byte[SMALLEST];
    size = 0;
    bytes = 0;
  }

  /**
   * Copies all rows to {@code target} from {@code offset} on and returns the offset behind them.
   */
  int copyTo(byte[][] target, int offset) {
    System.arraycopy(rows, 0, target, offset, size);
    return offset + size;
  }

  void forEach(Consumer<byte[]> action) {
    for (int i = 0; i < size; i++) {
      action.accept(rows[i]);
    }
  }

  /** Up to {@code count} rows, picked at random; a few may be picked twice, and come once. */
  Set<byte[]> sample(int count, RandomGenerator random) {
    Set<byte[]> picked = Collections.newSetFromMap(new IdentityHashMap<>());
    for (int i = 0; i < count && size > 0; i++) {
      picked.add(rows[random.nextInt(size)]);
    }
    return picked;
  }

  /** Another table with the same rows. */
  RowTable copy() {
    var copy = new RowTable();
    copy.rows = Arrays.copyOf(rows, Math.max(SMALLEST, size));
    copy.slots = slots.clone();
    copy.tags = tags.clone();
    copy.size = size;
    copy.bytes = bytes;
    return copy;
  }

  /** Where {@code id} is, or the free slot where it would be. */
  private int slotOf(SessionId id) {
    int mask = slots.length - 1;
    int hash = SessionRow.idHash(id);
    int i = hash & mask;
    while (slots[i] != 0 && (tags[i] != tag(hash) || !SessionRow.hasId(rows[slots[i] - 1], id))) {
      i = (i + 1) & mask;
    }
    return i;
  }

  private int slotOf(byte[] row) {
    int mask = slots.length - 1;
    int hash = SessionRow.idHash(row);
    int i = hash & mask;
    while (slots[i] != 0 && (tags[i] != tag(hash) || !SessionRow.sameId(rows[slots[i] - 1], row))) {
      i = (i + 1) & mask;
    }
    return i;
  }

  private int slotHolding(byte[] row, int value) {
    int mask = slots.length - 1;
    int i = SessionRow.idHash(row) & mask;
    while (slots[i] != value) {
      i = (i + 1) & mask;
    }
    return i;
  }

  private void closeGap(int gap) {
    int mask = slots.length - 1;
    int i = gap;
    slots[i] = 0;
    int j = i;
    while (true) {
      j = (j + 1) & mask;
      if (slots[j] == 0) {
        return;
      }
      int home = SessionRow.idHash(rows[slots[j] - 1]) & mask;
      boolean mayMove = i <= j ? home <= i || home > j : home <= i && home > j;
      if (mayMove) {
        slots[i] = slots[j];
        tags[i] = tags[j];
        slots[j] = 0;
        i = j;
      }
    }
  }

  private void resize(int length) {
    slots = new int[length];
    tags = new byte[length];
    int mask = length - 1;
    for (int place = 0; place < size; place++) {
      int hash = SessionRow.idHash(rows[place]);
      int i = hash & mask;
      while (slots[i] != 0) {
        i = (i + 1) & mask;
      }
      slots[i] = place + 1;
      tags[i] = tag(hash);
    }
  }

  private static byte tag(int hash) {
    return (byte) (hash >>> 24);
  }
}
