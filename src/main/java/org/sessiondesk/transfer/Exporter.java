package org.sessiondesk.transfer;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.sessiondesk.service.SessionService;
import org.sessiondesk.session.JsonFormat;
import org.sessiondesk.session.Progress;
import org.sessiondesk.session.SessionCodec;
import org.sessiondesk.transfer.TransferException.Reason;

/**
 * Writes sessions to files. What is written is what was stored at some moment of the job: a session
 * that is made or deleted meanwhile may be in it or not. Blocks; safe for use by several threads.
 */
public final class Exporter {
  private final SessionService service;
  private final SessionCodec codec;
  private final JsonFormat json;
  private final InstantSource clock;
  private final UnaryOperator<OutputStream> disk;

  /** An exporter of what {@code service} has. */
  public Exporter(
      SessionService service, SessionCodec codec, JsonFormat json, InstantSource clock) {
    this(service, codec, json, clock, UnaryOperator.identity());
  }

  /** The same on a disk that fails, for tests. */
  Exporter(
      SessionService service,
      SessionCodec codec,
      JsonFormat json,
      InstantSource clock,
      UnaryOperator<OutputStream> disk) {
    this.service = service;
    this.codec = codec;
    this.json = json;
    this.clock = clock;
    this.disk = disk;
  }

  /**
   * Exports. The file is there, whole and on the disk, when this returns, and not at all where it
   * is cancelled or fails; a file that was there stays until then.
   *
   * @throws TransferException where the file cannot be written
   * @throws org.sessiondesk.session.StoreException where the store fails
   */
  public ExportReport export(ExportRequest request, Progress progress) {
    var start = clock.instant();
    try (var target = begin(request)) {
      var out = new BufferedOutputStream(disk.apply(target.stream()), 128 << 10);
      var counted = new Counted();
      write(request, out, counted, progress);
      if (progress.cancelled()) {
        return counted.report(0, Duration.between(start, clock.instant()), true);
      }
      long bytes = target.size();
      commit(target, request.target());
      return counted.report(bytes, Duration.between(start, clock.instant()), false);
    } catch (UncheckedIOException e) {
      throw unusable(request.target(), Objects.requireNonNull(e.getCause()));
    } catch (IOException e) {
      throw unusable(request.target(), e);
    }
  }

  private static TargetFile begin(ExportRequest request) throws IOException {
    try {
      return TargetFile.begin(request.target(), request.replace());
    } catch (FileAlreadyExistsException e) {
      throw exists(request.target(), e);
    }
  }

  private static void commit(TargetFile file, Path target) throws IOException {
    try {
      file.commit();
    } catch (FileAlreadyExistsException e) {
      throw exists(target, e);
    }
  }

  private static TransferException exists(Path target, IOException cause) {
    return new TransferException(Reason.TARGET_EXISTS, target + " exists already", cause);
  }

  private static TransferException unusable(Path target, IOException cause) {
    return new TransferException(
        Reason.TARGET_UNUSABLE, target + " cannot be written: " + describe(cause), cause);
  }

  /** Java's file exceptions have the path alone for a message. */
  static String describe(IOException e) {
    return e instanceof java.nio.file.FileSystemException file && file.getReason() == null
        ? e.getClass().getSimpleName().replace("Exception", "")
        : e.getMessage() == null ? e.toString() : e.getMessage();
  }

  private void write(ExportRequest request, OutputStream out, Counted counted, Progress progress)
      throws IOException {
    var passphrase = request.passphrase();
    if (passphrase == null) {
      writeEntries(request, out, counted, progress);
    } else {
      var sealed = new SealedOutput(out, passphrase, SealKeys.STANDARD_COST);
      writeEntries(request, sealed, counted, progress);
      sealed.finish();
    }
    out.flush();
  }

  private void writeEntries(
      ExportRequest request, OutputStream out, Counted counted, Progress progress)
      throws IOException {
    var writer = writer(request, out);
    var selected =
        new SelectedEntries(
            service,
            codec,
            entry -> {
              try {
                writer.write(entry);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
              counted.add(entry);
            },
            progress);
    counted.notFound = selected.forEach(request.selection());
    writer.finish();
  }

  private EntryWriter writer(ExportRequest request, OutputStream out) throws IOException {
    return switch (request.format()) {
      case JSON_LINES -> new JsonLinesWriter(out);
      case ZIP -> new ZipArchiveWriter(out, json, request.source(), clock.instant());
      case CSV -> new CsvWriter(out, codec, json, request.bom());
    };
  }

  /** What was written so far. */
  private static final class Counted {
    private long persistent;
    private long temporary;
    private long notFound;

    void add(ArchiveEntry entry) {
      if (entry.temporary()) {
        temporary++;
      } else {
        persistent++;
      }
    }

    ExportReport report(long bytes, Duration took, boolean cancelled) {
      return new ExportReport(persistent, temporary, notFound, bytes, took, cancelled);
    }
  }
}
