package org.sessiondesk.app;

import org.sessiondesk.transfer.Confirmation;
import org.sessiondesk.transfer.ExportRequest.Selection;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What commands that change many sessions have in common: which ones, and what confirms it. */
final class BulkOptions {
  @Mixin private Selections selections = new Selections();

  @Option(names = "--all", description = "All persistent sessions.")
  private boolean all;

  @Option(names = "--dry-run", description = "Only say how many, and which come first.")
  private boolean dryRun;

  @Option(
      names = "--number",
      paramLabel = "N",
      defaultValue = "-1",
      description =
          "How many sessions are to be changed; where it is another number by then, none is.")
  private long number = -1;

  @Option(
      names = "--yes",
      description = "However many they are. Not where the profile is marked as production.")
  private boolean yes;

  /** Whether nothing is to be changed. */
  boolean dryRun() {
    return dryRun;
  }

  /**
   * Passes where the command line says what it must.
   *
   * @throws CommandException where it does not
   */
  void require(SessionCommand command, CommandContext context) {
    if (all != selections.none()) {
      throw new CommandException(ExitCode.USAGE, "Name either a --query, an --id, or --all.");
    }
    if (selections.findsEverything()) {
      throw new CommandException(ExitCode.USAGE, "An empty query finds everything: say --all.");
    }
    if (dryRun) {
      return;
    }
    command.requireConfirmed(context);
    boolean production = Confirmation.wantsName(context.profile());
    if (number < 0 && (production || !yes)) {
      throw new CommandException(
          ExitCode.USAGE,
          "Say with --number how many: --dry-run counts them."
              + (production ? "" : " Or --yes, for however many they are."));
    }
  }

  Selection selection(CommandContext context) {
    return selections.of(context);
  }

  /** What is confirmed where {@code found} were found. */
  Confirmation confirmation(CommandContext context, long found) {
    return new Confirmation(number < 0 ? found : number, context.profileName());
  }
}
