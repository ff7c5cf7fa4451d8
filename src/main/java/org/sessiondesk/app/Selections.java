package org.sessiondesk.app;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.service.SessionQuery;
import org.sessiondesk.session.SessionId;
import org.sessiondesk.transfer.ExportRequest.Selection;
import picocli.CommandLine.Option;

/** Which sessions a command is about: those of a query, or some by their ids. */
final class Selections {
  @Option(
      names = "--query",
      paramLabel = "QUERY",
      description = "Only what this finds, in the words of the window's search.")
  private @Nullable String query;

  @Option(names = "--id", paramLabel = "ID", description = "Only this session; may be repeated.")
  private List<String> ids = new ArrayList<>();

  /** Whether neither is given. */
  boolean none() {
    return query == null && ids.isEmpty();
  }

  /** Whether there is a query that finds everything, as where a script's variable is empty. */
  boolean findsEverything() {
    return query != null && query.isBlank();
  }

  /**
   * Those, or all where neither is given; waits for the picture where there is a query.
   *
   * @throws CommandException where both are given, or the query is not understood
   */
  Selection of(CommandContext context) {
    if (query != null && !ids.isEmpty()) {
      throw new CommandException(ExitCode.USAGE, "--query and --id do not go together.");
    }
    if (query != null) {
      var asked = Queries.understood(query);
      context.awaitPicture();
      return new Selection.Query(SessionQuery.ALL.withSearch(asked));
    }
    return ids.isEmpty()
        ? new Selection.All()
        : new Selection.Ids(ids.stream().map(SessionId::new).toList());
  }
}
