package org.sessiondesk.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Lets one program at a time at some files: a window, a service and commands share a folder. */
final class FileGuard implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Path file;
  private @Nullable FileChannel channel;

  FileGuard(Path file) {
    this.file = file;
  }

  /**
   * Waits for its turn, which ends when the lock is closed. For use by one thread at a time.
   *
   * @throws IOException where it does not come for some seconds
   */
  FileLock lock() throws IOException {
    var open = channel;
    if (open == null) {
      open = OwnerFiles.open(file);
      channel = open;
    }
    long start = System.nanoTime();
    while (true) {
      var lock = tryLock(open);
      if (lock != null) {
        return lock;
      }
      if (System.nanoTime() - start > PATIENCE.toNanos()) {
        throw new IOException("another program keeps " + file.getFileName() + " locked");
      }
      LockSupport.parkNanos(1_000_000);
    }
  }

  private static @Nullable FileLock tryLock(FileChannel open) throws IOException {
    try {
      return open.tryLock();
    } catch (OverlappingFileLockException _) {
      return null; // Somebody else in this very program.
    }
  }

  @Override
  public void close() throws IOException {
    if (channel != null) {
      channel.close();
      channel = null;
    }
  }
}
