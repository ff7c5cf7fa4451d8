package org.sessiondesk.ui.transfer;

import java.util.ArrayList;
import java.util.List;
import javafx.beans.value.ObservableValue;
import org.sessiondesk.session.Session;
import org.sessiondesk.transfer.BulkReport;
import org.sessiondesk.transfer.Tally;
import org.sessiondesk.ui.fx.JobReport;
import org.sessiondesk.ui.fx.JobReport.Ending;
import org.sessiondesk.ui.fx.Ui;

/** What is said of a job that changes many sessions, after it. */
final class BulkWords {
  /** How many characters of a text are shown. */
  private static final int LONGEST = 60;

  private final String id;
  private final TransferWords words;
  private final Ui ui;

  /**
   * Words of one kind of job.
   *
   * @param id what the keys of its texts have after {@code jobs.}
   */
  BulkWords(String id, TransferWords words, Ui ui) {
    this.id = id;
    this.words = words;
    this.ui = ui;
  }

  /** How it ended. */
  JobReport report(BulkReport report) {
    var messages = ui.messages();
    var lines = new ArrayList<ObservableValue<String>>();
    if (report.gone() > 0) {
      lines.add(messages.bind("jobs.gone", report.gone()));
    }
    add(lines, "jobs." + id + ".changed", report.changed());
    add(lines, "jobs.unknown", report.unknown());
    var failure = report.failure();
    if (failure != null) {
      var problem = ui.problems().of(failure);
      lines.add(messages.bind("jobs.failure", problem.what(), problem.advice()));
    }
    if (report.left() > 0) {
      lines.add(messages.bind("jobs.left", report.left()));
    }
    if (report.kept().isPresent()) {
      lines.add(messages.bind("jobs.kept"));
    }
    lines.add(messages.bind("jobs.took", ui.formats().countdown(report.took())));
    return new JobReport(ending(report), summary(report), lines, null);
  }

  private void add(List<ObservableValue<String>> lines, String key, Tally tally) {
    if (tally.count() > 0) {
      lines.add(ui.messages().bind(key, tally.count()));
      lines.addAll(words.samples(tally));
    }
  }

  private static Ending ending(BulkReport report) {
    if (report.failure() != null) {
      return Ending.FAILED;
    }
    return report.complete() ? Ending.WHOLE : Ending.PARTIAL;
  }

  /** What was done. */
  ObservableValue<String> done(BulkReport report) {
    return ui.messages().bind("jobs." + id + ".done", report.done());
  }

  /** A session's name or the beginning of its text, in one line. */
  static String excerpt(Session session) {
    var name = session.name();
    var text = name == null || name.isBlank() ? session.text() : name;
    var line = text.substring(0, Math.min(text.length(), LONGEST)).strip().replaceAll("\\s+", " ");
    return TransferWords.printable(text.length() > LONGEST ? line + " …" : line);
  }

  private ObservableValue<String> summary(BulkReport report) {
    if (report.complete()) {
      return done(report);
    }
    long others = report.changed().count() + report.unknown().count() + report.left();
    return ui.messages().bind("jobs." + id + ".partly", report.done(), others);
  }
}
