package org.sessiondesk.redis;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.connection.StoreCopies;
import org.sessiondesk.connection.StoreCopyException;
import org.sessiondesk.connection.StoreCopyException.Reason;
import org.sessiondesk.session.Progress;
import org.sessiondesk.session.ServerSaves;
import org.sessiondesk.session.StoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Copies of the built-in store, beside its data. A copy is what BGSAVE writes, a picture of one
 * moment, which Redis reads as a log of writes that begins with it; what is kept aside is that log
 * itself. One program at a time makes one or puts one back.
 */
public final class BuiltInCopies implements StoreCopies {
  private static final Logger LOG = LoggerFactory.getLogger(BuiltInCopies.class);

  /** What a full disk would do: with it the store itself would stop. */
  private static final long SPARE_BYTES = 64L << 20;

  private static final Duration LOADING = Duration.ofMinutes(10);

  private final BuiltInRedis builtIn;
  private final BuiltInFolder files;
  private final CopyFolder copies;
  private final InstantSource clock;

  /** Copies of {@code builtIn}. Does nothing yet. */
  public BuiltInCopies(BuiltInRedis builtIn, InstantSource clock) {
    this.builtIn = builtIn;
    this.clock = clock;
    files = builtIn.folder();
    copies = new CopyFolder(files.copies());
  }

  @Override
  public List<Copy> list() {
    try {
      return copies.list().stream().map(CopyFolder.Entry::copy).toList();
    } catch (IOException e) {
      throw disk("the copies cannot be listed", e);
    }
  }

  @Override
  public boolean inUse() {
    return builtIn.inUse();
  }

  @Override
  public Optional<Copy> make(Kind kind, Progress progress) {
    try {
      files.create();
      try (var _ = lock()) {
        copies.tidy();
        requireRoom(size(files.writeLog()));
        return made(kind, progress).map(CopyFolder.Entry::copy);
      }
    } catch (IOException e) {
      throw disk("the copy cannot be made", e);
    }
  }

  private Optional<CopyFolder.Entry> made(Kind kind, Progress progress) throws IOException {
    var unfinished = copies.begin(kind, clock.instant());
    boolean finished = false;
    try (var server = connected()) {
      var save = new BackgroundSave(server, clock).save(progress);
      if (save.end() == ServerSaves.End.CANCELLED) {
        return Optional.empty();
      }
      if (!save.proved()) {
        throw new StoreCopyException(
            Reason.STORE_FAILED,
            "the built-in store could not write its data ("
                + save.end()
                + "): its log says "
                + files.endOfLog());
      }
      CopyFolder.replace(files.dump(), unfinished.data());
      var entry = unfinished.finish(save.keys(), progress);
      finished = entry.isPresent();
      return entry;
    } catch (StoreException e) {
      throw new StoreCopyException(Reason.STORE_FAILED, "the built-in store failed", e);
    } finally {
      if (!finished) {
        unfinished.discard();
      }
    }
  }

  private SocketSaving connected() throws IOException {
    try {
      return new SocketSaving(BuiltInRedis.connected(builtIn.start()));
    } catch (ConnectFailedException e) {
      throw new StoreCopyException(
          Reason.STORE_FAILED, "the built-in store does not start: " + e.getMessage(), e);
    }
  }

  @Override
  public Optional<Restored> restore(Copy copy, Progress progress) {
    var start = clock.instant();
    try {
      files.create();
      try (var _ = lock()) {
        copies.tidy();
        return restored(sound(copy, progress), start, progress);
      }
    } catch (IOException e) {
      throw disk("the copy cannot be put back", e);
    }
  }

  /** The copy, where it is what was written; null where it was cancelled. */
  private CopyFolder.@Nullable Entry sound(Copy copy, Progress progress) throws IOException {
    var entry =
        copies.list().stream()
            .filter(found -> found.copy().name().equals(copy.name()))
            .findFirst()
            .orElseThrow(
                () -> new StoreCopyException(Reason.DAMAGED, "there is no copy " + copy.name()));
    if (!Files.exists(entry.data())) {
      throw new StoreCopyException(Reason.DAMAGED, "the copy " + copy.name() + " has no data");
    }
    var digest = CopyFolder.digest(entry.data(), progress);
    if (digest != null && !digest.equals(entry.sha256())) {
      throw new StoreCopyException(
          Reason.DAMAGED, "the copy " + copy.name() + " is not what was written");
    }
    return digest == null ? null : entry;
  }

