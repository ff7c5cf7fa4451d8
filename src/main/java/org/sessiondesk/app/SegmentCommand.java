package org.sessiondesk.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.service.SessionConflictException;
import org.sessiondesk.service.SessionNotFoundException;
import org.sessiondesk.service.SessionQuery;
import org.sessiondesk.service.SessionRow;
import org.sessiondesk.session.Json;
import org.sessiondesk.session.Progress;
import org.sessiondesk.session.SessionId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code session-desk segment}. */
@Command(
    name = "segment",
    description = "Cuts the texts of persistent sessions into sentences and words.")
final class SegmentCommand extends SessionCommand {

  @Parameters(paramLabel = "ID", arity = "0..*", description = "Their ids.")
  private List<String> ids = new ArrayList<>();

  @Option(
      names = "--query",
      paramLabel = "QUERY",
      description = "Those that this finds, in the words of the window's search.")
  private @Nullable String query;

  @Override
  Outcome run(CommandContext context, CommandProgress progress) {
    requireConfirmed(context);
    var wanted = wanted(context);
    progress.about("Segmenting");
    long done = 0;
    var failed = new ArrayList<Json>();
    var lines = new ArrayList<String>();
    for (var id : wanted) {
      if (progress.cancelled()) {
        break;
      }
      try {
        var session = context.service().segment(id, new Unheard(progress));
        var sentences = Objects.requireNonNull(session.sentences(), "it was segmented");
        if (query == null) {
          lines.add(id + "  " + sentences.size() + " sentences");
        }
        done++;
      } catch (SessionNotFoundException | SessionConflictException e) {
        failed.add(new Json.Str(SessionTexts.idText(id)));
        lines.add(ImportTexts.printable(id.value()) + "  " + e.getMessage());
      } catch (CancellationException e) {
        break;
      }
      progress.at(done + failed.size(), wanted.size());
    }
    lines.add(String.format(Locale.ROOT, "%,d of %,d segmented.", done, wanted.size()));
    return new Outcome(
        done == wanted.size() ? ExitCode.OK : ExitCode.INCOMPLETE,
        new CommandJson()
            .with("segmented", done)
            .with("failed", failed)
            .with("cancelled", progress.cancelled())
            .object(),
        lines);
  }

  private List<SessionId> wanted(CommandContext context) {
    if ((query == null) == ids.isEmpty()) {
      throw new CommandException(ExitCode.USAGE, "Name either ids or a --query.");
    }
    if (query == null) {
      return ids.stream().map(SessionId::new).toList();
    }
    var asked = Queries.understood(query);
    context.awaitPicture();
    return context.service().index().query(SessionQuery.ALL.withSearch(asked)).stream()
        .map(SessionRow::id)
        .toList();
  }

  /** That of one of many: it can be cancelled with them, and how far it is nobody hears. */
  private record Unheard(Progress all) implements Progress {
    @Override
    public void at(long done, long total) {}

    @Override
    public boolean cancelled() {
      return all.cancelled();
    }
  }
}
