package org.sessiondesk.settings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The folders that the program keeps its things in.
 *
 * @param config what the operator chose
 * @param data the built-in store's data, the audit log, the recycle bin and drafts
 * @param logs the log
 * @param site folders that an administrator may have put settings in, for everybody; only read
 */
public record DeskFolders(Path config, Path data, Path logs, List<Path> site) {
  private static final String UNIX_NAME = "session-desk";
  private static final String TITLE = "Session Desk";

  public DeskFolders {
    site = List.copyOf(site);
  }

  /** Those of the user who runs the program, as is the custom of the operating system. */
  public static DeskFolders ofUser(Environment environment) {
    return of(
        System.getProperty("os.name", ""),
        Path.of(System.getProperty("user.home", "")).toAbsolutePath(),
        environment);
  }

  /** All below {@code folder}, for {@code --data-dir}. */
  public static DeskFolders below(Path folder) {
    var base = folder.toAbsolutePath().normalize();
    return new DeskFolders(
        base.resolve("config"), base.resolve("data"), base.resolve("logs"), List.of());
  }

  static DeskFolders of(String osName, Path home, Environment environment) {
    var os = osName.toLowerCase(Locale.ROOT);
    if (os.startsWith("windows")) {
      return windows(home, environment);
    }
    return os.startsWith("mac") ? mac(home) : unix(home, environment);
  }

  private static DeskFolders windows(Path home, Environment environment) {
    var roaming =
        environment.system("APPDATA").map(Path::of).orElse(home.resolve("AppData/Roaming"));
    var local =
        environment.system("LOCALAPPDATA").map(Path::of).orElse(home.resolve("AppData/Local"));
    var site = environment.system("PROGRAMDATA").map(folder -> Path.of(folder).resolve(TITLE));
    return new DeskFolders(
        roaming.resolve(TITLE),
        local.resolve(TITLE).resolve("data"),
        local.resolve(TITLE).resolve("logs"),
        site.stream().toList());
  }

  private static DeskFolders mac(Path home) {
    var library = home.resolve("Library");
    var support = library.resolve("Application Support").resolve(TITLE);
    return new DeskFolders(
        support,
        support.resolve("data"),
        library.resolve("Logs").resolve(TITLE),
        List.of(Path.of("/Library/Application Support").resolve(TITLE)));
  }

  private static DeskFolders unix(Path home, Environment environment) {
    var site = new ArrayList<Path>();
    for (var folder : environment.system("XDG_CONFIG_DIRS").orElse("/etc/xdg").split(":", -1)) {
      if (folder.startsWith("/")) {
        site.add(Path.of(folder).resolve(UNIX_NAME));
      }
    }
    return new DeskFolders(
        xdg(environment, "XDG_CONFIG_HOME").orElse(home.resolve(".config")).resolve(UNIX_NAME),
        xdg(environment, "XDG_DATA_HOME").orElse(home.resolve(".local/share")).resolve(UNIX_NAME),
        xdg(environment, "XDG_STATE_HOME")
            .orElse(home.resolve(".local/state"))
            .resolve(UNIX_NAME)
            .resolve("logs"),
        site);
  }

  /** The specification tells to ignore what is not absolute. */
  private static Optional<Path> xdg(Environment environment, String name) {
    return environment.system(name).filter(value -> value.startsWith("/")).map(Path::of);
  }

  /** Where settings are looked for; the first is the one that is written. */
  public List<Path> settingsFiles() {
    var files = new ArrayList<Path>();
    files.add(config.resolve("settings.json"));
    site.forEach(folder -> files.add(folder.resolve("settings.json")));
    return List.copyOf(files);
  }

  /**
   * Creates the three folders that are not there yet, for their owner only where the file system
   * knows owners (mode 0700). Blocks.
   *
   * @throws UncheckedIOException where one cannot be created
   */
  public void create() {
    for (var folder : List.of(config, data, logs)) {
      try {
        PrivateFiles.createFolder(folder);
      } catch (IOException e) {
        throw new UncheckedIOException(
            "The folder " + folder + " cannot be made: " + FileWords.of(e), e);
      }
    }
  }
}
