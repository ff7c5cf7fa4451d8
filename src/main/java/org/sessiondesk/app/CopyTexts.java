package org.sessiondesk.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.sessiondesk.session.Json;
import org.sessiondesk.transfer.CopyPlan;
import org.sessiondesk.transfer.CopyReport;
import org.sessiondesk.transfer.CopyVerification;

/** What the command line says about a copy from one store to another. */
final class CopyTexts {
  private CopyTexts() {}

  /** What comparing has found, line by line. */
  static List<String> plan(CopyPlan plan) {
    var lines = ImportTexts.decisions(plan::of);
    if (lines.isEmpty()) {
      lines.add("There is nothing to copy.");
    }
    if (plan.notFound() > 0) {
      lines.add(ImportTexts.count(plan.notFound(), "not found where they were to come from"));
    }
    return lines;
  }

  /** How a copy ended, line by line. */
  static List<String> report(CopyReport report) {
    var lines = new ArrayList<String>();
    lines.add(
        String.format(
            Locale.ROOT,
            "Copied: %,d stored, %,d replaced, %,d beside others, %,d were there already.",
            report.created(),
            report.replaced(),
            report.beside(),
            report.already()));
    if (report.gone() > 0) {
      lines.add(ImportTexts.count(report.gone(), "gone since, where they were to come from"));
    }
    ImportTexts.addTally(
        lines, report.conflicts(), "conflicts: changed since the check, left alone");
    ImportTexts.addTally(lines, report.unknown(), ImportTexts.UNKNOWN);
    ImportTexts.addEnd(lines, report.failure(), report.cancelled());
    if (report.left() > 0) {
      lines.add(String.format(Locale.ROOT, "%,d are left: copy again to go on.", report.left()));
    }
    return lines;
  }

  /** What comparing afterwards has found, line by line. */
  static List<String> verification(CopyVerification verified) {
    var lines = new ArrayList<String>();
    lines.add(
        String.format(
            Locale.ROOT,
            "Verified: %,d are the same in both, %,d differ, %,d are missing, %,d are gone.",
            verified.same(),
            verified.differing().count(),
            verified.missing().count(),
            verified.gone()));
    verified.differing().samples().forEach(sample -> lines.add(ImportTexts.sample(sample)));
    verified.missing().samples().forEach(sample -> lines.add(ImportTexts.sample(sample)));
    return lines;
  }

  /** What comparing has found, for programs. */
  static CommandJson json(CopyPlan plan) {
    return new CommandJson()
        .with("sessions", plan.sessions())
        .with("not_found", plan.notFound())
        .with("to_store", plan.writes())
        .with("decisions", ImportTexts.decisionsJson(plan::of));
  }

  /** How a copy ended, for programs. */
  static Json.Obj json(CopyReport report) {
    var json =
        new CommandJson()
            .with("created", report.created())
            .with("replaced", report.replaced())
            .with("beside", report.beside())
            .with("already", report.already())
            .with("gone", report.gone())
            .with("conflicts", ImportTexts.json(report.conflicts()))
            .with("unknown", ImportTexts.json(report.unknown()))
            .with("left", report.left())
            .with("cancelled", report.cancelled());
    var failure = report.failure();
    return (failure == null ? json : json.with("failure", String.valueOf(failure.getMessage())))
        .object();
  }

  /** What comparing afterwards has found, for programs. */
  static Json.Obj json(CopyVerification verified) {
    return new CommandJson()
        .with("same", verified.same())
        .with("differing", ImportTexts.json(verified.differing()))
        .with("missing", ImportTexts.json(verified.missing()))
        .with("gone", verified.gone())
        .with("left", verified.left())
        .object();
  }
}
