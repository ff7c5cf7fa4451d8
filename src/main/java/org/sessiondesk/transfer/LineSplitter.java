package org.sessiondesk.transfer;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a stream into lines, at LF; a CR before it is left to who reads the line. A line that is too
 * long is passed over without being kept. Not for several threads.
 */
final class LineSplitter {
  private static final byte[] NOTHING = new byte[0];

  private final InputStream in;
  private final int longest;
  private final byte[] buffer = new byte[64 << 10];
  private int from;
  private int to;

  /** The beginning of a line that did not end within the buffer. */
  private byte[] begun = NOTHING;

  private int begunSize;
  private long number;
  private boolean tooLong;

  LineSplitter(InputStream in, int longest) {
    this.in = in;
    this.longest = longest;
  }

  /** The next line, empty where it is {@link #tooLong}; null at the end. */
  byte @Nullable [] next() throws IOException {
    if (from == to && !fill()) {
      return null;
    }
    number++;
    tooLong = false;
    begunSize = 0;
    do {
      int end = from;
      while (end < to && buffer[end] != '\n') {
        end++;
      }
      tooLong |= begunSize + (long) (end - from) > longest;
      if (end < to) {
        var line = line(end);
        from = end + 1;
        return line;
      }
      keep(end);
    } while (fill());
    return line(from);
  }

  private byte[] line(int end) {
    if (tooLong) {
      return NOTHING;
    }
    if (begunSize == 0) {
      return Arrays.copyOfRange(buffer, from, end);
    }
    var line = Arrays.copyOf(begun, begunSize + end - from);
    System.arraycopy(buffer, from, line, begunSize, end - from);
    if (begun.length > 16 * buffer.length) {
      begun = NOTHING; // One very long line is no reason to keep so much for ever.
    }
    return line;
  }

  private void keep(int end) {
    if (!tooLong) {
      int size = begunSize + end - from;
      if (size > begun.length) {
        begun = Arrays.copyOf(begun, (int) Math.min(longest, Math.max(2L * begun.length, size)));
      }
      System.arraycopy(buffer, from, begun, begunSize, end - from);
      begunSize = size;
    }
    from = end;
  }

  private boolean fill() throws IOException {
    from = 0;
    to = Math.max(0, in.read(buffer));
    return to > 0;
  }

  /** The number of the line that {@link #next} gave last, from 1. */
  long number() {
    return number;
  }

  /** Whether that was too long. */
  boolean tooLong() {
    return tooLong;
  }
}
