package org.sessiondesk.redis;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Checks that stored bytes are UTF-8, which Jackson's parser takes on trust. */
final class Utf8 {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long HIGH_BITS = 0x8080808080808080L;
  private static final long ONES = 0x0101010101010101L;
  private static final long BACKSLASHES = 0x5C5C5C5C5C5C5C5CL;

  private Utf8() {}

  /**
   * Where {@code json} is not UTF-8 (overlong forms and encoded surrogates are not), or holds an
   * escape such as {@code \}{@code ud800} that stands for half of a surrogate pair; -1 where all is
   * well. Linear, and fast where most bytes are plain ASCII, as what Python wrote is.
   */
  static int firstFault(byte[] json) {
    int i = 0;
    while (i < json.length) {
      i = skipPlain(json, i);
      if (i == json.length) {
        return -1;
      }
      int length = json[i] == '\\' ? escapeLength(json, i) : sequenceLength(json, i);
      if (length == 0) {
        return i;
      }
      i += length;
    }
    return -1;
  }

  /** The first position from {@code i} on that is not ASCII or is a backslash. */
  private static int skipPlain(byte[] json, int i) {
    while (i + 8 <= json.length) {
      long word = (long) LONGS.get(json, i);
      long slashes = word ^ BACKSLASHES;
      // A byte is zero where borrowing sets its high bit: the classic test, exact for "none".
      if (((word | ((slashes - ONES) & ~slashes)) & HIGH_BITS) != 0) {
        break;
      }
      i += 8;
    }
    while (i < json.length && json[i] >= 0 && json[i] != '\\') {
      i++;
    }
    return i;
  }

  /** The length of the escape at {@code i}, a surrogate pair taken as one; 0 for half a pair. */
  private static int escapeLength(byte[] json, int i) {
    int unit = escapedUnit(json, i);
    if (unit < 0) {
      return Math.min(2, json.length - i);
    }
    if (!Character.isSurrogate((char) unit)) {
      return 6;
    }
    int next = escapedUnit(json, i + 6);
    return next >= 0 && Character.isSurrogatePair((char) unit, (char) next) ? 12 : 0;
  }

  /** The UTF-16 unit that a whole escape at {@code i} stands for, or -1 where there is none. */
  private static int escapedUnit(byte[] json, int i) {
    if (i + 6 > json.length || json[i] != '\\' || json[i + 1] != 'u') {
      return -1;
    }
    int unit = 0;
    for (int k = i + 2; k < i + 6; k++) {
      int digit = Character.digit(json[k], 16);
      if (digit < 0) {
        return -1;
      }
      unit = unit << 4 | digit;
    }
    return unit;
  }

  /** The length of the UTF-8 sequence at {@code i}, 0 where it is none (RFC 3629, table 3-7). */
  static int sequenceLength(byte[] bytes, int i) {
    return sequenceLength(bytes, i, bytes.length);
  }

  /** The same of bytes that end at {@code end}. */
  static int sequenceLength(byte[] bytes, int i, int end) {
    int lead = bytes[i] & 0xFF;
    if (lead < 0x80) {
      return 1;
    }
    if (lead >= 0xC2 && lead <= 0xDF) {
      return continues(bytes, end, i + 1, 0x80, 0xBF) ? 2 : 0;
    }
    if (lead >= 0xE0 && lead <= 0xEF) {
      int low = lead == 0xE0 ? 0xA0 : 0x80;
      int high = lead == 0xED ? 0x9F : 0xBF;
      return continues(bytes, end, i + 1, low, high) && continues(bytes, end, i + 2, 0x80, 0xBF)
          ? 3
          : 0;
    }
    if (lead >= 0xF0 && lead <= 0xF4) {
      int low = lead == 0xF0 ? 0x90 : 0x80;
      int high = lead == 0xF4 ? 0x8F : 0xBF;
      return continues(bytes, end, i + 1, low, high)
              && continues(bytes, end, i + 2, 0x80, 0xBF)
              && continues(bytes, end, i + 3, 0x80, 0xBF)
          ? 4
          : 0;
    }
    return 0;
  }

  private static boolean continues(byte[] bytes, int end, int i, int low, int high) {
    return i < end && (bytes[i] & 0xFF) >= low && (bytes[i] & 0xFF) <= high;
  }
}
