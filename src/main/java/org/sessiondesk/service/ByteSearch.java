package org.sessiondesk.service;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Finds one word, in lower case, in UTF-8, the case of ASCII letters ignored. Eight places are
 * tried at once: those where two neighbouring bytes of the word stand.
 */
final class ByteSearch {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGH_BITS = 0x8080808080808080L;
  private static final int CASE = 0x20;

  private final byte[] word;
  private final byte[] folds;
  private final int anchor;
  private final int second;
  private final long firstByte;
  private final long secondByte;
  private final long firstFold;
  private final long secondFold;

  /** For {@code word}, in lower case and not empty. */
  ByteSearch(byte[] word) {
    this.word = word;
    folds = new byte[word.length];
    for (int i = 0; i < word.length; i++) {
      folds[i] = (byte) (word[i] >= 'a' && word[i] <= 'z' ? CASE : 0);
    }
    // Han characters begin alike: their second and third bytes tell more.
    anchor = word[0] < 0 && word.length > 2 ? 1 : 0;
    second = Math.min(anchor + 1, word.length - 1);
    firstByte = (word[anchor] & 0xFF) * ONES;
    secondByte = (word[second] & 0xFF) * ONES;
    firstFold = folds[anchor] * ONES;
    secondFold = folds[second] * ONES;
  }

  /** Whether it stands in {@code bytes} between {@code from} and {@code to}. */
  boolean in(byte[] bytes, int from, int to) {
    int last = to - word.length;
    int i = from;
    for (; i <= last && i + second + Long.BYTES <= bytes.length; i += Long.BYTES) {
      long a = ((long) LONG.get(bytes, i + anchor) | firstFold) ^ firstByte;
      long b = ((long) LONG.get(bytes, i + second) | secondFold) ^ secondByte;
      long differs = a | b;
      // The lowest bit of these is exact; those above may be wrong, and are looked at.
      long hits = (differs - ONES) & ~differs & HIGH_BITS;
      while (hits != 0) {
        int at = i + (Long.numberOfTrailingZeros(hits) >>> 3);
        if (at <= last && stands(bytes, at)) {
          return true;
        }
        hits &= hits - 1;
      }
    }
    for (; i <= last; i++) {
      if (stands(bytes, i)) {
        return true;
      }
    }
    return false;
  }

  private boolean stands(byte[] bytes, int at) {
    for (int k = 0; k < word.length; k++) {
      if ((byte) (bytes[at + k] | folds[k]) != word[k]) {
        return false;
      }
    }
    return true;
  }
}
