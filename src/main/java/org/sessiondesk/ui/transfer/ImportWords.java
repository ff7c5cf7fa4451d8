package org.sessiondesk.ui.transfer;

import java.util.ArrayList;
import java.util.List;
import javafx.beans.value.ObservableValue;
import org.sessiondesk.transfer.Decision;
import org.sessiondesk.transfer.ImportPlan;
import org.sessiondesk.transfer.ImportReport;
import org.sessiondesk.ui.fx.JobReport;
import org.sessiondesk.ui.fx.JobReport.Ending;
import org.sessiondesk.ui.fx.Ui;

/** What is said of an import: before it, and after. */
final class ImportWords {
  private final TransferWords words;
  private final Ui ui;

  ImportWords(TransferWords words, Ui ui) {
    this.words = words;
    this.ui = ui;
  }

  /** The whole of a plan in one sentence. */
  ObservableValue<String> verdict(ImportPlan plan) {
    var messages = ui.messages();
    if (plan.refused()) {
      return messages.bind(
          "transfer.import.refused", plan.of(Decision.BROKEN).count(), plan.lines());
    }
    return plan.writes() == 0
        ? messages.bind("transfer.import.nothing", plan.lines())
        : messages.bind("transfer.import.would", plan.writes(), plan.lines());
  }

  /** What would happen, by kinds, with the first of each that wants a look. */
  List<ObservableValue<String>> plan(ImportPlan plan) {
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
    return lines;
  }

  /** How it ended. */
  JobReport report(ImportPlan plan, ImportReport report) {
    var messages = ui.messages();
    var lines = new ArrayList<ObservableValue<String>>();
    lines.add(messages.bind("transfer.import.file", plan.request().file().toString()));
    lines.add(
        messages.bind(
            "transfer.import.kinds",
            report.created(),
            report.replaced(),
            report.beside(),
            report.already()));
    addTroubles(report, lines);
    lines.add(messages.bind("transfer.took", ui.formats().countdown(report.took())));
    lines.add(messages.bind("transfer.import.before"));
    lines.addAll(plan(plan));
    return new JobReport(ending(plan, report), summary(report), lines, null);
  }

  private void addTroubles(ImportReport report, List<ObservableValue<String>> lines) {
    var messages = ui.messages();
    if (report.conflicts().count() > 0) {
      lines.add(messages.bind("transfer.import.conflicts", report.conflicts().count()));
      lines.addAll(words.samples(report.conflicts()));
    }
    if (report.unknown().count() > 0) {
      lines.add(messages.bind("transfer.import.unknown", report.unknown().count()));
      lines.addAll(words.samples(report.unknown()));
    }
    var failure = report.failure();
    if (failure != null) {
      var problem = ui.problems().of(failure);
      lines.add(messages.bind("transfer.import.failure", problem.what(), problem.advice()));
    }
    if (report.left() > 0) {
      lines.add(messages.bind("transfer.import.left", report.left()));
    }
  }

  private static Ending ending(ImportPlan plan, ImportReport report) {
    if (report.failure() != null) {
      return Ending.FAILED;
    }
    return report.complete() && plan.of(Decision.BROKEN).count() == 0
        ? Ending.WHOLE
        : Ending.PARTIAL;
  }

  private ObservableValue<String> summary(ImportReport report) {
    var messages = ui.messages();
    if (report.failure() != null) {
      return messages.bind("transfer.import.stopped", report.stored(), report.left());
    }
    if (report.cancelled()) {
      return messages.bind("transfer.import.cancelled", report.stored(), report.left());
    }
    return report.complete()
        ? messages.bind("transfer.import.done", report.stored())
        : messages.bind("transfer.import.incomplete", report.stored());
  }
}
