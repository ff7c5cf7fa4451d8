package org.sessiondesk.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.api.ApiServer;
import org.sessiondesk.session.Json;
import org.sessiondesk.session.Progress;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code session-desk promote}. */
@Command(
    name = "promote",
    description = {
      "Makes the temporary sessions of a program that runs persistent, as before it is started"
          + " anew: all of them, or those of a query.",
      "They are in that program's memory, so it is asked by its HTTP API. One that its store does"
          + " not take stays there."
    })
final class PromoteCommand extends SessionCommand {
  /** So many are under way at a time. */
  private static final int MOST = 16;

  private static final int SAMPLES = 10;

  @Option(
      names = "--url",
      paramLabel = "URL",
      description =
          "Where the program answers; default: as the settings have it, such as"
              + " http://127.0.0.1:8000.")
  private @Nullable String url;

  @Option(
      names = "--query",
      paramLabel = "QUERY",
      defaultValue = "",
      description = "Only what this finds, in the words of the window's search.")
  private String query = "";

  @Option(names = "--dry-run", description = "Only say how many, and which come first.")
  private boolean dryRun;

  @Override
  boolean needsConnection() {
    return false;
  }

  @Override
  Outcome run(CommandContext context, CommandProgress progress) {
    var settings = context.settings();
    var asked = Queries.understood(query.strip());
    var token = settings.apiPersistentToken().or(settings::apiToken).orElse(null);
    try (var program = new RunningProgram(address(context), token)) {
      return dryRun ? looked(program, asked, progress) : promoted(program, asked, progress);
    }
  }

  private String address(CommandContext context) {
    if (url != null) {
      return url;
    }
    int port = context.settings().apiPort().value();
    if (port == 0) {
      throw new CommandException(
          ExitCode.USAGE, "The API's port is any free one: say with --url where it answers.");
    }
    return ApiServer.baseUrl(context.settings().apiHost().value(), port);
  }

  private static Outcome looked(RunningProgram program, String query, CommandProgress progress) {
    progress.about("Looking");
    long count = 0;
    var lines = new ArrayList<String>();
    Optional<String> next = Optional.empty();
    do {
      var page = program.page(query, next);
      for (var held : page.sessions()) {
        if (count++ < SAMPLES) {
          lines.add("  " + ImportTexts.printable(held.id() + "  " + held.voice()));
        }
      }
      progress.at(count, 0);
      next = page.next();
    } while (next.isPresent() && !progress.cancelled());
    lines.addFirst(String.format(Locale.ROOT, "%,d temporary sessions.", count));
    lines.add("Nothing was changed: this was a dry run.");
    return new Outcome(
        progress.cancelled() ? ExitCode.INCOMPLETE : ExitCode.OK,
        new CommandJson().with("sessions", count).with("cancelled", progress.cancelled()).object(),
        lines);
  }

  private static Outcome promoted(RunningProgram program, String query, CommandProgress progress) {
    progress.about("Moving");
    var count = new Count();
    Optional<String> next = Optional.empty();
    do {
      var page = program.page(query, next);
      promote(program, page.sessions(), count, progress);
      next = page.next();
    } while (next.isPresent() && !count.hasFailed() && !progress.cancelled());
    return count.outcome(progress.cancelled());
  }

  private static void promote(
      RunningProgram program, List<RunningProgram.Held> some, Count count, Progress progress) {
    var places = new Semaphore(MOST);
    try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var held : some) {
        places.acquireUninterruptibly();
        if (count.hasFailed() || progress.cancelled()) {
          return;
        }
        pool.execute(
            () -> {
              try {
                count.add(held.id(), program.promote(held.id()));
              } catch (RuntimeException e) {
                count.failed(e);
              } finally {
                places.release();
              }
            });
      }
    }
    progress.at(count.promoted, 0);
  }

  /** How they end. Safe for use by several threads. */
  private static final class Count {
    private final List<Json.Str> conflicts = new ArrayList<>();
    private long promoted;
    private long gone;
    private @Nullable RuntimeException failure;

    synchronized void add(String id, RunningProgram.End end) {
      switch (end) {
        case PROMOTED -> promoted++;
        case GONE -> gone++;
        case CONFLICT -> conflicts.add(new Json.Str(id));
      }
    }

    synchronized void failed(RuntimeException why) {
      failure = failure == null ? why : failure;
    }

    synchronized boolean hasFailed() {
      return failure != null;
    }

    synchronized Outcome outcome(boolean cancelled) {
      var json =
          new CommandJson()
              .with("promoted", promoted)
              .with("gone", gone)
              .with("conflicts", conflicts)
              .with("cancelled", cancelled);
      var lines = new ArrayList<String>();
      lines.add(
          String.format(Locale.ROOT, "%,d are persistent now, %,d were gone.", promoted, gone));
      for (var id : conflicts) {
        lines.add("The store holds another session under " + ImportTexts.printable(id.value()));
      }
      if (cancelled) {
        lines.add("Cancelled.");
      }
      if (failure != null) {
        lines.add(
            failure.getMessage() + " What is left is still temporary: run it again to go on.");
        json.with("failure", String.valueOf(failure.getMessage()));
      }
      return new Outcome(exitCode(cancelled), json.object(), lines);
    }

    private int exitCode(boolean cancelled) {
      return switch (failure) {
        case null -> cancelled || !conflicts.isEmpty() ? ExitCode.INCOMPLETE : ExitCode.OK;
        case CommandException usage -> usage.exitCode();
        default -> ExitCode.NO_STORE;
      };
    }
  }
}
