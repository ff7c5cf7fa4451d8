package org.sessiondesk.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.session.Json;
import org.sessiondesk.session.RecycleBinException;
import org.sessiondesk.transfer.BulkReport;

/** What the command line says about jobs that change many sessions. */
final class BulkTexts {
  /** What is not what the query found any more. */
  static final String OUTDATED = "changed since the query found them: left out";

  private BulkTexts() {}

  /**
   * How it ended, line by line.
   *
   * @param done what was done, such as {@code deleted}
   */
  static List<String> report(BulkReport report, String done) {
    var lines = new ArrayList<String>();
    lines.add(
        String.format(Locale.ROOT, "%,d %s, %,d were gone.", report.done(), done, report.gone()));
    ImportTexts.addTally(lines, report.changed(), "changed since, left alone");
    ImportTexts.addTally(lines, report.unknown(), ImportTexts.UNKNOWN);
    var failure = report.failure();
    if (failure != null) {
      lines.add(
          (failure instanceof RecycleBinException
                  ? "The next ones cannot be kept first, so they stay: "
                  : "The store failed: ")
              + failure.getMessage());
    }
    if (report.cancelled()) {
      lines.add("Cancelled.");
    }
    if (report.left() > 0) {
      lines.add(String.format(Locale.ROOT, "%,d are left.", report.left()));
    }
    report
        .kept()
        .ifPresent(
            batch ->
                lines.add(
                    String.format(
                        Locale.ROOT,
                        "What %,d of them were is in the recycle bin, which the window shows.",
                        batch.count())));
    return lines;
  }

  /** The same for programs. */
  static Json.Obj json(BulkReport report, String done) {
    var json =
        new CommandJson()
            .with(done, report.done())
            .with("gone", report.gone())
            .with("changed", ImportTexts.json(report.changed()))
            .with("unknown", ImportTexts.json(report.unknown()))
            .with("left", report.left())
            .with("cancelled", report.cancelled());
    report.kept().ifPresent(batch -> json.with("kept", batch.count()));
    var failure = report.failure();
    return (failure == null ? json : json.with("failure", String.valueOf(failure.getMessage())))
        .object();
  }

  /** The exit code of one that ended so, and that was {@code whole} before. */
  static int exitCode(BulkReport report, boolean whole) {
    @Nullable RuntimeException failure = report.failure();
    if (failure != null) {
      return failure instanceof RecycleBinException ? ExitCode.UNUSABLE : ExitCode.NO_STORE;
    }
    return report.complete() && whole ? ExitCode.OK : ExitCode.INCOMPLETE;
  }
}
