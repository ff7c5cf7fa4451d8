package org.sessiondesk.journal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a file, the last one first, read in pieces. What follows the last line's end is a
 * line too. A line that is too long for any of ours comes empty.
 */
final class BackwardLines {
  private static final int PIECE = 64 << 10;
  private static final int LONGEST = 1 << 20;

  private final FileChannel channel;
  private final Deque<byte[]> lines = new ArrayDeque<>();

  /** The beginning of what was read, whose own beginning is not read yet; the last piece first. */
  private final Deque<byte[]> rest = new ArrayDeque<>();

  private int restSize;
  private boolean tooLong;
  private long position;
  private boolean first = true;

  BackwardLines(FileChannel channel) throws IOException {
    this.channel = channel;
    position = channel.size();
  }

  /** The line before, without its end; null where there is none. */
  byte @Nullable [] next() throws IOException {
    while (lines.isEmpty()) {
      if (position == 0) {
        return restSize > 0 || tooLong ? takeRest() : null;
      }
      readPiece();
    }
    return lines.removeFirst();
  }

  private void readPiece() throws IOException {
    int size = (int) Math.min(PIECE, position);
    var piece = new byte[size];
    var buffer = ByteBuffer.wrap(piece);
    while (buffer.hasRemaining()
        && channel.read(buffer, position - size + buffer.position()) >= 0) {
      // A file is read in one go nearly always.
    }
    position -= size;
    int end = size;
    for (int i = size - 1; i >= 0; i--) {
      if (piece[i] == '\n') {
        hold(piece, i + 1, end);
        // After the end of the last line there is nothing, and no empty line.
        if (!first || restSize > 0) {
          lines.addLast(takeRest());
        }
        first = false;
        end = i;
      }
    }
    hold(piece, 0, end);
    first = first && restSize == 0;
  }

  private void hold(byte[] piece, int from, int to) {
    if (to > from && !tooLong) {
      var part = new byte[to - from];
      System.arraycopy(piece, from, part, 0, part.length);
      rest.addFirst(part);
      restSize += part.length;
      if (restSize > LONGEST) {
        tooLong = true;
        rest.clear();
      }
    }
  }

  private byte[] takeRest() {
    var line = new ByteArrayOutputStream(restSize);
    rest.forEach(line::writeBytes);
    rest.clear();
    restSize = 0;
    tooLong = false;
    return line.toByteArray();
  }
}
