package org.sessiondesk.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.sessiondesk.connection.StoreCopies.Copy;
import org.sessiondesk.connection.StoreCopies.Restored;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code session-desk restore}. */
@Command(
    name = "restore",
    description = {
      "Puts a copy of the built-in store back. What the store holds now is kept aside first, as a"
          + " copy that can be put back, too.",
      "No other program may use the store meanwhile: a window restores its own."
    })
final class RestoreCommand extends SessionCommand {

  @Parameters(
      paramLabel = "COPY",
      description = "The name of the copy, as 'backup --list' shows it, or 'latest'.")
  private String name = "";

  @Option(names = "--dry-run", description = "Only say which copy would be put back.")
  private boolean dryRun;

  @Override
  boolean needsConnection() {
    return false;
  }

  @Override
  Outcome run(CommandContext context, CommandProgress progress) {
    var copies = context.copies();
    var copy =
        copies.list().stream()
            .filter(found -> name.equals("latest") || found.name().equals(name))
            .findFirst()
            .orElseThrow(
                () ->
                    new CommandException(
                        ExitCode.USAGE, "There is no copy " + ImportTexts.printable(name) + "."));
    if (dryRun) {
      return new Outcome(
          ExitCode.OK,
          new CommandJson().with("copy", BackupTexts.json(copy)).object(),
          List.of("Would be put back:", BackupTexts.line(copy)));
    }
    return copies
        .restore(copy, progress.about("Checking"))
        .map(restored -> restored(copy, restored))
        .orElseGet(
            () ->
                new Outcome(
                    ExitCode.INCOMPLETE,
                    new CommandJson().with("cancelled", true).object(),
                    List.of("Cancelled: nothing was changed.")));
  }

  private static Outcome restored(Copy copy, Restored restored) {
    var lines = new ArrayList<String>();
    lines.add(
        String.format(
            Locale.ROOT, "The built-in store holds %,d keys of %s.", restored.keys(), copy.name()));
    restored
        .aside()
        .ifPresent(aside -> lines.add("What it held before is kept as " + aside.name() + "."));
    var json = new CommandJson().with("copy", BackupTexts.json(copy)).with("keys", restored.keys());
    restored.aside().ifPresent(aside -> json.with("aside", BackupTexts.json(aside)));
    return new Outcome(ExitCode.OK, json.object(), lines);
  }
}
