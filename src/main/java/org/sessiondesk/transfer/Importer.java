package org.sessiondesk.transfer;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.sessiondesk.service.SessionService;
import org.sessiondesk.session.JsonFormat;
import org.sessiondesk.session.Progress;
import org.sessiondesk.session.SessionCodec;
import org.sessiondesk.transfer.TransferException.Reason;

/**
 * Brings sessions from files back into the stores, in two passes: {@link #check} reads the whole
 * file and compares, {@link #run} stores what was decided. Each session is stored whole, by one
 * command that compares and sets; one that has changed since the check is not touched. Blocks; safe
 * for use by several threads.
 */
public final class Importer {
  private static final int PAGE = 500;
  private static final int PAGE_BYTES = 4 << 20;

  private final SessionService service;
  private final SessionCodec codec;
  private final JsonFormat json;
  private final InstantSource clock;

  /** An importer into what {@code service} has. */
  public Importer(
      SessionService service, SessionCodec codec, JsonFormat json, InstantSource clock) {
    this.service = service;
    this.codec = codec;
    this.json = json;
    this.clock = clock;
  }

  /**
   * Whether {@code file} is encrypted, so that a pass-phrase is needed.
   *
   * @throws TransferException where it cannot be read
   */
  public static boolean isEncrypted(Path file) {
    return ArchiveReader.isSealed(file);
  }

  /**
   * Checks the whole file and compares it with what is stored. Changes nothing.
   *
   * @param progress told of the file's bytes
   * @return what an import would do; where it was cancelled only as far as it came, and {@link
   *     #run} does nothing with it then
   * @throws TransferException where the file as a whole is not to be trusted
   * @throws org.sessiondesk.service.StoreOffException where no store is wanted
   * @throws org.sessiondesk.session.StoreException where the store fails
   */
  public ImportPlan check(ImportRequest request, Progress progress) {
    var stamp = FileStamp.of(request.file());
    try (var store = service.openBytes()) {
      var comparison = new Comparison(request, service, codec, store, clock.instant());
      var pages = new Pages(comparison::decide);
      var manifest = reader(request).read(request.file(), request.passphrase(), pages, progress);
      pages.flush();
      return new ImportPlan(request, stamp, manifest, comparison.decisions(), comparison.tallies());
    }
  }

  /**
   * Stores what {@code plan} has decided. Ends early where it is cancelled or the store fails; run
   * the whole import again to go on.
   *
   * @param progress told of the file's bytes
   * @throws TransferException where lines are broken and all is refused then, or the file was
   *     changed since the check
   */
  public ImportReport run(ImportPlan plan, Progress progress) {
    var request = plan.request();
    if (plan.refused()) {
      throw new TransferException(
          Reason.BROKEN_LINES, "lines of the file cannot be read, so nothing was imported");
    }
    requireUnchanged(plan);
    var start = clock.instant();
    try (var store = service.openBytes()) {
      var storing = new Storing(plan, service, codec, store, clock);
      var pages = new Pages(storing::store);
      var both = storing.stoppingToo(progress);
      reader(request).read(request.file(), request.passphrase(), pages, both);
      if (!both.cancelled()) {
        pages.flush();
        requireUnchanged(plan);
      }
      return storing.report(start, progress.cancelled());
    }
  }

  private static void requireUnchanged(ImportPlan plan) {
    if (!FileStamp.of(plan.request().file()).equals(plan.stamp())) {
      throw new TransferException(
          Reason.CHANGED_MEANWHILE, "the file was changed since it was checked: check it again");
    }
  }

  private ArchiveReader reader(ImportRequest request) {
    return new ArchiveReader(codec, json, request.keyPrefix(), request.limits());
  }

  /** Gathers lines into pages. */
  private static final class Pages implements ArchiveReader.Sink {
    private final Consumer<List<Line>> consumer;
    private List<Line> page = new ArrayList<>();
    private long bytes;

    Pages(Consumer<List<Line>> consumer) {
      this.consumer = consumer;
    }

    @Override
    public void entry(Place place, ArchiveEntry entry) {
      add(new Line(place, entry, null));
    }

    @Override
    public void broken(Place place, LineFault fault) {
      add(new Line(place, null, fault));
    }

    private void add(Line line) {
      page.add(line);
      bytes += line.size();
      if (page.size() == PAGE || bytes >= PAGE_BYTES) {
        flush();
      }
    }

    void flush() {
      var full = page;
      page = new ArrayList<>(PAGE);
      bytes = 0;
      if (!full.isEmpty()) {
        consumer.accept(full);
      }
    }
  }
}
