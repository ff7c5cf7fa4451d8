package org.sessiondesk.app;

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
    QuietLibraries.hush();
    if (!options.headless && openWindow()) {
      return ExitCode.OK;
    }
    return new HeadlessApp(options, spec.commandLine().getErr()).run();
  }

  /**
   * Opens the window and returns once it was closed, or returns false at once where there is no
   * display.
   */
  private boolean openWindow() {
    try {
      Application.launch(
          window, spec.commandLine().getParseResult().originalArgs().toArray(String[]::new));
      return true;
    } catch (UnsupportedOperationException e) {
      spec.commandLine()
          .getErr()
          .println("There is no display here (" + e.getMessage() + "): running without a window.");
      return false;
    } catch (RuntimeException e) {
      // JavaFX wraps what the program's own start throws.
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }
}
