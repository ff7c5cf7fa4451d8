package org.sessiondesk.app;

import java.nio.file.Path;
import java.util.Optional;

/** The data folder has its window, or its service, already. */
final class AlreadyRunningException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final boolean shown;

  /**
   * Makes it.
   *
   * @param process the number of the process that runs, where it is known
   * @param shown whether the running window came forward
   */
  AlreadyRunningException(
      Path folder, SingleInstance.Face face, Optional<Long> process, boolean shown) {
    super(
        "Session Desk is running already, "
            + (face == SingleInstance.Face.WINDOW ? "with a window" : "as a service")
            + ", on the folder "
            + folder
            + process.map(number -> " (process " + number + ")").orElse("")
            + (face == SingleInstance.Face.SERVICE
                ? ". Stop it first, or choose another folder with --data-dir."
                : shown ? ": its window was brought forward." : ", but it does not answer."));
    this.shown = shown;
  }

  /** Whether the running window came forward, which is what a second start is for. */
  boolean shown() {
    return shown;
  }
}
