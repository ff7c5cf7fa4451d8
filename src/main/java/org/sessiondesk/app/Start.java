package org.sessiondesk.app;

import java.io.PrintWriter;
import javafx.application.Application;

/**
 * Opens the window, or runs the service. Knows nothing of the command line: what reads that is
 * loaded only where there is one, see {@link DeskCommand}.
 */
final class Start {

  private Start() {}

  /**
   * Runs the program and returns its exit code.
   *
   * @param arguments what {@code options} were read from
   * @param err what is said goes there
   */
  static int run(
      DeskOptions options,
      String[] arguments,
      PrintWriter err,
      Class<? extends Application> window) {
    QuietLibraries.hush();
    LogProvider.use();
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
