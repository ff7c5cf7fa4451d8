package org.sessiondesk.speech;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds the speech engine of this machine: eSpeak NG, macOS' {@code say}, Windows' SAPI. */
public final class Engines {

  private Engines() {}

  /**
   * The engine that was found. Reads the file system.
   *
   * @param osName as the system property {@code os.name} has it
   * @param path as the variable {@code PATH} has it: the folders that programs are looked for in
   */
  public static Optional<SpeechEngine> find(String osName, String path) {
    return find(osName, folders(path)).map(CommandEngine::new);
  }

  private static Optional<EngineProgram> find(String osName, List<Path> path) {
    var os = osName.toLowerCase(Locale.ROOT);
    if (os.startsWith("windows")) {
      return program(path, "powershell.exe").map(Sapi::new);
    }
    if (os.startsWith("mac")) {
      return program(path, "say").map(Say::new);
    }
    return program(path, "espeak-ng").or(() -> program(path, "espeak")).map(Espeak::new);
  }

  /** Those of full paths only: what lies in the working folder is not what anybody installed. */
  private static List<Path> folders(String path) {
    return Arrays.stream(path.split(Pattern.quote(File.pathSeparator)))
        .flatMap(Engines::folder)
        .filter(Path::isAbsolute)
        .toList();
  }

  private static Stream<Path> folder(String name) {
    try {
      return Stream.of(Path.of(name));
    } catch (InvalidPathException _) {
      // PATH is everybody's: one bad entry makes the others no worse.
      return Stream.empty();
    }
  }

  private static Optional<Path> program(List<Path> path, String name) {
    return path.stream()
        .map(folder -> folder.resolve(name))
        .filter(Files::isExecutable)
        .filter(Files::isRegularFile)
        .findFirst();
  }
}
