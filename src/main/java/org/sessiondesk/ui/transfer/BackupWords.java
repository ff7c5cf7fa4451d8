package org.sessiondesk.ui.transfer;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.beans.value.ObservableValue;
import org.sessiondesk.connection.StoreCopies.Copy;
import org.sessiondesk.connection.StoreCopies.Kind;
import org.sessiondesk.connection.StoreCopies.Restored;
import org.sessiondesk.session.ServerSaves;
import org.sessiondesk.session.ServerSaves.End;
import org.sessiondesk.transfer.ServerBackup;
import org.sessiondesk.ui.fx.JobReport;
import org.sessiondesk.ui.fx.JobReport.Ending;
import org.sessiondesk.ui.fx.Messages;
import org.sessiondesk.ui.fx.Problem;
import org.sessiondesk.ui.fx.Ui;

/** What is said of backups. */
final class BackupWords {
  private final Ui ui;
  private final Messages messages;
  private final TransferWords words;

  BackupWords(Ui ui) {
    this.ui = ui;
    messages = ui.messages();
    words = new TransferWords(ui);
  }

  /** What {@code failure} means. */
  Problem problem(Throwable failure, String meaningKey) {
    return words.problem(failure, meaningKey);
  }

  /** How it failed: whatever it was, what is stored is untouched. */
  JobReport notCopied(Exception failure) {
    return words.failed(failure, "transfer.backup.untouched");
  }

  /** What copies of a kind are made for. */
  ObservableValue<String> kind(Kind kind) {
    return messages.bind(
        "transfer.backup.kind." + kind.name().toLowerCase(Locale.ROOT).replace("_", ""));
  }

  /** What the server says of its saves, line by line. */
  List<ObservableValue<String>> server(ServerBackup.Plan plan) {
    var state = plan.state();
    var lines = new ArrayList<ObservableValue<String>>();
    lines.add(messages.bind("transfer.backup.last", ui.formats().dateTime(state.lastSaved())));
    if (!state.lastWentWell()) {
      lines.add(messages.bind("transfer.backup.lastfailed"));
    }
    lines.add(messages.bind("transfer.backup.changes", state.changes()));
    if (state.saving()) {
      lines.add(messages.bind("transfer.backup.saving"));
    }
    lines.add(place(plan.place()));
    return lines;
  }

  private ObservableValue<String> place(Optional<String> place) {
    return place
        .map(path -> messages.bind("transfer.backup.place", path))
        .orElseGet(() -> messages.bind("transfer.backup.noplace"));
  }

  /** How a save of the server ended. */
  JobReport saved(ServerSaves.Report report) {
    var lines = new ArrayList<ObservableValue<String>>();
    if (report.proved()) {
      lines.add(messages.bind("transfer.backup.proof"));
      lines.add(place(report.place()));
    }
    if (report.waited()) {
      lines.add(messages.bind("transfer.backup.waited"));
    }
    var failure = report.failure();
    if (failure != null) {
      var problem = ui.problems().of(failure);
      lines.add(messages.bind("transfer.backup.failure", problem.what(), problem.advice()));
    }
    lines.add(messages.bind("transfer.took", ui.formats().countdown(report.took())));
    return new JobReport(ending(report.end()), summary(report), lines, null);
  }

  private static Ending ending(End end) {
    return switch (end) {
      case SAVED -> Ending.WHOLE;
      case CANCELLED -> Ending.PARTIAL;
      case FAILED, ENDED_WITHOUT_RESULT, LOST -> Ending.FAILED;
    };
  }

  private ObservableValue<String> summary(ServerSaves.Report report) {
    return switch (report.end()) {
      case SAVED -> {
        var at = report.savedAt();
        yield messages.bind(
            "transfer.backup.end.saved",
            report.keys(),
            at == null ? "" : ui.formats().dateTime(at));
      }
      case FAILED -> messages.bind("transfer.backup.end.failed");
      case ENDED_WITHOUT_RESULT -> messages.bind("transfer.backup.end.noresult");
      case LOST -> messages.bind("transfer.backup.end.lost");
      case CANCELLED ->
          messages.bind(
              report.started() ? "transfer.backup.end.goeson" : "transfer.backup.end.notbegun");
    };
  }

  /** How a copy of the built-in store ended. */
  JobReport copied(Optional<Copy> made) {
    return made.map(
            copy ->
                new JobReport(
                    Ending.WHOLE,
                    messages.bind(
                        "transfer.backup.copied", copy.keys(), ui.formats().bytes(copy.bytes())),
                    List.of(messages.bind("transfer.backup.folder", copy.folder().toString())),
                    copy.folder()))
        .orElseGet(() -> cancelled("transfer.backup.notcopied"));
  }

  /** How putting a copy back ended. */
  JobReport restored(Optional<Restored> done) {
    return done.map(this::restored).orElseGet(() -> cancelled("transfer.backup.notrestored"));
  }

  private JobReport restored(Restored done) {
    var lines = new ArrayList<ObservableValue<String>>();
    lines.add(
        done.aside()
            .map(
                aside ->
                    messages.bind(
                        "transfer.backup.aside", ui.formats().dateTime(aside.at()), aside.keys()))
            .orElseGet(() -> messages.bind("transfer.backup.noaside")));
    lines.add(messages.bind("transfer.took", ui.formats().countdown(done.took())));
    return new JobReport(
        Ending.WHOLE, messages.bind("transfer.backup.restored", done.keys()), lines, null);
  }

  private JobReport cancelled(String key) {
    return new JobReport(Ending.PARTIAL, messages.bind(key), List.of(), null);
  }
}
