package org.sessiondesk.service;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.session.SessionId;

/**
 * Which persistent sessions found no room in the picture: 64 bits of each id, so that one costs 11
 * to 22 bytes and that two of ten millions are taken for one has a chance of 1 to 300,000. A hash
 * table with open addressing and linear probing, at most three quarters full; removing shifts back
 * (Knuth, vol. 3, 6.4, algorithm R). Not safe for several threads.
 */
final class LeftOut {
  private static final int SMALLEST = 16;

  /** What is not 0 is taken. */
  private long[] slots = new long[SMALLEST];

  private int size;

  int size() {
    return size;
  }

  void add(SessionId id) {
    long hash = hash(id);
    int slot = slotOf(hash);
    if (slots[slot] == 0) {
      slots[slot] = hash;
      size++;
      if (size > slots.length - slots.length / 4) {
        grow();
      }
    }
  }

  void remove(SessionId id) {
    int gap = slotOf(hash(id));
    if (slots[gap] == 0) {
      return;
    }
    size--;
    int mask = slots.length - 1;
    slots[gap] = 0;
    for (int i = (gap + 1) & mask; slots[i] != 0; i = (i + 1) & mask) {
      int home = (int) slots[i] & mask;
      boolean mayMove = gap <= i ? home <= gap || home > i : home <= gap && home > i;
      if (mayMove) {
        slots[gap] = slots[i];
        slots[i] = 0;
        gap = i;
      }
    }
  }

  private int slotOf(long hash) {
    int mask = slots.length - 1;
    int i = (int) hash & mask;
    while (slots[i] != 0 && slots[i] != hash) {
      i = (i + 1) & mask;
    }
    return i;
  }

  private void grow() {
    var before = slots;
    slots = new long[before.length * 2];
    for (long hash : before) {
      if (hash != 0) {
        slots[slotOf(hash)] = hash;
      }
    }
  }

  private static long hash(SessionId id) {
    long hash = mixed(bits(SessionRow.canonicalUuid(id.value()), id.value()));
    return hash == 0 ? 1 : hash;
  }

  private static long bits(@Nullable UUID uuid, String value) {
    if (uuid != null) {
      return mixed(uuid.getMostSignificantBits()) + uuid.getLeastSignificantBits();
    }
    long bits = 0;
    for (int i = 0; i < value.length(); i++) {
      bits = mixed(bits) + value.charAt(i);
    }
    return bits;
  }

  /** Finalizer of MurmurHash3: what differs in few bits differs in about half of them then. */
  private static long mixed(long bits) {
    long mixed = (bits ^ bits >>> 33) * 0xff51afd7ed558ccdL;
    mixed = (mixed ^ mixed >>> 33) * 0xc4ceb9fe1a85ec53L;
    return mixed ^ mixed >>> 33;
  }
}
