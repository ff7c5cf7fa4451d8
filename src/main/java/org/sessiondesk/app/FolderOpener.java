package org.sessiondesk.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** Opens a folder in the operating system's own file manager. */
final class FolderOpener {

  private FolderOpener() {}

  /**
   * Asks the system to open {@code folder} and does not wait until it has.
   *
   * @throws IOException where there is no file manager to ask
   */
  static void open(Path folder) throws IOException {
    var os = os();
    var program =
        os.startsWith("windows") ? "explorer" : os.startsWith("mac") ? "open" : "xdg-open";
    start(List.of(program, folder.toString()));
  }

  /**
   * Asks the system to open the folder of {@code file}, with the file marked where it can do that.
   *
   * @throws IOException where there is no file manager to ask
   */
  static void show(Path file) throws IOException {
    var os = os();
    var whole = file.toAbsolutePath();
    if (os.startsWith("windows")) {
      start(List.of("explorer", "/select," + whole));
    } else if (os.startsWith("mac")) {
      start(List.of("open", "-R", whole.toString()));
    } else {
      open(Objects.requireNonNullElse(whole.getParent(), whole));
    }
  }

  private static String os() {
    return System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
  }

  private static void start(List<String> command) throws IOException {
    new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }
}
