package org.sessiondesk.transfer;

import java.nio.file.Path;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.service.SessionService;
import org.sessiondesk.session.Change;
import org.sessiondesk.session.JsonFormat;
import org.sessiondesk.session.Progress;
import org.sessiondesk.session.SessionCodec;
import org.sessiondesk.session.UnreadableEntry;
import org.sessiondesk.transfer.TransferException.Reason;

/**
 * Brings sessions from files back into the stores, in two passes: {@link #check} reads the whole
 * file and compares, {@link #run} stores what was decided. Each session is stored whole, by one
 * command that compares and sets; one that has changed since the check is not touched. Blocks; safe
 * for use by several threads.
 */
public final class Importer {
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
      var manifest =
          new LinePipe(entry -> unreadable(request, entry), progress)
              .run(reading(request), comparison::decide);
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
    try (var store = service.openBytes(Change.IMPORT)) {
      var storing = new Storing(plan, service, codec, store, clock);
      var both = storing.stoppingToo(progress);
      new LinePipe(_ -> null, both).run(reading(request), storing::store);
      if (!both.cancelled()) {
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

  private LinePipe.Reading reading(ImportRequest request) {
    var reader = new ArchiveReader(codec, json, request.keyPrefix(), request.limits());
    return (sink, progress) -> reader.read(request.file(), request.passphrase(), sink, progress);
  }

  /** Why {@code entry} is left out as no session, or null where it is not. */
  private @Nullable String unreadable(ImportRequest request, ArchiveEntry entry) {
    var stored = entry.stored();
    if (request.unreadable()) {
      return null;
    }
    if (!stored.isString()) {
      return "a " + stored.type();
    }
    return codec.decode(stored.id(), stored.value()) instanceof UnreadableEntry bad
        ? bad.detail()
        : null;
  }
}
