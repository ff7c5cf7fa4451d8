package org.sessiondesk.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.sessiondesk.transfer.Cleaner;
import org.sessiondesk.transfer.CleanupPlan;
import org.sessiondesk.transfer.CleanupRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code session-desk cleanup}. */
@Command(
    name = "cleanup",
    description = {
      "Deletes many persistent sessions, where each still is what was counted; what has changed"
          + " meanwhile is left alone.",
      "Run it with --dry-run first: it says the number that --number wants. What is deleted is"
          + " kept in the recycle bin for a while."
    })
final class CleanupCommand extends SessionCommand {
  @Mixin private BulkOptions options = new BulkOptions();

  @Option(
      names = "--for-ever",
      description = "Keep nothing in the recycle bin, where it may find no room.")
  private boolean forEver;

  @Override
  Outcome run(CommandContext context, CommandProgress progress) {
    options.require(this, context);
    var cleaner = new Cleaner(context.service(), context.codec(), context.clock());
    var request = new CleanupRequest(options.selection(context), context.profile());
    var plan = cleaner.check(request, progress.about("Looking"));
    var lines = planned(plan);
    var json = json(plan);
    if (progress.cancelled()) {
      lines.add("Cancelled: nothing was deleted.");
      return new Outcome(ExitCode.INCOMPLETE, json.with("cancelled", true).object(), lines);
    }
    boolean whole = plan.counts().notFound() == 0 && plan.outdated().count() == 0;
    if (options.dryRun()) {
      lines.add("Nothing was deleted: this was a dry run.");
      return new Outcome(whole ? ExitCode.OK : ExitCode.INCOMPLETE, json.object(), lines);
    }
    if (!forEver && !plan.fitsBin()) {
      lines.add("Nothing was deleted.");
      return new Outcome(ExitCode.UNUSABLE, json.object(), lines);
    }
    var report =
        cleaner.run(
            plan,
            options.confirmation(context, plan.size()),
            forEver ? Cleaner.Undo.NONE : Cleaner.Undo.KEPT,
            progress.about("Deleting"));
    lines.addAll(BulkTexts.report(report, "deleted"));
    json.with("result", BulkTexts.json(report, "deleted"));
    return new Outcome(BulkTexts.exitCode(report, whole), json.object(), lines);
  }

  private List<String> planned(CleanupPlan plan) {
    var counts = plan.counts();
    var lines = new ArrayList<String>();
    lines.add(
        String.format(
            Locale.ROOT,
            "%,d sessions, %,d of them unreadable, %,d bytes.",
            plan.size(),
            counts.unreadable(),
            counts.bytes()));
    plan.samples().forEach(sample -> lines.add("  " + SessionTexts.line(sample)));
    if (plan.size() > plan.samples().size()) {
      lines.add("  … and others");
    }
    if (counts.notFound() > 0) {
      lines.add(String.format(Locale.ROOT, "%,d were not found.", counts.notFound()));
    }
    ImportTexts.addTally(lines, plan.outdated(), BulkTexts.OUTDATED);
    if (!forEver && !plan.fitsBin()) {
      lines.add(
          String.format(
              Locale.ROOT,
              "They find no room in the recycle bin: about %,d bytes, and it may take %,d."
                  + " Make it larger in the preferences, or delete them --for-ever.",
              counts.binBytes(),
              counts.binLimit()));
    }
    return lines;
  }

  private static CommandJson json(CleanupPlan plan) {
    return new CommandJson()
        .with("sessions", plan.size())
        .with("unreadable", plan.counts().unreadable())
        .with("not_found", plan.counts().notFound())
        .with("outdated", ImportTexts.json(plan.outdated()))
        .with("bytes", plan.counts().bytes())
        .with("fits_bin", plan.fitsBin());
  }
}
