package org.sessiondesk.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of the audit log: one that grows, and older ones that it was moved away to. For use by
 * one thread at a time; several programs may use one folder.
 */
final class AuditFolder implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(AuditFolder.class);

  /** How large a file becomes at the most. */
  static final long FILE_BYTES = 16 << 20;

  private static final String PRESENT = "audit.jsonl";
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);

  private final Path folder;
  private final LongSupplier limit;
  private final InstantSource clock;
  private final long fileBytes;
  private final FileGuard guard;
  private @Nullable FileChannel present;
  private @Nullable Object presentKey;

  AuditFolder(Path folder, LongSupplier limit, InstantSource clock, long fileBytes) {
    this.folder = folder;
    this.limit = limit;
    this.clock = clock;
    this.fileBytes = fileBytes;
    guard = new FileGuard(folder.resolve("audit.lock"));
  }

  /** Appends whole lines, all of them or none. */
  void append(byte[] lines) throws IOException {
    OwnerFiles.createFolder(folder);
    try (var _ = guard.lock()) {
      var channel = present();
      long size = channel.size();
      if (size > 0 && size + lines.length > fileBytes) {
        moveAway();
        channel = present();
        size = channel.size();
      }
      OwnerFiles.writeAt(channel, size, endsWithLine(channel, size) ? lines : onNewLine(lines));
    }
  }

  /** The file that grows. Another program may have moved away the one that was open. */
  private FileChannel present() throws IOException {
    var file = folder.resolve(PRESENT);
    var open = present;
    if (open != null && presentKey != null && presentKey.equals(key(file))) {
      return open;
    }
    closePresent();
    open = OwnerFiles.open(file);
    present = open;
    presentKey = key(file);
    return open;
  }

  private static @Nullable Object key(Path file) throws IOException {
    try {
      return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    } catch (NoSuchFileException _) {
      return null;
    }
  }

  /** A program that was killed may have left half a line: what follows begins on the next. */
  private static boolean endsWithLine(FileChannel channel, long size) throws IOException {
    if (size == 0) {
      return true;
    }
    var last = ByteBuffer.allocate(1);
    return channel.read(last, size - 1) == 1 && last.get(0) == '\n';
  }

  private static byte[] onNewLine(byte[] lines) {
    var all = new byte[lines.length + 1];
    all[0] = '\n';
    System.arraycopy(lines, 0, all, 1, lines.length);
    return all;
  }

  private void moveAway() throws IOException {
    sync();
    closePresent();
    var stamp = STAMP.format(clock.instant());
    var target = folder.resolve("audit-" + stamp + ".jsonl");
    for (int i = 1; Files.exists(target); i++) {
      target = folder.resolve("audit-%s-%03d.jsonl".formatted(stamp, i));
    }
    Files.move(folder.resolve(PRESENT), target);
    removeOldest();
  }

  private void removeOldest() throws IOException {
    long most = limit.getAsLong();
    if (most <= 0) {
      return;
    }
    var old = old();
    long total = 0;
    for (var file : old) {
      total += Files.size(file);
    }
    for (var file : old) {
      if (total + fileBytes <= most) {
        return;
      }
      total -= Files.size(file);
      Files.delete(file);
      LOG.info("The audit log has reached its limit: {} is removed", file.getFileName());
    }
  }

  /** Those that were moved away, the oldest first. */
  private List<Path> old() throws IOException {
    return OwnerFiles.list(folder, name -> name.startsWith("audit-") && name.endsWith(".jsonl"));
  }

  /** Forces to disk what was appended. */
  void sync() throws IOException {
    if (present != null) {
      present.force(false);
    }
  }

  /** All files, the newest first, as they are now. */
  Newest list() throws IOException {
    if (!Files.isDirectory(folder)) {
      return new Newest(null, List.of());
    }
    try (var _ = guard.lock()) {
      var file = folder.resolve(PRESENT);
      var now = Files.exists(file) ? FileChannel.open(file, StandardOpenOption.READ) : null;
      return new Newest(now, new ArrayList<>(old().reversed()));
    }
  }

  /** The files of the log, the newest first; one is open at a time. */
  static final class Newest implements AutoCloseable {
    private final List<Path> older;
    private @Nullable FileChannel first;
    private @Nullable FileChannel open;

    private Newest(@Nullable FileChannel first, List<Path> older) {
      this.first = first;
      this.older = older;
    }

    /** The next one; null where there is none. */
    @Nullable FileChannel next() throws IOException {
      closeOpen();
      if (first != null) {
        open = first;
        first = null;
        return open;
      }
      while (!older.isEmpty()) {
        try {
          open = FileChannel.open(older.removeFirst(), StandardOpenOption.READ);
          return open;
        } catch (NoSuchFileException e) {
          LOG.debug("A file of the audit log went while it was read", e);
        }
      }
      return null;
    }

    private void closeOpen() throws IOException {
      if (open != null) {
        open.close();
        open = null;
      }
    }

    @Override
    public void close() throws IOException {
      closeOpen();
      if (first != null) {
        first.close();
        first = null;
      }
    }
  }

  private void closePresent() throws IOException {
    var open = present;
    present = null;
    presentKey = null;
    if (open != null) {
      open.close();
    }
  }

  @Override
  public void close() throws IOException {
    sync();
    closePresent();
    guard.close();
  }
}
