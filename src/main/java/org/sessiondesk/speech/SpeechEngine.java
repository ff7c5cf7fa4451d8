package org.sessiondesk.speech;

import java.io.IOException;
import java.nio.file.Path;

/** Speaks texts. One that is on the network can be another implementation. Safe for threads. */
public interface SpeechEngine {

  /** What it is called, such as {@code espeak-ng}. */
  String name();

  /**
   * Writes {@code text} as speech into {@code wav}, a file that is made or replaced. Blocks until
   * it is written.
   *
   * @param locale the language to speak, such as {@code zh-HK}; where it has no voice for it, it
   *     speaks with its usual one
   * @throws IOException if the engine fails; its own words are in the message
   * @throws InterruptedException if the thread is interrupted: the engine is ended then
   */
  void synthesize(String text, String locale, Path wav) throws IOException, InterruptedException;
}
