package org.sessiondesk.app;

import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;

/** {@code session-desk stats}. */
@Command(
    name = "stats",
    description = {
      "Counts the persistent sessions, unreadable ones included.",
      "Temporary sessions live in a running program only: its window and its API count them."
    })
final class StatsCommand extends SessionCommand {

  @Override
  Outcome run(CommandContext context, CommandProgress progress) {
    long count = context.store().count();
    var profile = context.profile();
    return new Outcome(
        ExitCode.OK,
        new CommandJson()
            .with("persistent_sessions", count)
            .with("profile", context.profileName())
            .with("target", profile.target().display())
            .with("key_prefix", profile.keyPrefix())
            .object(),
        List.of(
            String.format(
                Locale.ROOT,
                "%,d persistent sessions in %s (%s).",
                count,
                context.profileName(),
                profile.target().display())));
  }
}
