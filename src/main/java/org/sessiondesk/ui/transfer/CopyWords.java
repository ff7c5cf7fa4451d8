package org.sessiondesk.ui.transfer;

import java.util.ArrayList;
import java.util.List;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.session.StoreException;
import org.sessiondesk.transfer.CopyPlan;
import org.sessiondesk.transfer.CopyReport;
import org.sessiondesk.transfer.CopyVerification;
import org.sessiondesk.transfer.Decision;
import org.sessiondesk.transfer.Tally;
import org.sessiondesk.ui.fx.JobReport;
import org.sessiondesk.ui.fx.JobReport.Ending;
import org.sessiondesk.ui.fx.Messages;
import org.sessiondesk.ui.fx.Ui;

/** What is said of a copy from one store to another: before it, and after. */
final class CopyWords {
  private final TransferWords words;
  private final Ui ui;
  private final Messages messages;

  /**
   * What came of a copy.
   *
   * @param verified what comparing afterwards found; null where that was not done
   * @param unverified why it could not be done, or null
   */
  record Result(
      CopyReport report,
      @Nullable CopyVerification verified,
      @Nullable StoreException unverified) {}

  CopyWords(TransferWords words, Ui ui) {
    this.words = words;
    this.ui = ui;
    messages = ui.messages();
  }

  /** The whole of a plan in one sentence. */
  ObservableValue<String> verdict(CopyPlan plan) {
    return plan.writes() == 0
        ? messages.bind("transfer.copy.nothing", plan.sessions())
        : messages.bind("transfer.copy.would", plan.writes(), plan.sessions());
  }

  /** What would happen, by kinds, with the first of each. */
  List<ObservableValue<String>> plan(CopyPlan plan) {
    var lines = new ArrayList<ObservableValue<String>>();
    for (var decision : Decision.values()) {
      var tally = plan.of(decision);
      if (tally.count() > 0) {
        lines.add(words.count(decision, tally.count()));
        if (decision != Decision.SAME) {
          lines.addAll(words.samples(tally));
        }
      }
    }
    if (plan.notFound() > 0) {
      lines.add(messages.bind("transfer.copy.notfound", plan.notFound()));
    }
    return lines;
  }

  /** How it ended. */
  JobReport report(String from, String to, Result result) {
    var report = result.report();
    var lines = new ArrayList<ObservableValue<String>>();
    lines.add(messages.bind("transfer.copy.ends", from, to));
    lines.add(
        messages.bind(
            "transfer.import.kinds",
            report.created(),
            report.replaced(),
            report.beside(),
            report.already()));
    if (report.gone() > 0) {
      lines.add(messages.bind("transfer.copy.gone", report.gone()));
    }
    add(lines, "transfer.import.conflicts", report.conflicts());
    add(lines, "transfer.import.unknown", report.unknown());
    var failure = report.failure();
    if (failure != null) {
      var problem = ui.problems().of(failure);
      lines.add(messages.bind("transfer.import.failure", problem.what(), problem.advice()));
    }
    if (report.left() > 0) {
      lines.add(messages.bind("transfer.copy.left", report.left()));
    }
    lines.add(messages.bind("transfer.took", ui.formats().countdown(report.took())));
    addVerified(lines, result);
    return new JobReport(ending(result), summary(result, to), lines, null);
  }

  private void add(List<ObservableValue<String>> lines, String key, Tally tally) {
    if (tally.count() > 0) {
      lines.add(messages.bind(key, tally.count()));
      lines.addAll(words.samples(tally));
    }
  }

  private void addVerified(List<ObservableValue<String>> lines, Result result) {
    var verified = result.verified();
    if (verified == null) {
      var why = result.unverified();
      lines.add(
          why == null
              ? messages.bind("transfer.copy.unverified")
              : messages.bind("transfer.copy.unverifiable", ui.problems().of(why).what()));
      return;
    }
    lines.add(messages.bind("transfer.copy.verified", verified.same()));
    add(lines, "transfer.copy.differing", verified.differing());
    add(lines, "transfer.copy.missing", verified.missing());
    if (verified.gone() > 0) {
      lines.add(messages.bind("transfer.copy.gone", verified.gone()));
    }
    if (verified.left() > 0) {
      lines.add(messages.bind("transfer.copy.notcompared", verified.left()));
    }
  }

  private static Ending ending(Result result) {
    if (result.report().failure() != null) {
      return Ending.FAILED;
    }
    var verified = result.verified();
    return result.report().complete() && verified != null && verified.sound()
        ? Ending.WHOLE
        : Ending.PARTIAL;
  }

  private ObservableValue<String> summary(Result result, String to) {
    var report = result.report();
    if (report.failure() != null) {
      return messages.bind("transfer.copy.stopped", report.stored(), report.left());
    }
    if (report.left() > 0) {
      return messages.bind("transfer.copy.cancelled", report.stored(), report.left());
    }
    return switch (ending(result)) {
      case WHOLE -> messages.bind("transfer.copy.done", report.stored(), to);
      case PARTIAL, FAILED -> messages.bind("transfer.copy.incomplete", report.stored(), to);
    };
  }
}
