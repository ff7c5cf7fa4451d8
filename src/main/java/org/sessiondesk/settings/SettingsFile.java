package org.sessiondesk.settings;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.session.Json;
import org.sessiondesk.session.JsonFormat;
import org.sessiondesk.session.JsonSyntaxException;
import org.sessiondesk.session.Listeners;
import org.sessiondesk.session.Registration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The settings on disk, as JSON. Of several candidates the first that is there is read, and always
 * the first is written. What cannot be used is kept under another name, never overwritten. Saving
 * is put off a little, done in the background, and leaves either the old file or the new one.
 */
public final class SettingsFile implements AutoCloseable {

  /** How long saving waits for further changes. */
  public static final Duration SAVE_DELAY = Duration.ofMillis(500);

  private static final Logger LOG = LoggerFactory.getLogger(SettingsFile.class);
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

  /** What was read. */
  public record Loaded(Settings settings, List<SettingsWarning> warnings) {
    public Loaded {
      warnings = List.copyOf(warnings);
    }
  }

  private final List<Path> candidates;
  private final JsonFormat json;
  private final String version;
  private final InstantSource clock;
  private final Duration delay;
  private final Listeners<SettingsWarning> troubles = new Listeners<>();

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private @Nullable Settings pending;
  private @Nullable Thread writer;
  private boolean closed;

  /** Held while writing: one write at a time, so that the newest settings are written last. */
  private final ReentrantLock writing = new ReentrantLock();

  /** What could not be written the last time; tried again with the next. */
  private @Nullable Settings failed;

  private Json.Obj onDisk = Json.EMPTY;
  private boolean mayWrite = true;

  /**
   * Makes the file; reads nothing yet.
   *
   * @param candidates where it may lie, at least one; see {@link DeskFolders#settingsFiles}
   * @param version of this program, noted in the file
   * @param delay how long saving waits for further changes
   */
  public SettingsFile(
      List<Path> candidates, JsonFormat json, String version, InstantSource clock, Duration delay) {
    this.candidates = List.copyOf(candidates);
    this.json = json;
    this.version = version;
    this.clock = clock;
    this.delay = delay;
  }

  /** Where it is written. */
  public Path path() {
    return candidates.getFirst();
  }

  /** Reads the settings; the defaults where there are none. Blocks. Call it once, first. */
  public Loaded load() {
    var warnings = new ArrayList<SettingsWarning>();
    for (var file : candidates) {
      if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
        var read = read(file, warnings);
        if (read.isPresent()) {
          return new Loaded(read.get(), warnings);
        }
      }
    }
    return new Loaded(Settings.DEFAULT, warnings);
  }

  private Optional<Settings> read(Path file, List<SettingsWarning> warnings) {
    try {
      var bytes = ByteBuffer.wrap(Files.readAllBytes(file));
      var text = StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
      var parsed = json.parse(text.startsWith("\ufeff") ? text.substring(1) : text);
      if (!(parsed instanceof Json.Obj object)) {
        throw new JsonSyntaxException("not an object", 1, 1);
      }
      var read = SettingsJson.read(object);
      if (!read.ignored().isEmpty()) {
        var detail = String.join(", ", read.ignored());
        warnings.add(keepAside(file, SettingsWarning.Kind.FIELDS_IGNORED, detail));
      }
      onDisk = object;
      return Optional.of(read.settings());
    } catch (JsonSyntaxException e) {
      var detail = e.getMessage() + " (line " + e.line() + ", column " + e.column() + ")";
      warnings.add(keepAside(file, SettingsWarning.Kind.NOT_SETTINGS, detail));
    } catch (CharacterCodingException _) {
      warnings.add(keepAside(file, SettingsWarning.Kind.NOT_SETTINGS, "it is not UTF-8"));
    } catch (IOException e) {
      warnings.add(keepAside(file, SettingsWarning.Kind.UNREADABLE, FileWords.of(e)));
    }
    return Optional.empty();
  }

  /** Copies a file that is read in part; renames one that is not read. Leaves others' alone. */
  private SettingsWarning keepAside(Path file, SettingsWarning.Kind kind, String detail) {
    Optional<Path> kept = Optional.empty();
    if (file.equals(path())) {
      try {
        var aside = freeName(file);
        if (kind == SettingsWarning.Kind.FIELDS_IGNORED) {
          Files.copy(file, aside);
        } else {
          Files.move(file, aside);
        }
        kept = Optional.of(aside);
      } catch (IOException _) {
        // Then it stays what and where it is: nothing is written in this run.
        mayWrite = false;
      }
    }
    var warning = new SettingsWarning(kind, file, kept, detail);
    LOG.warn(
        "The settings file {}: {} ({}); {}",
        file,
        kind,
        detail,
        kept.map(path -> "kept as " + path).orElse("left as it is"));
    return warning;
  }

  private Path freeName(Path file) {
    var name = file.getFileName() + ".kept-" + STAMP.format(clock.instant());
    var aside = file.resolveSibling(name);
    for (int i = 2; Files.exists(aside, LinkOption.NOFOLLOW_LINKS); i++) {
      aside = file.resolveSibling(name + "-" + i);
    }
    return aside;
  }

  /**
   * Saves {@code settings} after the delay, unless later ones come first. Returns at once, unless
   * this is closed: then it saves before it returns.
   */
  public void save(Settings settings) {
    boolean late;
    lock.lock();
    try {
      pending = settings;
      late = closed;
      if (!late && writer == null) {
        writer = Thread.ofVirtual().name("settings-writer").start(this::writeWhatComes);
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    if (late) {
      flush();
    }
  }

  /** Tells {@code listener} when saving fails, on the thread that saves. */
  public Registration watchTrouble(Consumer<SettingsWarning> listener) {
    return troubles.add(listener);
  }

  /** Writes what is not saved yet, now. Blocks until it is on disk or has failed. */
  public void flush() {
    writing.lock();
    try {
      var later = takePending();
      var settings = later == null ? failed : later;
      if (settings != null) {
        failed = write(settings) ? null : settings;
      }
    } finally {
      writing.unlock();
    }
  }

  /** Writes what is not saved yet and ends the background thread. Blocks. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    flush();
  }

  private void writeWhatComes() {
    while (awaitPending()) {
      flush();
    }
  }

  /** Waits for something to save, then for the delay; false once closed or interrupted. */
  private boolean awaitPending() {
    lock.lock();
    try {
      while (pending == null && !closed) {
        changed.await();
      }
      long left = delay.toNanos();
      while (left > 0 && !closed) {
        left = changed.awaitNanos(left);
      }
      return !closed;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      lock.unlock();
    }
  }

  private @Nullable Settings takePending() {
    lock.lock();
    try {
      var settings = pending;
      pending = null;
      return settings;
    } finally {
      lock.unlock();
    }
  }

  private boolean write(Settings settings) {
    if (!mayWrite) {
      tell("a file that could not be read is in the way");
      return false;
    }
    try {
      var object = SettingsJson.write(settings, onDisk, version);
      PrivateFiles.write(path(), json.printPretty(object) + "\n");
      onDisk = object;
      return true;
    } catch (IOException e) {
      tell(FileWords.of(e));
    } catch (IllegalArgumentException e) {
      // Half of a surrogate pair in some text: no file can hold it.
      tell(String.valueOf(e.getMessage()));
    }
    return false;
  }

  private void tell(String detail) {
    LOG.warn("The settings were not saved to {}: {}", path(), detail);
    troubles.tell(
        new SettingsWarning(SettingsWarning.Kind.NOT_SAVED, path(), Optional.empty(), detail));
  }
}
