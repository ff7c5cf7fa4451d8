package org.sessiondesk.app;

import java.util.ArrayList;
import java.util.Locale;
import org.sessiondesk.service.SessionQuery;
import org.sessiondesk.session.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code session-desk list}. */
@Command(
    name = "list",
    description = "Lists persistent sessions, those that were created last first.")
final class ListCommand extends SessionCommand {

  @Option(
      names = "--query",
      paramLabel = "QUERY",
      defaultValue = "",
      description = "Only what this finds, in the words of the window's search.")
  private String query = "";

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "50",
      description = "At most so many; default ${DEFAULT-VALUE}.")
  private int limit = 50;

  @Override
  Outcome run(CommandContext context, CommandProgress progress) {
    if (limit < 0) {
      throw new CommandException(ExitCode.USAGE, "--limit is not negative.");
    }
    var asked = Queries.understood(query);
    context.awaitPicture();
    var found = context.service().index().query(SessionQuery.ALL.withSearch(asked));
    var lines = new ArrayList<String>();
    var sessions = new ArrayList<Json>();
    for (int i = 0; i < Math.min(limit, found.size()) && !progress.cancelled(); i++) {
      var entry = context.service().open(found.get(i).id());
      if (entry.isPresent()) {
        lines.add(SessionTexts.line(entry.get()));
        sessions.add(SessionTexts.json(entry.get()));
      }
    }
    lines.add(String.format(Locale.ROOT, "%,d of %,d sessions.", sessions.size(), found.size()));
    return new Outcome(
        ExitCode.OK,
        new CommandJson().with("total", found.size()).with("sessions", sessions).object(),
        lines);
  }
}
