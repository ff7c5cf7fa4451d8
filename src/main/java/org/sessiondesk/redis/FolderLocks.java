package org.sessiondesk.redis;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * What the programs that share a built-in store agree through: one at a time may start or stop it,
 * and each shows that it uses it. Both are locks of the operating system, which end with their
 * program however that ends.
 */
final class FolderLocks {
  private static final Duration PATIENCE = Duration.ofSeconds(40);

  private final Path folder;

  FolderLocks(Path folder) {
    this.folder = folder;
  }

  /**
   * Waits until no other program starts or stops the store.
   *
   * @return until it is closed, no other one does
   * @throws IOException where that takes too long, or the thread is interrupted
   */
  Closeable exclusive() throws IOException {
    var channel =
        FileChannel.open(
            folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    long start = System.nanoTime();
    while (tryLock(channel) == null) {
      LockSupport.parkNanos(20_000_000);
      if (Thread.currentThread().isInterrupted()
          || System.nanoTime() - start > PATIENCE.toNanos()) {
        channel.close();
        throw new IOException("another program is starting or stopping the built-in store");
      }
    }
    return channel;
  }

  /** Shows, until it is closed, that this program uses the store. */
  User use() throws IOException {
    var file = users().resolve(ProcessHandle.current().pid() + "-" + UUID.randomUUID());
    var channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    if (tryLock(channel) == null) {
      channel.close();
      throw new IOException("a new file is locked already: " + file);
    }
    return new User(file, channel);
  }

  /** A program's use of the store. */
  record User(Path file, FileChannel channel) implements Closeable {
    @Override
    public void close() throws IOException {
      channel.close();
      Files.deleteIfExists(file);
    }
  }

  /** Whether any program uses the store. Clears away what programs left that were killed. */
  boolean inUse() throws IOException {
    boolean used = false;
    try (var files = Files.newDirectoryStream(users())) {
      for (var file : files) {
        used |= isHeld(file);
      }
    }
    return used;
  }

  /** Whether anybody but {@code one} uses the store, be it in this program or another. */
  boolean inUseByOthersThan(User one) throws IOException {
    boolean used = false;
    try (var files = Files.newDirectoryStream(users())) {
      for (var file : files) {
        used |= !file.getFileName().equals(one.file().getFileName()) && isHeld(file);
      }
    }
    return used;
  }

  private static boolean isHeld(Path file) throws IOException {
    // On POSIX, closing a file drops every lock that this very process has on it: don't open ours.
    var mine = ProcessHandle.current().pid() + "-";
    if (file.getFileName().toString().startsWith(mine)) {
      return true;
    }
    try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      if (tryLock(channel) == null) {
        return true;
      }
    }
    Files.deleteIfExists(file);
    return false;
  }

  private Path users() {
    return folder.resolve("users");
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null; // Held by this very program, through another object.
    }
  }
}
