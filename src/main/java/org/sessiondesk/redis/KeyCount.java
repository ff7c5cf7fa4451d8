package org.sessiondesk.redis;

import java.util.Arrays;
import java.util.List;

/**
 * Counts distinct keys: SCAN may give the same one more than once. Keeps eight bytes for each, so
 * that a million cost 8 MB; that two of a million share their 64 bits has a chance of 1 to 30
 * million.
 */
final class KeyCount {
  private long[] hashes = new long[1_024];
  private int size;

  void add(List<byte[]> keys) {
    for (var key : keys) {
      if (size == hashes.length) {
        hashes = Arrays.copyOf(hashes, size * 2);
      }
      hashes[size++] = hash(key);
    }
  }

  /** FNV-1a with 64 bits, mixed at the end. */
  private static long hash(byte[] key) {
    long hash = 0xcbf29ce484222325L;
    for (byte b : key) {
      hash = (hash ^ (b & 0xFF)) * 0x100000001b3L;
    }
    hash = (hash ^ hash >>> 32) * 0x9E3779B97F4A7C15L;
    return hash ^ hash >>> 29;
  }

  long distinct() {
    Arrays.sort(hashes, 0, size);
    long distinct = 0;
    for (int i = 0; i < size; i++) {
      distinct += i == 0 || hashes[i] != hashes[i - 1] ? 1 : 0;
    }
    return distinct;
  }
}
