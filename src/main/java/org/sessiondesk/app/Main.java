package org.sessiondesk.app;

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
    return commandLine(DesktopApp.class).execute(args);
  }

  static CommandLine commandLine(Class<? extends Application> window) {
    return new CommandLine(new DeskCommand(new DeskOptions(), window))
        .setExecutionExceptionHandler(new StartFailures());
  }
}
