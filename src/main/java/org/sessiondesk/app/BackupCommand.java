package org.sessiondesk.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.sessiondesk.connection.StoreCopies;
import org.sessiondesk.session.ServerSaves;
import org.sessiondesk.transfer.ServerBackup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code session-desk backup}. */
@Command(
    name = "backup",
    description = {
      "Has the server write all that it holds to its own disk (BGSAVE), waits for the proof, and"
          + " says where the file lies.",
      "Of the built-in store a copy is kept, which 'restore' puts back."
    })
final class BackupCommand extends SessionCommand {

  @Option(names = "--list", description = "Only list the copies of the built-in store.")
  private boolean list;

  @Option(names = "--dry-run", description = "Only say what the server says of its saves.")
  private boolean dryRun;

  @Override
  boolean needsConnection() {
    return !list;
  }

  @Override
  Outcome run(CommandContext context, CommandProgress progress) {
    if (list) {
      return BackupTexts.listed(context.copies().list());
    }
    var backup = new ServerBackup(context.service());
    if (dryRun) {
      return planned(backup.check());
    }
    if (context.profile().isBuiltIn()) {
      return context
          .copies()
          .make(StoreCopies.Kind.BY_HAND, progress.about("Copying"))
          .map(BackupCommand::copied)
          .orElseGet(BackupCommand::cancelled);
    }
    return saved(backup.run(progress.about("Saving")));
  }

  private static Outcome copied(StoreCopies.Copy copy) {
    return new Outcome(
        ExitCode.OK,
        new CommandJson().with("copy", BackupTexts.json(copy)).object(),
        List.of("Copied.", BackupTexts.line(copy), copy.folder().toString()));
  }

  private static Outcome cancelled() {
    return new Outcome(
        ExitCode.INCOMPLETE,
        new CommandJson().with("cancelled", true).object(),
        List.of("Cancelled: no copy was made."));
  }

  private static Outcome planned(ServerBackup.Plan plan) {
    var state = plan.state();
    return new Outcome(
        ExitCode.OK,
        new CommandJson()
            .with("last_saved", state.lastSaved().toString())
            .with("last_went_well", state.lastWentWell())
            .with("saving", state.saving())
            .with("changes", state.changes())
            .with("place", plan.place().orElse(""))
            .object(),
        List.of(
            "Last saved " + state.lastSaved() + (state.lastWentWell() ? "." : "; it FAILED since."),
            String.format(Locale.ROOT, "%,d changes since then.", state.changes()),
            state.saving() ? "A save is under way: a backup would wait for it." : "No save runs.",
            plan.place()
                .map(place -> "The file would be " + place + ", on the server.")
                .orElse("The server does not tell where its file lies.")));
  }

  private static Outcome saved(ServerSaves.Report report) {
    var lines = new ArrayList<String>();
    if (report.waited()) {
      lines.add("Another save, or a rewriting of the log, ran already, and was waited for.");
    }
    lines.add(end(report));
    if (report.proved()) {
      lines.add(
          report
              .place()
              .map(place -> "The file is " + place + ", on the server's machine.")
              .orElse("The server does not tell where its file lies (CONFIG GET dir)."));
    }
    var savedAt = report.savedAt();
    return new Outcome(
        report.proved() ? ExitCode.OK : code(report.end()),
        new CommandJson()
            .with("end", report.end().name().toLowerCase(Locale.ROOT))
            .with("saved_at", savedAt == null ? "" : savedAt.toString())
            .with("place", report.place().orElse(""))
            .with("keys", report.keys())
            .with("waited", report.waited())
            .with("started", report.started())
            .with("seconds", report.took().toMillis() / 1_000)
            .object(),
        lines);
  }

  private static int code(ServerSaves.End end) {
    return end == ServerSaves.End.CANCELLED ? ExitCode.INCOMPLETE : ExitCode.NO_STORE;
  }

  private static String end(ServerSaves.Report report) {
    return switch (report.end()) {
      case SAVED ->
          String.format(
              Locale.ROOT, "Saved: %,d keys, at %s (LASTSAVE).", report.keys(), report.savedAt());
      case FAILED ->
          "The save FAILED: the server could not write the file; its disk may be full. The file"
              + " before is still there.";
      case ENDED_WITHOUT_RESULT ->
          "The save was ended without a result: the server was started anew, or emptied.";
      case LOST -> "The connection was lost; whether the server went on is not known.";
      case CANCELLED ->
          report.started()
              ? "Cancelled: nobody waits for it any more, but the server goes on saving."
              : "Cancelled before it was begun.";
    };
  }
}
