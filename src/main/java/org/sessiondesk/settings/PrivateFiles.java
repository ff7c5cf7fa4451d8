package org.sessiondesk.settings;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** Files and folders for their owner only, written so that a crash leaves the old or the new. */
final class PrivateFiles {
  private PrivateFiles() {}

  /**
   * Creates {@code folder} and its parents, for their owner only. What is there keeps its mode:
   * {@code ~/.config} is not ours alone.
   */
  static void createFolder(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      return;
    }
    var mode = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    Files.createDirectories(folder, posix(folder) ? new FileAttribute<?>[] {mode} : none());
  }

  /** Writes {@code text} to a file beside {@code file}, forces it to disk, then puts it there. */
  static void write(Path file, String text) throws IOException {
    // Where the file is a link, what it leads to is replaced, not the link.
    var target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
    var folder = target.getParent();
    if (folder == null) {
      throw new IOException("a file has a folder: " + target);
    }
    createFolder(folder);
    // A temporary file is its owner's only, by Java's own promise.
    var temporary = Files.createTempFile(folder, target.getFileName() + ".", ".tmp");
    try {
      try (var channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
        var bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        channel.force(true);
      }
      try {
        Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
      } catch (AtomicMoveNotSupportedException _) {
        Files.move(temporary, target, StandardCopyOption.REPLACE_EXISTING);
      }
    } finally {
      Files.deleteIfExists(temporary);
    }
    if (posix(folder)) {
      try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }

  private static boolean posix(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix");
  }

  private static FileAttribute<?>[] none() {
    return new FileAttribute<?>[0];
  }
}
