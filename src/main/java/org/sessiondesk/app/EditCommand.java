package org.sessiondesk.app;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.json.JacksonJson;
import org.sessiondesk.session.Json;
import org.sessiondesk.session.Session;
import org.sessiondesk.transfer.BulkEditPlan;
import org.sessiondesk.transfer.BulkEditRequest;
import org.sessiondesk.transfer.BulkEditor;
import org.sessiondesk.transfer.SessionEdit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code session-desk edit}. */
@Command(
    name = "edit",
    description = {
      "Changes voice, name or metadata of many persistent sessions, where each still is what was"
          + " looked at; what has changed meanwhile is left alone.",
      "Run it with --dry-run first: it says the number that --number wants. What they were is kept"
          + " in the recycle bin for a while."
    })
final class EditCommand extends SessionCommand {
  @Mixin private BulkOptions options = new BulkOptions();

  @Option(names = "--voice", paramLabel = "VOICE", description = "Their new voice.")
  private @Nullable String voice;

  @Option(names = "--name", paramLabel = "NAME", description = "Their new name.")
  private @Nullable String name;

  @Option(names = "--no-name", description = "Take their names away.")
  private boolean noName;

  @Option(
      names = "--meta",
      paramLabel = "KEY=VALUE",
      description = "Set a key of the metadata to a text; may be repeated.")
  private Map<String, String> metadata = new LinkedHashMap<>();

  @Option(
      names = "--remove-meta",
      paramLabel = "KEY",
      description = "Remove a key of the metadata; may be repeated.")
  private List<String> removed = new ArrayList<>();

  @Override
  Outcome run(CommandContext context, CommandProgress progress) {
    var edits = edits();
    options.require(this, context);
    var editor = new BulkEditor(context.service(), context.codec(), context.clock());
    var request = new BulkEditRequest(options.selection(context), edits, context.profile());
    var plan = editor.check(request, progress.about("Looking"));
    var lines = planned(plan);
    var json = json(plan);
    if (progress.cancelled()) {
      lines.add("Cancelled: nothing was changed.");
      return new Outcome(ExitCode.INCOMPLETE, json.with("cancelled", true).object(), lines);
    }
    boolean whole =
        plan.notFound() == 0
            && plan.outdated().count() == 0
            && plan.unreadable().count() == 0
            && plan.invalid().count() == 0;
    if (options.dryRun()) {
      lines.add("Nothing was changed: this was a dry run.");
      return new Outcome(whole ? ExitCode.OK : ExitCode.INCOMPLETE, json.object(), lines);
    }
    var confirmation = options.confirmation(context, plan.size());
    var report = editor.run(plan, confirmation, progress.about("Changing"));
    lines.addAll(BulkTexts.report(report, "edited"));
    json.with("result", BulkTexts.json(report, "edited"));
    return new Outcome(BulkTexts.exitCode(report, whole), json.object(), lines);
  }

  private List<SessionEdit> edits() {
    var edits = new ArrayList<SessionEdit>();
    if (voice != null) {
      edits.add(new SessionEdit.SetVoice(voice));
    }
    if (name != null && noName) {
      throw new CommandException(ExitCode.USAGE, "--name and --no-name do not go together.");
    }
    if (name != null || noName) {
      edits.add(new SessionEdit.SetName(name));
    }
    metadata.forEach(
        (key, text) -> edits.add(new SessionEdit.SetMetadata(key, new Json.Str(text))));
    removed.forEach(key -> edits.add(new SessionEdit.RemoveMetadata(key)));
    if (edits.isEmpty()) {
      throw new CommandException(
          ExitCode.USAGE,
          "Say what to change: --voice, --name, --no-name, --meta or --remove-meta.");
    }
    return edits;
  }

  private static List<String> planned(BulkEditPlan plan) {
    var lines = new ArrayList<String>();
    lines.add(
        String.format(
            Locale.ROOT,
            "%,d sessions to change, %,d are so already.",
            plan.size(),
            plan.unchanged()));
    for (var sample : plan.samples()) {
      lines.add("  " + line(sample.before()));
      lines.add("  > " + line(sample.after()));
    }
    if (plan.size() > plan.samples().size()) {
      lines.add("  … and others");
    }
    ImportTexts.addTally(lines, plan.unreadable(), "cannot be read as sessions: left out");
    ImportTexts.addTally(lines, plan.invalid(), "would break the rules: left out");
    ImportTexts.addTally(lines, plan.outdated(), BulkTexts.OUTDATED);
    if (plan.notFound() > 0) {
      lines.add(String.format(Locale.ROOT, "%,d were not found.", plan.notFound()));
    }
    return lines;
  }

  private static String line(Session session) {
    return ImportTexts.printable(
        session.id()
            + "  "
            + session.voice()
            + "  "
            + (session.name() == null ? "-" : session.name())
            + "  "
            + new JacksonJson().print(session.metadata()));
  }

  private static CommandJson json(BulkEditPlan plan) {
    return new CommandJson()
        .with("sessions", plan.size())
        .with("unchanged", plan.unchanged())
        .with("not_found", plan.notFound())
        .with("outdated", ImportTexts.json(plan.outdated()))
        .with("unreadable", ImportTexts.json(plan.unreadable()))
        .with("invalid", ImportTexts.json(plan.invalid()));
  }
}
