package org.sessiondesk.redis;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The values of some keys, side by side in one array that is filled again and again: to read a
 * million of them makes no million arrays. Not safe for several threads.
 */
final class ValuePage {
  private static final int NOTHING = -1;
  private static final int USUAL = 1 << 16;

  /** An array that has grown beyond this for the sake of a few giants is not kept. */
  private static final int LARGEST_KEPT = 1 << 22;

  private byte[] bytes = new byte[USUAL];
  private int[] ends = new int[512];
  private int[] begins = new int[512];
  private int size;
  private int filled;

  /** Forgets all values. */
  void clear() {
    size = 0;
    filled = 0;
    if (bytes.length > LARGEST_KEPT) {
      bytes = new byte[USUAL];
    }
  }

  /** Adds the value of the next key; null where it holds none. */
  void add(@Nullable ByteBuffer value) {
    if (size == ends.length) {
      ends = Arrays.copyOf(ends, size * 2);
      begins = Arrays.copyOf(begins, size * 2);
    }
    int length = value == null ? 0 : value.remaining();
    if (length > bytes.length - filled) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, Math.addExact(filled, length)));
    }
    begins[size] = filled;
    if (value == null) {
      ends[size++] = NOTHING;
      return;
    }
    value.get(bytes, filled, length);
    filled += length;
    ends[size++] = filled;
  }

  /** How many values there are, those included that are none. */
  int size() {
    return size;
  }

  /** Whether the key at {@code place} holds a value. */
  boolean holds(int place) {
    return ends[place] != NOTHING;
  }

  /** The array that all values lie in. Not to be changed or kept. */
  byte[] bytes() {
    return bytes;
  }

  /** Where a value begins. */
  int from(int place) {
    return begins[place];
  }

  /** Where a value ends. */
  int to(int place) {
    return ends[place];
  }

  /** A value, in an array of its own. */
  byte[] copy(int place) {
    return Arrays.copyOfRange(bytes, begins[place], ends[place]);
  }
}
