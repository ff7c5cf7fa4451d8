package org.sessiondesk.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.session.Json;
import org.sessiondesk.session.StoreException;
import org.sessiondesk.transfer.Decision;
import org.sessiondesk.transfer.ImportPlan;
import org.sessiondesk.transfer.ImportReport;
import org.sessiondesk.transfer.Tally;

/** What the command line says about an import. */
final class ImportTexts {
  /** Of which the answer was lost. */
  static final String UNKNOWN = "of which the store did not say whether it did";

  private ImportTexts() {}

  /** What a check found, line by line. */
  static List<String> plan(ImportPlan plan) {
    var lines = decisions(plan::of);
    if (lines.isEmpty()) {
      lines.add("The file holds no sessions.");
    }
    return lines;
  }

  /** What was decided, line by line; nothing where there was nothing to decide. */
  static List<String> decisions(Function<Decision, Tally> of) {
    var lines = new ArrayList<String>();
    for (var decision : Decision.values()) {
      var tally = of.apply(decision);
      if (decision == Decision.CREATE || decision == Decision.SAME) {
        tally = new Tally(tally.count(), List.of());
      }
      addTally(lines, tally, text(decision));
    }
    return lines;
  }

  /** Adds how many there are of something, and the first of them; nothing for none. */
  static void addTally(List<String> lines, Tally tally, String what) {
    if (tally.count() > 0) {
      lines.add(count(tally.count(), what));
      tally.samples().forEach(sample -> lines.add(sample(sample)));
      if (!tally.samples().isEmpty() && tally.count() > tally.samples().size()) {
        lines.add("                … and others");
      }
    }
  }

  static String sample(Tally.Sample sample) {
    boolean placed = sample.place().line() > 0;
    return "                "
        + (placed ? sample.place() : "")
        + (placed && !sample.id().isEmpty() ? ": " : "")
        + printable(sample.id())
        + (sample.detail().isEmpty() ? "" : " (" + sample.detail() + ")");
  }

  /** Ids may be any bytes; a terminal obeys some. */
  static String printable(String text) {
    return text.replaceAll("[\\p{Cntrl}\\p{Cs}\\p{Cf}]", "?");
  }

  static String count(long count, String what) {
    return String.format(Locale.ROOT, "%,14d  %s", count, what);
  }

  static String text(Decision decision) {
    return switch (decision) {
      case CREATE -> "new";
      case SAME -> "the same as stored";
      case REPLACE -> "different: to be replaced";
      case KEEP -> "different: what is stored stays";
      case KEEP_UNREADABLE ->
          "different: what is stored cannot be read, or is of another type, and stays";
      case BESIDE -> "different: to be stored beside, under a new id";
      case BESIDE_SAME -> "different: stored beside already";
      case LEAVE_UNREADABLE -> "cannot be read as sessions: left out (--unreadable stores them)";
      case LEAVE_TEMPORARY ->
          "temporary: left out, since only a running program holds such"
              + " (--temporary persist stores them)";
      case LEAVE_EXPIRED -> "past their time to live: left out";
      case BROKEN -> "broken lines";
    };
  }

  /** How an import ended, line by line. */
  static List<String> report(ImportReport report) {
    var lines = new ArrayList<String>();
    lines.add(
        String.format(
            Locale.ROOT,
            "Imported: %,d stored, %,d replaced, %,d beside others, %,d were there already.",
            report.created(),
            report.replaced(),
            report.beside(),
            report.already()));
    addTally(lines, report.conflicts(), "conflicts: changed since the check, left alone");
    addTally(lines, report.unknown(), UNKNOWN);
    addEnd(lines, report.failure(), report.cancelled());
    if (report.left() > 0) {
      lines.add(
          String.format(
              Locale.ROOT, "%,d are left: run the import again to go on.", report.left()));
    }
    return lines;
  }

  /** Adds why a job did not come to its end, where it did not. */
  static void addEnd(List<String> lines, @Nullable StoreException failure, boolean cancelled) {
    if (failure != null) {
      lines.add("The store failed: " + failure.getMessage());
    }
    if (cancelled) {
      lines.add("Cancelled.");
    }
  }

  /** What a check found, for programs. */
  static CommandJson json(ImportPlan plan) {
    var json = new CommandJson().with("lines", plan.lines()).with("refused", plan.refused());
    for (var finding : Decision.Finding.values()) {
      json.with(finding.name().toLowerCase(Locale.ROOT), plan.count(finding));
    }
    return json.with("decisions", decisionsJson(plan::of));
  }

  /** What was decided, for programs. */
  static Json.Obj decisionsJson(Function<Decision, Tally> of) {
    var decisions = new CommandJson();
    for (var decision : Decision.values()) {
      var tally = of.apply(decision);
      if (tally.count() > 0) {
        decisions.with(decision.name().toLowerCase(Locale.ROOT), json(tally));
      }
    }
    return decisions.object();
  }

  static Json.Obj json(Tally tally) {
    return new CommandJson()
        .with("count", tally.count())
        .with("samples", tally.samples().stream().map(ImportTexts::json).toList())
        .object();
  }

  private static Json json(Tally.Sample sample) {
    return new CommandJson()
        .with("part", sample.place().part())
        .with("line", sample.place().line())
        .with("id", whole(sample.id()))
        .with("detail", sample.detail())
        .object();
  }

  /** Bytes that were no UTF-8 cannot be printed. */
  private static String whole(String text) {
    return text.replaceAll("\\p{Cs}", "?");
  }

  /** How an import ended, for programs. */
  static Json.Obj json(ImportReport report) {
    var json =
        new CommandJson()
            .with("created", report.created())
            .with("replaced", report.replaced())
            .with("beside", report.beside())
            .with("already", report.already())
            .with("conflicts", json(report.conflicts()))
            .with("unknown", json(report.unknown()))
            .with("left", report.left())
            .with("cancelled", report.cancelled());
    var failure = report.failure();
    return (failure == null ? json : json.with("failure", String.valueOf(failure.getMessage())))
        .object();
  }
}
