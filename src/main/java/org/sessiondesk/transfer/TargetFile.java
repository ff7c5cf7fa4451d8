package org.sessiondesk.transfer;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * A file that is there whole or not at all: it is written beside its place, for its owner only,
 * forced to disk, and put there at the end. Until then what was there stays; where it is closed
 * before that, nothing is left behind.
 */
final class TargetFile implements AutoCloseable {
  private final Path target;
  private final boolean replace;
  private final Path temporary;
  private final FileChannel channel;

  private TargetFile(Path target, boolean replace, Path temporary, FileChannel channel) {
    this.target = target;
    this.replace = replace;
    this.temporary = temporary;
    this.channel = channel;
  }

  /**
   * Begins one.
   *
   * @param replace whether a file that is there is to be replaced
   * @throws FileAlreadyExistsException where one is there and that is not said
   */
  static TargetFile begin(Path wanted, boolean replace) throws IOException {
    // Where the file is a link, what it leads to is replaced, not the link.
    var target = Files.exists(wanted) ? wanted.toRealPath() : wanted.toAbsolutePath();
    if (Files.isDirectory(target) || (!replace && Files.exists(target))) {
      throw new FileAlreadyExistsException(wanted.toString());
    }
    var folder = target.getParent();
    if (folder == null) {
      throw new IOException("a file has a folder: " + target);
    }
    // A temporary file is its owner's only, by Java's own promise.
    var temporary = Files.createTempFile(folder, "." + target.getFileName() + ".", ".part");
    try {
      return new TargetFile(
          target, replace, temporary, FileChannel.open(temporary, StandardOpenOption.WRITE));
    } catch (IOException e) {
      Files.deleteIfExists(temporary);
      throw e;
    }
  }

  /** Takes what is to be in the file. */
  OutputStream stream() {
    return new OutputStream() {
      @Override
      public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
      }

      @Override
      public void write(byte[] bytes, int from, int length) throws IOException {
        var buffer = ByteBuffer.wrap(bytes, from, length);
        while (buffer.hasRemaining()) {
          channel.write(buffer);
        }
      }
    };
  }

  /** How many bytes were written. */
  long size() throws IOException {
    return channel.size();
  }

  /** Puts the file, which is complete, in its place. */
  void commit() throws IOException {
    channel.force(true);
    channel.close();
    if (replace) {
      move();
    } else {
      place();
    }
    forceFolder();
  }

  private void move() throws IOException {
    try {
      Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(temporary, target, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** A link, unlike a move, never replaces what somebody has put there meanwhile. */
  private void place() throws IOException {
    try {
      Files.createLink(target, temporary);
    } catch (FileAlreadyExistsException e) {
      throw e;
    } catch (IOException | UnsupportedOperationException e) {
      Files.move(temporary, target); // No links here. Refuses, too, if not in one atomic step.
    }
  }

  private void forceFolder() throws IOException {
    var folder = target.getParent();
    if (folder != null && folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      try (var open = FileChannel.open(folder, StandardOpenOption.READ)) {
        open.force(true);
      }
    }
  }

  /** Removes what was written beside the place. */
  @Override
  public void close() throws IOException {
    channel.close();
    Files.deleteIfExists(temporary);
  }
}
