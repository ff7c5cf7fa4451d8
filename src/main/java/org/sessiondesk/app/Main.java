package org.sessiondesk.app;

import java.io.PrintWriter;
import javafx.application.Application;
import picocli.CommandLine;

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

  /** Runs the program and returns its exit code. Blocks for as long as the program runs. */
  static int run(String... args) {
    if (args.length == 0) {
      return open();
    }
    return commandLine(DesktopApp.class).execute(args);
  }

  /**
   * Opens the window as a double click does. Without options there is nothing to understand, and to
   * load what understands them would take a tenth of the start.
   */
  private static int open() {
    var err = new PrintWriter(System.err, true, System.err.charset());
    try {
      return DeskCommand.start(new DeskOptions(), new String[0], err, DesktopApp.class);
    } catch (RuntimeException e) {
      return StartFailures.tell(e, err);
    }
  }

  static CommandLine commandLine(Class<? extends Application> window) {
    return new CommandLine(new DeskCommand(new DeskOptions(), window))
        .setExecutionExceptionHandler(new StartFailures());
  }
}
