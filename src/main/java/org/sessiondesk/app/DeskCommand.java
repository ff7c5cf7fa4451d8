package org.sessiondesk.app;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import javafx.application.Application;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command {@code session-desk}: opens the window, or runs the service without one. */
@Command(
    name = "session-desk",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "Keeps the sessions of a text-to-speech service and shows them live.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:ended as it was asked to",
      "1:failed unexpectedly; the log says more",
      "2:the command line makes no sense",
      "3:a setting makes no sense",
      "4:a folder or a port cannot be used"
    })
final class DeskCommand implements Callable<Integer> {

  @Mixin private final DeskOptions options;

  @Spec private CommandSpec spec = CommandSpec.create();

  private final Class<? extends Application> window;

  /**
   * A command whose options are put into {@code options}.
   *
   * @param window the program with its window
   */
  DeskCommand(DeskOptions options, Class<? extends Application> window) {
    this.options = options;
    this.window = window;
  }

  @Override
  public Integer call() {
    var line = spec.commandLine();
    var arguments = line.getParseResult().originalArgs().toArray(String[]::new);
    return start(options, arguments, line.getErr(), window);
  }

  /**
   * Runs the program and returns its exit code.
   *
   * @param arguments what {@code options} were read from
   * @param err what is said goes there
   */
  static int start(
      DeskOptions options,
      String[] arguments,
      PrintWriter err,
      Class<? extends Application> window) {
    QuietLibraries.hush();
    if (!options.headless && openWindow(arguments, err, window)) {
      return ExitCode.OK;
    }
    return new HeadlessApp(options, err).run();
  }

  /**
   * Opens the window and returns once it was closed, or returns false at once where there is no
   * display.
   */
  private static boolean openWindow(
      String[] arguments, PrintWriter err, Class<? extends Application> window) {
    try {
      Application.launch(window, arguments);
      return true;
    } catch (UnsupportedOperationException e) {
      err.println("There is no display here (" + e.getMessage() + "): running without a window.");
      return false;
    } catch (RuntimeException e) {
      // JavaFX wraps what the program's own start throws.
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }
}
