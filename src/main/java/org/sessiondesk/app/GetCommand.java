package org.sessiondesk.app;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.sessiondesk.session.SessionId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code session-desk get}. */
@Command(name = "get", description = "Prints one persistent session, as the HTTP API answers it.")
final class GetCommand extends SessionCommand {

  @Parameters(paramLabel = "ID", description = "Its id.")
  private String id = "";

  @Option(names = "--raw", description = "Print the stored value as it is.")
  private boolean raw;

  @Override
  Outcome run(CommandContext context, CommandProgress progress) {
    var entry =
        context
            .service()
            .open(new SessionId(id))
            .orElseThrow(
                () ->
                    new CommandException(
                        ExitCode.INCOMPLETE, "There is no persistent session " + id + "."));
    var json = SessionTexts.json(entry);
    var text =
        raw
            ? new String(entry.revision().token(), StandardCharsets.UTF_8)
            : context.json().printPretty(json);
    return new Outcome(ExitCode.OK, json, List.of(text));
  }
}
