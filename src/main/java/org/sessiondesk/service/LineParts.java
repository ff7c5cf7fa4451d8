package org.sessiondesk.service;

import java.nio.charset.StandardCharsets;

/**
 * The parts of the line that metadata is shown as (see {@link PackedRow#metadata}), one after the
 * other as bytes where they lie.
 */
final class LineParts {
  private static final byte[] SPACE = {' '};
  private static final byte[] EQUALS = {'='};

  private enum Stage {
    MEMBER,
    KEY,
    EQUALS_SIGN,
    VALUE
  }

  private final byte[] row;
  private final RowNames names;
  private final boolean wide;
  private int at;
  private boolean begun;
  private Stage stage = Stage.MEMBER;
  private byte[] bytes = SPACE;
  private int from;
  private int to;

  LineParts(byte[] row, RowNames names) {
    this.row = row;
    this.names = names;
    wide = PackedRow.has(row, PackedRow.WIDE);
    at = PackedRow.metadataAt(row);
  }

  /** Where the part lies. */
  byte[] bytes() {
    return bytes;
  }

  int from() {
    return from;
  }

  /** How long it is; it may be empty. */
  int length() {
    return to - from;
  }

  /** Goes on to the next part, if there is one. */
  boolean next() {
    while (true) {
      switch (stage) {
        case MEMBER -> {
          if (at >= row.length) {
            return false;
          }
          stage = Stage.KEY;
          if (begun) {
            return part(SPACE, 0, 1);
          }
        }
        case KEY -> {
          int number = PackedRow.number(row, at);
          at = PackedRow.behindNumber(row, at);
          stage = number == PackedRow.NO_KEY ? Stage.VALUE : Stage.EQUALS_SIGN;
          if (number == PackedRow.INLINE_KEY) {
            return text();
          } else if (number != PackedRow.NO_KEY) {
            var name = names.keys.bytes(number - PackedRow.FIRST_KEY);
            return part(name, 0, name.length);
          }
        }
        case EQUALS_SIGN -> {
          stage = Stage.VALUE;
          return part(EQUALS, 0, 1);
        }
        case VALUE -> {
          stage = Stage.MEMBER;
          return text();
        }
      }
    }
  }

  private boolean text() {
    int begin = PackedRow.behindNumber(row, at);
    int end = begin + PackedRow.number(row, at);
    if (wide) {
      var utf8 = PackedRow.text(row, at).getBytes(StandardCharsets.UTF_8);
      at = end;
      return part(utf8, 0, utf8.length);
    }
    at = end;
    return part(row, begin, end);
  }

  private boolean part(byte[] in, int first, int end) {
    bytes = in;
    from = first;
    to = end;
    begun |= end > first;
    return true;
  }
}
