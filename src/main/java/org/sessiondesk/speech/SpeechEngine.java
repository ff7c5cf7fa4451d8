package org.sessiondesk.speech;

import java.io.IOException;
import java.nio.file.Path;

/** Speaks texts. One that is on the network can be another implementation. Safe for threads. */
public interface SpeechEngine {

  /** What it is called, such as {@code espeak-ng}. */
  String name();

  /**
   * Whether it has a voice for {@code locale}. Blocks.
   *
   * @param locale a language, perhaps with region and dialect, such as {@code zh-CN-liaoning}
   * @throws IOException if it cannot be asked; its own words are in the message
   * @throws InterruptedException if the thread is interrupted
   */
  boolean speaks(String locale) throws IOException, InterruptedException;

  /**
   * Writes {@code text} as speech into {@code wav}, a file that is made or replaced. Blocks until
   * it is written.
   *
   * @param locale the language to speak
   * @throws SpeechException if it has no voice for {@code locale}, or fails; its own words are in
   *     the message
   * @throws IOException if a file cannot be written
   * @throws InterruptedException if the thread is interrupted: the engine is ended then
   */
  void synthesize(String text, String locale, Path wav) throws IOException, InterruptedException;
}
