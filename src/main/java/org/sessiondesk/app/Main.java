package org.sessiondesk.app;

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
        ? Start.byDoubleClick(DesktopApp.class)
        : DeskCommand.line(new DeskOptions(), DesktopApp.class).execute(args);
  }
}
