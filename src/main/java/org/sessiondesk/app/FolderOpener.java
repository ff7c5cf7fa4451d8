package org.sessiondesk.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Opens a folder in the operating system's own file manager. */
final class FolderOpener {

  private FolderOpener() {}

  /**
   * Asks the system to open {@code folder} and does not wait until it has.
   *
   * @throws IOException where there is no file manager to ask
   */
  static void open(Path folder) throws IOException {
    var os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    var program =
        os.startsWith("windows") ? "explorer" : os.startsWith("mac") ? "open" : "xdg-open";
    new ProcessBuilder(List.of(program, folder.toString()))
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }
}
