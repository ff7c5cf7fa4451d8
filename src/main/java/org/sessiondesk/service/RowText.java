package org.sessiondesk.service;

import java.util.Arrays;

/** A text that rows are ordered by, read from packed rows as bytes and without making strings. */
interface RowText {

  /** How many bytes it has. */
  int length(byte[] row);

  /**
   * Its eight bytes from {@code at} on as one unsigned number, zeros where it has ended. By these
   * numbers, one after the other, texts are ordered, and by their lengths where all are the same.
   */
  long eight(byte[] row, int at);

  /**
   * How many bytes two texts begin with alike, as far as that is easily told: {@code same}, which
   * are known to be, or more, but not over {@code most}.
   */
  int alike(byte[] row, byte[] other, int same, int most);

  /** Orders by the texts alone, {@code same} bytes of which are known to be alike. */
  default int compare(byte[] row, byte[] other, int same) {
    int at = same;
    while (true) {
      at = alike(row, other, at, Integer.MAX_VALUE);
      long eight = eight(row, at);
      int order = Long.compareUnsigned(eight, eight(other, at));
      if (order != 0) {
        return order;
      }
      at += Long.BYTES;
      if (mayHaveEnded(eight)) {
        int length = length(row);
        int otherLength = length(other);
        if (Math.min(length, otherLength) <= at) {
          return Integer.compare(length, otherLength);
        }
      }
    }
  }

  /** Whether a text with these eight bytes may end among them: it has, or has a zero there. */
  static boolean mayHaveEnded(long eight) {
    return (eight & 0xFF) == 0;
  }

  /** Eight bytes, the first {@code left} of them real, the others zeros. */
  static long read(byte[] bytes, int from, int left) {
    if (left <= 0) {
      return 0;
    }
    int zeros = 8 * Math.max(0, Long.BYTES - left);
    if (from + Long.BYTES <= bytes.length) {
      return (long) PackedRow.LONG.get(bytes, from) & (-1L << zeros);
    }
    long eight = 0;
    for (int i = from; i < from + Math.min(left, Long.BYTES); i++) {
      eight = (eight << 8) | (bytes[i] & 0xFF);
    }
    return eight << zeros;
  }

  /** What a list shows as a session's title: its name, else its text. Without ASCII's case. */
  final class Title implements RowText {
    private static final long EACH = 0x0101_0101_0101_0101L;
    private static final long HIGH = 0x8080_8080_8080_8080L;

    @Override
    public int length(byte[] row) {
      return PackedRow.number(row, at(row));
    }

    @Override
    public long eight(byte[] row, int at) {
      int lengthAt = at(row);
      int begin = PackedRow.behindNumber(row, lengthAt);
      return folded(read(row, begin + at, PackedRow.number(row, lengthAt) - at));
    }

    @Override
    public int alike(byte[] row, byte[] other, int same, int most) {
      int at = at(row);
      int otherAt = at(other);
      int to = Math.min(PackedRow.number(row, at), PackedRow.number(other, otherAt));
      to = Math.min(to, most);
      if (to <= same) {
        return same;
      }
      int begin = PackedRow.behindNumber(row, at);
      int from = PackedRow.behindNumber(other, otherAt);
      int mismatch = Arrays.mismatch(row, begin + same, begin + to, other, from + same, from + to);
      return mismatch < 0 ? to : same + mismatch;
    }

    private static int at(byte[] row) {
      int at = PackedRow.nameAt(row);
      return PackedRow.has(row, PackedRow.NAMED) && PackedRow.text(row, at).isBlank()
          ? PackedRow.behindText(row, at)
          : at;
    }

    /** A to Z as a to z, all eight at once: a byte's high bit tells whether it is one of them. */
    private static long folded(long eight) {
      long low = eight & ~HIGH;
      long fromA = low + (0x80 - 'A') * EACH;
      long beyondZ = low + (0x7F - 'Z') * EACH;
      return eight | (((fromA ^ beyondZ) & ~eight & HIGH) >>> 2);
    }
  }

  /** The line that metadata is shown as; see {@link PackedRow#metadata}. */
  final class Metadata implements RowText {
    private final RowNames names;

    Metadata(RowNames names) {
      this.names = names;
    }

    @Override
    public int length(byte[] row) {
      int length = 0;
      for (var parts = new LineParts(row, names); parts.next(); ) {
        length += parts.length();
      }
      return length;
    }

    @Override
    public long eight(byte[] row, int at) {
      long eight = 0;
      int missing = Long.BYTES;
      int skip = at;
      for (var parts = new LineParts(row, names); missing > 0 && parts.next(); ) {
        int count = Math.min(missing, parts.length() - skip);
        for (int i = 0; i < count; i++) {
          eight = (eight << 8) | (parts.bytes()[parts.from() + skip + i] & 0xFF);
        }
        missing -= Math.max(0, count);
        skip = Math.max(0, skip - parts.length());
      }
      return missing == Long.BYTES ? 0 : eight << (8 * missing);
    }

    @Override
    public int alike(byte[] row, byte[] other, int same, int most) {
      var a = new LineParts(row, names);
      var b = new LineParts(other, names);
      int alike = 0;
      int left = 0;
      int otherLeft = 0;
      while (alike < most) {
        left = left == 0 ? next(a) : left;
        otherLeft = otherLeft == 0 ? next(b) : otherLeft;
        if (left == 0 || otherLeft == 0) {
          break;
        }
        int count = Math.min(left, otherLeft);
        int from = a.from() + a.length() - left;
        int otherFrom = b.from() + b.length() - otherLeft;
        int mismatch =
            Arrays.mismatch(a.bytes(), from, from + count, b.bytes(), otherFrom, otherFrom + count);
        if (mismatch >= 0) {
          alike += mismatch;
          break;
        }
        alike += count;
        left -= count;
        otherLeft -= count;
      }
      return Math.max(same, Math.min(most, alike));
    }

    /** The length of the next part that is not empty, or 0. */
    private static int next(LineParts parts) {
      while (parts.next()) {
        if (parts.length() > 0) {
          return parts.length();
        }
      }
      return 0;
    }
  }
}
