package org.sessiondesk.journal;

import static org.sessiondesk.journal.JournalSamples.ANNA;
import static org.sessiondesk.journal.JournalSamples.JSON;
import static org.sessiondesk.journal.JournalSamples.ROOMY;
import static org.sessiondesk.journal.JournalSamples.STAGING;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sessiondesk.session.Change;
import org.sessiondesk.session.Kept;
import org.sessiondesk.session.KeptItem.Fate;
import org.sessiondesk.session.RecycleBinException;

/**
 * A program that keeps groups of values in the bin of a folder and writes each into its audit log,
 * says every time how many it has, and goes on until it is killed or the bin takes no more.
 */
final class JournalWriter {
  private static final int GROUP = 7;

  private JournalWriter() {}

  public static void main(String[] arguments) {
    var folder = Path.of(arguments[0]);
    var clock = InstantSource.system();
    var log = new AuditFiles(folder.resolve("audit"), JSON, () -> 0, clock, 20_000);
    var bin = new BinFolder(folder.resolve("bin"), JSON, () -> ROOMY, clock);
    var filling = bin.begin(Change.DELETE, ANNA, STAGING);
    for (int done = 0; ; done += GROUP) {
      var group = new ArrayList<Kept>();
      for (int i = 0; i < GROUP; i++) {
        group.add(JournalSamples.kept("s" + (done + i), "值".repeat(300) + (done + i)));
      }
      try {
        filling.keep(group);
      } catch (RecycleBinException e) {
        System.out.println(e.reason());
        filling.close();
        return;
      }
      log.add(
          group.stream()
              .map(kept -> JournalSamples.entry(clock.instant(), kept.id().value()))
              .toList());
      filling.settle(group.stream().map(_ -> Optional.of(Fate.GONE)).toList());
      System.out.println(done + GROUP);
      if (System.out.checkError()) {
        return; // Nobody reads it any more.
      }
    }
  }

  /** What the values of the first {@code count} sessions must be. */
  static List<String> ids(int count) {
    return java.util.stream.IntStream.range(0, count).mapToObj(i -> "s" + i).toList();
  }
}
