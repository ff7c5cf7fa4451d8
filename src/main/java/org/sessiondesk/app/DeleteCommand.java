package org.sessiondesk.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.sessiondesk.session.Change;
import org.sessiondesk.session.Json;
import org.sessiondesk.session.SessionId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code session-desk delete}. */
@Command(
    name = "delete",
    description = "Deletes persistent sessions. The window's recycle bin keeps them for a while.")
final class DeleteCommand extends SessionCommand {

  @Parameters(paramLabel = "ID", arity = "1..*", description = "Their ids.")
  private List<String> ids = new ArrayList<>();

  @Override
  Outcome run(CommandContext context, CommandProgress progress) {
    requireConfirmed(context);
    return context
        .service()
        .undoing()
        .keep(Change.DELETE, () -> delete(context, progress))
        .result();
  }

  private Outcome delete(CommandContext context, CommandProgress progress) {
    long deleted = 0;
    var missing = new ArrayList<Json>();
    var lines = new ArrayList<String>();
    for (var id : ids) {
      if (progress.cancelled()) {
        break;
      }
      if (context.service().delete(new SessionId(id))) {
        deleted++;
      } else {
        missing.add(new Json.Str(id));
        lines.add("There is no persistent session " + ImportTexts.printable(id) + ".");
      }
    }
    lines.add(String.format(Locale.ROOT, "%,d deleted.", deleted));
    return new Outcome(
        deleted == ids.size() ? ExitCode.OK : ExitCode.INCOMPLETE,
        new CommandJson()
            .with("deleted", deleted)
            .with("not_found", missing)
            .with("cancelled", progress.cancelled())
            .object(),
        lines);
  }
}
