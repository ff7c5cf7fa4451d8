package org.sessiondesk.speech;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** How a speech engine that is a program is called. */
interface EngineProgram {

  /** What it is called. */
  String name();

  /** The command line that makes it print its voices, one a line. */
  List<String> listing();

  /** The voice that {@code line} of that list tells of; empty where it tells of none. */
  Optional<EngineVoice> voice(String line);

  /**
   * The command line that makes it speak. The text is never part of it, so that nothing in it can
   * be taken for an option or a command.
   *
   * @param text the file of the text, UTF-8, by its full path
   * @param wav the file to write, by its full path
   */
  List<String> speaking(EngineVoice voice, Path text, Path wav);
}
