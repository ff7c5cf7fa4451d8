package org.sessiondesk.app;

import java.util.ArrayList;
import java.util.List;
import org.sessiondesk.transfer.Copier;
import org.sessiondesk.transfer.CopyEnd;
import org.sessiondesk.transfer.CopyPlan;
import org.sessiondesk.transfer.CopyRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code session-desk copy}. */
@Command(
    name = "copy",
    description = {
      "Copies persistent sessions from the store of one connection profile (--profile) to that of"
          + " another one (--to), after comparing both; then compares them again.",
      "Nothing is ever written where they come from. Run again after a cancel or a failure it goes"
          + " on."
    })
final class CopyCommand extends SessionCommand {

  @Option(
      names = "--to",
      paramLabel = "NAME",
      required = true,
      description =
          "The connection profile to copy to. Where that is marked as production, its name is"
              + " wanted once more with --confirm.")
  private String to = "";

  @Option(
      names = "--policy",
      paramLabel = "POLICY",
      defaultValue = "skip",
      converter = PolicyConverter.class,
      completionCandidates = PolicyNames.class,
      description =
          "Where something else is stored: ${COMPLETION-CANDIDATES}; default ${DEFAULT-VALUE}."
              + " 'newer' goes by created_at.")
  private ImportCommand.Policy policy = ImportCommand.Policy.SKIP;

  @Mixin private Selections selections = new Selections();

  @Option(names = "--dry-run", description = "Only compare, and say what would happen.")
  private boolean dryRun;

  @Option(names = "--unreadable", description = "Also copy values that cannot be read as sessions.")
  private boolean unreadable;

  @Option(
      names = "--rate",
      paramLabel = "N",
      defaultValue = "0",
      description = "Store at most so many sessions a second; 0, the default: as many as may be.")
  private int rate;

  @Option(names = "--no-verify", description = "Do not compare both stores afterwards.")
  private boolean unverified;

  @Override
  Outcome run(CommandContext context, CommandProgress progress) {
    if (rate < 0) {
      throw new CommandException(ExitCode.USAGE, "--rate is not negative.");
    }
    var target = context.findProfile(to);
    if (!dryRun) {
      requireConfirmed(target);
    }
    var selection = selections.of(context);
    try (var opened = context.open(target)) {
      var request =
          new CopyRequest(
              CopyEnd.connected(context.service(), context.profile()),
              CopyEnd.of(opened, context.service()),
              selection,
              policy.policy(),
              unreadable,
              rate);
      return copied(context, request, progress);
    }
  }

  private Outcome copied(CommandContext context, CopyRequest request, CommandProgress progress) {
    var copier = new Copier(context.service(), context.codec(), context.clock());
    var plan = copier.check(request, progress.about("Comparing"));
    if (progress.cancelled()) {
      return new Outcome(
          ExitCode.INCOMPLETE,
          new CommandJson().with("cancelled", true).object(),
          List.of("Cancelled while comparing: nothing was copied."));
    }
    var lines = new ArrayList<>(CopyTexts.plan(plan));
    var json = CopyTexts.json(plan);
    if (dryRun) {
      lines.add("Nothing was copied: this was a dry run.");
      return new Outcome(whole(plan), json.object(), lines);
    }
    var report = copier.run(plan, progress.about("Copying"));
    lines.addAll(CopyTexts.report(report));
    json.with("result", CopyTexts.json(report));
    if (report.failure() != null) {
      return new Outcome(ExitCode.NO_STORE, json.object(), lines);
    }
    boolean sound = report.complete();
    if (!unverified && !progress.cancelled()) {
      var verified = copier.verify(plan, progress.about("Verifying"));
      lines.addAll(CopyTexts.verification(verified));
      json.with("verified", CopyTexts.json(verified));
      sound &= verified.sound();
    }
    return new Outcome(sound ? whole(plan) : ExitCode.INCOMPLETE, json.object(), lines);
  }

  private static int whole(CopyPlan plan) {
    return plan.notFound() == 0 ? ExitCode.OK : ExitCode.INCOMPLETE;
  }
}
