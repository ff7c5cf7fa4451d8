package org.sessiondesk.journal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.session.AuditEntry;
import org.sessiondesk.session.AuditLog;
import org.sessiondesk.session.JournalTrouble;
import org.sessiondesk.session.JsonFormat;
import org.sessiondesk.session.Listeners;
import org.sessiondesk.session.Registration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The audit log in files, one JSON line an entry. Several programs may add to one folder. An entry
 * is with the operating system when {@link #add} returns, so that it survives the end of this
 * program, and forced to disk within a second.
 */
public final class AuditFiles implements AuditLog {
  private static final Logger LOG = LoggerFactory.getLogger(AuditFiles.class);

  /** How many entries wait at the most while the disk does not take them. */
  static final int MOST_WAITING = 10_000;

  private static final int RETRY_SECONDS = 5;

  private final JsonFormat json;
  private final InstantSource clock;
  private final AuditFolder folder;
  private final ReentrantLock writing = new ReentrantLock();
  private final Deque<byte[]> waiting = new ArrayDeque<>();
  private final Listeners<List<AuditEntry>> watchers = new Listeners<>();
  private final Listeners<JournalTrouble> troubleWatchers = new Listeners<>();
  private final ScheduledExecutorService later =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("audit").factory());
  private boolean syncAsked;
  private boolean retryAsked;
  private boolean closed;

  /** How many entries were given up since the last that was written. Guarded by the queue. */
  private long lost;

  private boolean inTrouble;

  /**
   * Makes it; nothing is read or written before something is added.
   *
   * @param folder where the files are; created with the first entry
   * @param limit how many bytes all files together may have, asked for whenever a new one is begun;
   *     the oldest go first. 0 for no limit
   */
  public AuditFiles(Path folder, JsonFormat json, LongSupplier limit, InstantSource clock) {
    this(folder, json, limit, clock, AuditFolder.FILE_BYTES);
  }

  AuditFiles(
      Path folder, JsonFormat json, LongSupplier limit, InstantSource clock, long fileBytes) {
    this.json = json;
    this.clock = clock;
    this.folder = new AuditFolder(folder, limit, clock, fileBytes);
  }

  @Override
  public void add(List<AuditEntry> entries) {
    if (entries.isEmpty()) {
      return;
    }
    synchronized (waiting) {
      for (var entry : entries) {
        if (waiting.size() >= MOST_WAITING && inTrouble) {
          lost++;
        } else {
          waiting.addLast(AuditLine.write(entry, json));
        }
      }
    }
    writeWaiting();
    watchers.tell(List.copyOf(entries));
  }

  /** Writes what waits: of several threads the first writes for all of them. */
  private void writeWaiting() {
    writing.lock();
    try {
      int count;
      long given;
      var bytes = new ByteArrayOutputStream();
      synchronized (waiting) {
        count = waiting.size();
        given = lost;
        waiting.forEach(bytes::writeBytes);
      }
      if (count == 0 && given == 0) {
        return;
      }
      if (given > 0) {
        bytes.writeBytes(AuditLine.lost(given, clock.instant(), json));
      }
      folder.append(bytes.toByteArray());
      written(count, given);
    } catch (IOException e) {
      failed(e);
    } finally {
      writing.unlock();
    }
  }

  private void written(int count, long given) {
    boolean over;
    synchronized (waiting) {
      for (int i = 0; i < count; i++) {
        waiting.removeFirst();
      }
      lost -= given;
      over = inTrouble;
      inTrouble = false;
    }
    if (over) {
      LOG.warn("The audit log can be written again; {} entries are missing in it", given);
      troubleWatchers.tell(new JournalTrouble(true, 0, given, ""));
    }
    if (!syncAsked && !closed) {
      syncAsked = true;
      var _ = later.schedule(this::sync, 1, TimeUnit.SECONDS);
    }
  }

  private void failed(IOException e) {
    long count;
    long given;
    boolean news;
    synchronized (waiting) {
      count = waiting.size();
      given = lost;
      news = !inTrouble || given > 0;
      inTrouble = true;
    }
    if (news) {
      LOG.warn(
          "The audit log cannot be written: {} entries wait, {} are given up", count, given, e);
      troubleWatchers.tell(new JournalTrouble(false, count, given, String.valueOf(e.getMessage())));
    }
    if (!retryAsked && !closed) {
      retryAsked = true;
      var _ = later.schedule(this::retry, RETRY_SECONDS, TimeUnit.SECONDS);
    }
  }

  private void retry() {
    writing.lock();
    try {
      retryAsked = false;
      writeWaiting();
    } finally {
      writing.unlock();
    }
  }

  private void sync() {
    writing.lock();
    try {
      syncAsked = false;
      folder.sync();
    } catch (IOException e) {
      LOG.warn("The audit log could not be forced to disk", e);
    } finally {
      writing.unlock();
    }
  }

  @Override
  public Reading read(Predicate<? super AuditEntry> visitor) {
    try (var files = listed()) {
      long entries = 0;
      long unreadable = 0;
      for (var file = files.next(); file != null; file = files.next()) {
        var lines = new BackwardLines(file);
        for (var line = lines.next(); line != null; line = lines.next()) {
          var entry = read(line);
          if (entry == null) {
            unreadable += missing(line);
          } else {
            entries++;
            if (!visitor.test(entry)) {
              return new Reading(entries, unreadable);
            }
          }
        }
      }
      return new Reading(entries, unreadable);
    } catch (IOException e) {
      throw new UncheckedIOException("The audit log cannot be read", e);
    }
  }

  private AuditFolder.Newest listed() throws IOException {
    writing.lock();
    try {
      return folder.list();
    } finally {
      writing.unlock();
    }
  }

  private @Nullable AuditEntry read(byte[] line) {
    try {
      return AuditLine.read(Fields.read(line, json));
    } catch (IOException | RuntimeException e) {
      LOG.debug("A line of the audit log makes no sense", e);
      return null;
    }
  }

  /** How many entries are missing where {@code line} stands, which is none itself. */
  private long missing(byte[] line) {
    try {
      return Math.max(1, AuditLine.lost(Fields.read(line, json)));
    } catch (IOException | RuntimeException e) {
      LOG.debug("Nor does it say how many are missing", e);
      return 1;
    }
  }

  @Override
  public Registration watch(Consumer<? super List<AuditEntry>> watcher) {
    return watchers.add(watcher);
  }

  @Override
  public Registration watchTrouble(Consumer<? super JournalTrouble> watcher) {
    return troubleWatchers.add(watcher);
  }

  @Override
  public void close() {
    later.shutdownNow();
    writing.lock();
    try {
      closed = true;
      writeWaiting();
      folder.close();
    } catch (IOException e) {
      LOG.warn("The audit log could not be closed", e);
    } finally {
      writing.unlock();
    }
  }
}
