package org.sessiondesk.speech;

import java.io.IOException;
import java.nio.file.Path;

/** Makes a WAV file heard. */
@FunctionalInterface
public interface AudioOutput {

  /** Asked while a file is heard. */
  @FunctionalInterface
  interface Gate {
    /**
     * Waits while it is paused.
     *
     * @return whether to go on; false ends the playing
     */
    boolean pass() throws InterruptedException;
  }

  /**
   * Plays {@code wav} to its end, or until {@code gate} says no. Blocks.
   *
   * @throws IOException where there is nothing to hear it with, or it is no WAV file
   */
  void play(Path wav, Gate gate) throws IOException, InterruptedException;
}
