package org.sessiondesk.app;

import java.io.PrintWriter;
import javafx.application.Application;

/**
 * The program's entry. It does not extend JavaFX' {@code Application}: a main class that does
 * cannot be started from the class path.
 */
public final class Main {

  private Main() {}

  /** Runs the program and ends the process with one of {@link ExitCode}. */
  public static void main(String[] args) {
    System.exit(run(args));
  }

  /**
   * Runs the program and returns its exit code. Blocks for as long as the program runs. Without
   * options there is nothing to understand, and to load what understands them would take a tenth of
   * the start.
   */
  static int run(String... args) {
    return args.length == 0
        ? byDoubleClick(DesktopApp.class)
        : DeskCommand.line(new DeskOptions(), DesktopApp.class).execute(args);
  }

  /**
   * Opens the window as a double click does, and returns the exit code once it is closed.
   *
   * @param arguments go to the window, which understands them
   */
  static int byDoubleClick(Class<? extends Application> window, String... arguments) {
    var err = new PrintWriter(System.err, true, System.err.charset());
    try {
      return Start.run(new DeskOptions(), arguments, err, window);
    } catch (RuntimeException e) {
      return StartFailures.tell(e, err);
    }
  }
}
