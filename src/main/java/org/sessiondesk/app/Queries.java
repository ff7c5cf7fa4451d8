package org.sessiondesk.app;

import org.sessiondesk.service.QueryText;

/** Queries on the command line: what the window only marks as not understood is refused here. */
final class Queries {
  private Queries() {}

  /**
   * The query itself.
   *
   * @throws CommandException where some of it is not understood
   */
  static String understood(String query) {
    var faults = QueryText.parse(query).faults();
    if (!faults.isEmpty()) {
      var first = faults.getFirst();
      throw new CommandException(
          ExitCode.USAGE,
          "The query is not understood at '"
              + query.substring(first.from(), first.to())
              + "': "
              + first.kind()
              + ".");
    }
    return query;
  }
}
