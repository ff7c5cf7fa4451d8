package org.sessiondesk.transfer;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.sessiondesk.session.SessionId;

/**
 * A set of ids that keeps 16 bytes of SHA-256 of each instead of the id: 24 to 48 MB for a million.
 * That it takes two different ids for one need not be feared before there are 10^15 of them. Open
 * addressing with linear probing, at most two thirds full. Not for several threads.
 */
final class IdSet {
  private final MessageDigest sha256 = Digests.sha256();
  private long[] slots = new long[2 << 10];
  private int size;

  /** Adds {@code id}; whether it was not there. O(1) on average. */
  boolean add(SessionId id) {
    // UTF-16, so that ids of odd bytes, which are no UTF-8, differ.
    var digest = ByteBuffer.wrap(sha256.digest(id.value().getBytes(StandardCharsets.UTF_16BE)));
    long high = digest.getLong();
    long low = digest.getLong();
    if (3L * (size + 1) > slots.length) {
      grow();
    }
    boolean added = put(slots, high == 0 && low == 0 ? 1 : high, low);
    size += added ? 1 : 0;
    return added;
  }

  /** How many were added. */
  int size() {
    return size;
  }

  private static boolean put(long[] slots, long high, long low) {
    int mask = slots.length / 2 - 1;
    int i = (int) low & mask;
    while (slots[2 * i] != 0 || slots[2 * i + 1] != 0) {
      if (slots[2 * i] == high && slots[2 * i + 1] == low) {
        return false;
      }
      i = (i + 1) & mask;
    }
    slots[2 * i] = high;
    slots[2 * i + 1] = low;
    return true;
  }

  private void grow() {
    var larger = new long[Math.multiplyExact(slots.length, 2)];
    for (int i = 0; i < slots.length; i += 2) {
      if (slots[i] != 0 || slots[i + 1] != 0) {
        put(larger, slots[i], slots[i + 1]);
      }
    }
    slots = larger;
  }
}
