package org.sessiondesk.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Files and folders for their owner only, where the file system knows owners. */
final class OwnerFiles {
  private OwnerFiles() {}

  /** Creates {@code folder} and its parents where they are not there. */
  static void createFolder(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(folder, attributes(folder, "rwx------"));
    }
  }

  /** Opens {@code file} to read and write, and creates it where it is not there. */
  static FileChannel open(Path file) throws IOException {
    Set<OpenOption> how =
        Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE);
    return FileChannel.open(file, how, attributes(file, "rw-------"));
  }

  private static FileAttribute<?>[] attributes(Path path, String mode) {
    boolean posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
    return posix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode))
        }
        : new FileAttribute<?>[0];
  }

  /**
   * Writes all of {@code bytes} at {@code position}; where that fails the file ends there again.
   */
  static void writeAt(FileChannel channel, long position, byte[] bytes) throws IOException {
    try {
      var buffer = ByteBuffer.wrap(bytes);
      while (buffer.hasRemaining()) {
        channel.write(buffer, position + buffer.position());
      }
    } catch (IOException e) {
      try {
        channel.truncate(position);
      } catch (IOException second) {
        e.addSuppressed(second);
      }
      throw e;
    }
  }

  /**
   * Puts a file of {@code bytes} in place of {@code file}: a crash leaves the old or the new one.
   */
  static void replace(Path file, byte[] bytes) throws IOException {
    var fresh = Files.createTempFile(file.toAbsolutePath().getParent(), "fresh", ".tmp");
    try {
      try (var channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
        writeAt(channel, 0, bytes);
        channel.force(true);
      }
      try {
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
      } catch (AtomicMoveNotSupportedException _) {
        Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
      }
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  /**
   * The files of {@code folder} whose names are {@code wanted}, by name; none where it is missing.
   */
  static List<Path> list(Path folder, Predicate<String> wanted) throws IOException {
    try (var files = Files.list(folder)) {
      return files.filter(file -> wanted.test(file.getFileName().toString())).sorted().toList();
    } catch (NoSuchFileException _) {
      return List.of();
    }
  }
}
