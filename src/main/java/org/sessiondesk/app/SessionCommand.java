package org.sessiondesk.app;

import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.connection.ConnectionProfile;
import org.sessiondesk.connection.Deployment;
import org.sessiondesk.connection.StoreCopyException;
import org.sessiondesk.json.JacksonJson;
import org.sessiondesk.session.InvalidSessionException;
import org.sessiondesk.session.Json;
import org.sessiondesk.session.RecycleBinException;
import org.sessiondesk.session.StoreException;
import org.sessiondesk.settings.Environment;
import org.sessiondesk.transfer.TransferException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/**
 * What all commands on sessions have in common: connecting, failing in a sentence and with an exit
 * code, and saying what came of it to people or, with {@code --json}, to programs.
 */
abstract class SessionCommand implements Callable<Integer> {
  @ParentCommand private @Nullable DeskCommand desk;
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--json", description = "Print one JSON object instead of text.")
  private boolean asJson;

  @Option(
      names = "--confirm",
      paramLabel = "NAME",
      description =
          "The name of the connection profile, which is wanted where that is marked as production"
              + " and the command deletes or changes sessions.")
  private @Nullable String confirmed;

  /** What came of a command. */
  record Outcome(int exitCode, Json.Obj json, List<String> lines) {
    Outcome {
      lines = List.copyOf(lines);
    }
  }

  /** Does what the command is for. */
  abstract Outcome run(CommandContext context, CommandProgress progress);

  /** Whether it works on what is connected. */
  boolean needsConnection() {
    return true;
  }

  @Override
  public final Integer call() {
    QuietLibraries.hush();
    LogProvider.use();
    try (var progress = new CommandProgress(spec.commandLine().getErr());
        var context =
            needsConnection()
                ? CommandContext.connected(options(), environment(), InstantSource.system())
                : CommandContext.unconnected(options(), environment(), InstantSource.system())) {
      var outcome = run(context, progress);
      progress.end();
      print(outcome);
      return outcome.exitCode();
    } catch (NoStoreException e) {
      return failed(ExitCode.NO_STORE, e.getMessage());
    } catch (StoreException e) {
      return failed(ExitCode.NO_STORE, sentence(e));
    } catch (TransferException e) {
      return failed(exitCode(e.reason()), e.getMessage());
    } catch (StoreCopyException e) {
      return failed(exitCode(e.reason()), e.getMessage());
    } catch (CommandException e) {
      return failed(e.exitCode(), e.getMessage());
    } catch (RecycleBinException e) {
      return failed(
          ExitCode.UNUSABLE,
          "What is to be changed cannot be kept first, so it stays: " + e.getMessage());
    } catch (InvalidSessionException e) {
      return failed(ExitCode.USAGE, "That is no valid session: " + faults(e));
    }
  }

  /**
   * Passes where a command may delete or change what is there: on a production store only with its
   * profile's name, as in the window.
   */
  final void requireConfirmed(CommandContext context) {
    requireConfirmed(context.profile());
  }

  /** The same for what is changed there by another profile. */
  final void requireConfirmed(ConnectionProfile profile) {
    var name = CommandContext.nameOf(profile);
    if (profile.marks().deployment() == Deployment.PRODUCTION && !name.equals(confirmed)) {
      throw new CommandException(
          ExitCode.USAGE,
          "The profile '" + name + "' is marked as production: repeat its name with --confirm.");
    }
  }

  private DeskOptions options() {
    return desk == null ? new DeskOptions() : desk.options();
  }

  private Environment environment() {
    return desk == null ? Environment.ofProcess() : desk.environment();
  }

  private static String sentence(StoreException e) {
    return switch (e) {
      case StoreException.Unavailable _ -> "The store was lost: " + e.getMessage();
      case StoreException.OutcomeUnknown _ ->
          "The store did not answer, so it is not known whether it was done: " + e.getMessage();
      case StoreException.Rejected _ -> "The store refused: " + e.getMessage();
      case StoreException.AlreadyExists _ -> "There is one already: " + e.getMessage();
    };
  }

  private static int exitCode(TransferException.Reason reason) {
    return switch (reason) {
      case TARGET_UNUSABLE, SOURCE_UNUSABLE, BIN_TOO_SMALL -> ExitCode.UNUSABLE;
      case SAME_STORE, NOT_CONFIRMED -> ExitCode.USAGE;
      default -> ExitCode.REFUSED;
    };
  }

  private static int exitCode(StoreCopyException.Reason reason) {
    return switch (reason) {
      case BUSY, USED_BY_OTHERS, NO_ROOM, DISK -> ExitCode.UNUSABLE;
      case STORE_FAILED, DOES_NOT_START -> ExitCode.NO_STORE;
      case DAMAGED -> ExitCode.REFUSED;
    };
  }

  private static String faults(InvalidSessionException e) {
    return String.join(
        ", ", e.faults().stream().map(fault -> fault.field() + " " + fault.kind()).toList());
  }

  private int failed(int code, @Nullable String message) {
    var said = message == null ? "It failed." : message;
    spec.commandLine().getErr().println(said);
    if (asJson) {
      Map<String, Json> fields = new LinkedHashMap<>();
      fields.put("error", new Json.Str(said));
      fields.put("exit_code", new Json.Num(Integer.toString(code)));
      printJson(new Json.Obj(fields));
    }
    return code;
  }

  private void print(Outcome outcome) {
    if (asJson) {
      printJson(outcome.json());
    } else {
      var out = spec.commandLine().getOut();
      outcome.lines().forEach(out::println);
      out.flush();
    }
  }

  private void printJson(Json.Obj json) {
    var out = spec.commandLine().getOut();
    out.println(new JacksonJson().print(json));
    out.flush();
  }
}
