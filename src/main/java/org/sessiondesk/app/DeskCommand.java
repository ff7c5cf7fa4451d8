package org.sessiondesk.app;

import java.util.concurrent.Callable;
import java.util.function.Supplier;
import javafx.application.Application;
import org.sessiondesk.settings.Environment;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/**
 * The command {@code session-desk}: opens the window, or runs the service without one. Java cannot
 * keep picocli's classes, which are of an old format, in the cache of a fast start; so no class
 * that is needed without options may name them.
 */
@Command(
    name = "session-desk",
    scope = ScopeType.INHERIT,
    mixinStandardHelpOptions = true,
    versionProvider = DeskCommand.VersionLines.class,
    description = {
      "Keeps the sessions of a text-to-speech service and shows them live.",
      "Without a command it opens the window. The commands work on the persistent sessions of a"
          + " connection profile, beside a window or a service that runs."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:ended as it was asked to",
      "1:failed unexpectedly; the log says more",
      "2:the command line makes no sense",
      "3:a setting makes no sense",
      "4:a folder, a file or a port cannot be used",
      "5:the store cannot be reached, or was lost",
      "6:not all that was asked for could be done",
      "7:a file was refused: damaged, another pass-phrase, or it would be overwritten"
    },
    subcommands = {
      ExportCommand.class,
      ImportCommand.class,
      BackupCommand.class,
      RestoreCommand.class,
      CopyCommand.class,
      CleanupCommand.class,
      EditCommand.class,
      PromoteCommand.class,
      ListCommand.class,
      GetCommand.class,
      CreateCommand.class,
      DeleteCommand.class,
      SegmentCommand.class,
      StatsCommand.class,
      CompletionCommand.class
    })
final class DeskCommand implements Callable<Integer> {

  @Mixin private final DeskOptions options;

  @Spec private CommandSpec spec = CommandSpec.create();

  private final Class<? extends Application> window;
  private final Supplier<Environment> environment;

  private DeskCommand(
      DeskOptions options, Class<? extends Application> window, Supplier<Environment> environment) {
    this.options = options;
    this.window = window;
    this.environment = environment;
  }

  /**
   * The command line that puts what it reads into {@code options}.
   *
   * @param window the program with its window
   */
  static CommandLine line(DeskOptions options, Class<? extends Application> window) {
    return line(options, window, Environment::ofProcess);
  }

  /**
   * The same where commands on sessions see another environment.
   *
   * @param environment is read by the command that needs it
   */
  static CommandLine line(
      DeskOptions options, Class<? extends Application> window, Supplier<Environment> environment) {
    return new CommandLine(new DeskCommand(options, window, environment))
        .setExecutionExceptionHandler(
            (failure, command, _) -> StartFailures.tell(failure, command.getErr()))
        .setCaseInsensitiveEnumValuesAllowed(true);
  }

  /** What the command line says for all commands. */
  DeskOptions options() {
    return options;
  }

  /** The environment of commands on sessions. */
  Environment environment() {
    return environment.get();
  }

  @Override
  public Integer call() {
    var line = spec.commandLine();
    var arguments = line.getParseResult().originalArgs().toArray(String[]::new);
    return Start.run(options, arguments, line.getErr(), window);
  }

  /** What {@code --version} says. */
  static final class VersionLines implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {
        "Session Desk " + Version.current(),
        "Java " + Runtime.version() + ", " + System.getProperty("os.name")
      };
    }
  }
}