  private Optional<Restored> restored(
      CopyFolder.@Nullable Entry entry, Instant start, Progress progress) throws IOException {
    if (entry == null || progress.cancelled()) {
      return Optional.empty();
    }
    requireRoom(entry.copy().bytes());
    long before = keysNow();
    var fresh = files.root().resolve("restore.tmp");
    CopyFolder.copy(entry.data(), fresh);
    var swap = new Swap(fresh, before);
    try {
      whileStopped(swap::in);
      long keys = awaitLoaded();
      if (keys > entry.copy().keys()) {
        throw new IOException("it holds more than the copy: " + keys);
      }
      return Optional.of(
          new Restored(keys, swap.aside(), Duration.between(start, clock.instant())));
    } catch (IOException | StoreException | StoreCopyException e) {
      if (!swap.done()) {
        throw e instanceof StoreCopyException refused
            ? refused
            : disk("the copy cannot be put back", e);
      }
      LOG.warn("The built-in store does not start with {}", entry.copy().name(), e);
      var failure =
          new StoreCopyException(
              Reason.DOES_NOT_START, "the built-in store did not start with the copy", e);
      try {
        whileStopped(swap::back);
      } catch (IOException | StoreCopyException backward) {
        failure.addSuppressed(backward); // It did not start before, either.
      }
      throw failure;
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  /** Puts other data in the place of the store's, and back. */
  private final class Swap {
    private final Path fresh;
    private final long keysBefore;
    private CopyFolder.@Nullable Entry kept;
    private boolean done;

    Swap(Path fresh, long keysBefore) {
      this.fresh = fresh;
      this.keysBefore = keysBefore;
    }

    /** What was there is a complete copy before anything takes its place. */
    void in() throws IOException {
      if (Files.exists(files.writeLog())) {
        var unfinished = copies.begin(Kind.KEPT_ASIDE, clock.instant());
        link(files.writeLog(), unfinished.data());
        kept = unfinished.finish(keysBefore, Progress.NONE).orElseThrow();
      }
      CopyFolder.replace(fresh, files.writeLog());
      done = true;
    }

    boolean done() {
      return done;
    }

    void back() throws IOException {
      var before = kept;
      if (before == null) {
        Files.deleteIfExists(files.writeLog());
      } else {
        CopyFolder.copy(before.data(), fresh);
        CopyFolder.replace(fresh, files.writeLog());
      }
    }

    Optional<Copy> aside() {
      return Optional.ofNullable(kept).map(CopyFolder.Entry::copy);
    }
  }

  /** A link costs nothing and leaves what was there in its place until it is replaced. */
  private static void link(Path there, Path here) throws IOException {
    try {
      Files.createLink(here, there);
    } catch (FileAlreadyExistsException e) {
      throw e;
    } catch (IOException | UnsupportedOperationException e) {
      LOG.debug("No links here: copied", e);
      CopyFolder.copy(there, here);
    }
  }

  private void whileStopped(BuiltInRedis.StoppedWork work) throws IOException {
    try {
      if (!builtIn.whileStopped(work)) {
        throw new StoreCopyException(
            Reason.USED_BY_OTHERS, "another program uses the built-in store");
      }
    } catch (ConnectFailedException e) {
      throw new IOException("the built-in store does not start: " + e.getMessage(), e);
    }
  }

  /** How many keys the store holds; -1 where it does not start, which may be why one restores. */
  private long keysNow() {
    try {
      return Files.exists(files.writeLog()) ? awaitLoaded() : 0;
    } catch (IOException | StoreException | StoreCopyException e) {
      LOG.warn("What the built-in store holds cannot be counted", e);
      return -1;
    }
  }

  /** How many keys the store holds, once it has loaded them. */
  private long awaitLoaded() throws IOException {
    long start = System.nanoTime();
    while (System.nanoTime() - start < LOADING.toNanos()) {
      try (var server = connected()) {
        var info = server.info();
        if ("0".equals(info.get("loading"))) {
          return server.keys();
        }
      }
      LockSupport.parkNanos(20_000_000);
      if (Thread.currentThread().isInterrupted()) {
        throw new IOException("interrupted");
      }
    }
    throw new IOException("the built-in store loads for too long");
  }

  @Override
  public int prune(Kind kind, int keep) {
    try {
      files.create();
      try (var _ = lock()) {
        var old = copies.list().stream().filter(e -> e.copy().kind() == kind).skip(keep).toList();
        for (var entry : old) {
          CopyFolder.delete(entry.copy().folder());
        }
        return old.size();
      }
    } catch (IOException e) {
      throw disk("old copies cannot be deleted", e);
    }
  }

  private static long size(Path file) throws IOException {
    return Files.exists(file) ? Files.size(file) : 0;
  }

  private void requireRoom(long bytes) throws IOException {
    long room = Files.getFileStore(files.root()).getUsableSpace();
    if (room < bytes + SPARE_BYTES) {
      throw new StoreCopyException(
          Reason.NO_ROOM,
          "the disk of "
              + files.root()
              + " has "
              + (room >> 20)
              + " MiB left, and "
              + ((bytes + SPARE_BYTES) >> 20)
              + " may be needed");
    }
  }

  /** Ends with the program, however that ends. */
  private Closeable lock() throws IOException {
    var channel =
        FileChannel.open(
            files.copies().resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (channel.tryLock() != null) {
        return channel;
      }
    } catch (OverlappingFileLockException e) {
      LOG.debug("Held by this very program", e);
    }
    channel.close();
    throw new StoreCopyException(
        Reason.BUSY, "a copy of the built-in store is being made or put back already");
  }

  private static StoreCopyException disk(String what, Exception e) {
    return new StoreCopyException(Reason.DISK, what + ": " + e, e);
  }
}
