package org.sessiondesk.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class DeskFoldersTest {
  private static final Path HOME = Path.of("/home/me");

  private static DeskFolders folders(String os, Map<String, String> variables) {
    return DeskFolders.of(os, HOME, Environment.of(variables, null));
  }

  @Test
  void linuxFollowsTheXdgSpecification() {
    assertThat(folders("Linux", Map.of()))
        .isEqualTo(
            new DeskFolders(
                HOME.resolve(".config/session-desk"),
                HOME.resolve(".local/share/session-desk"),
                HOME.resolve(".local/state/session-desk/logs"),
                List.of(Path.of("/etc/xdg/session-desk"))));
    assertThat(
            folders(
                "Linux",
                Map.of(
                    "XDG_CONFIG_HOME", "/c",
                    "XDG_DATA_HOME", "/d",
                    "XDG_STATE_HOME", "/s",
                    "XDG_CONFIG_DIRS", "/x:relative:/y")))
        .isEqualTo(
            new DeskFolders(
                Path.of("/c/session-desk"),
                Path.of("/d/session-desk"),
                Path.of("/s/session-desk/logs"),
                List.of(Path.of("/x/session-desk"), Path.of("/y/session-desk"))));
  }

  @Test
  void linuxIgnoresRelativeFolders_asTheSpecificationAsks() {
    assertThat(folders("Linux", Map.of("XDG_CONFIG_HOME", "relative")).config())
        .isEqualTo(HOME.resolve(".config/session-desk"));
  }

  @Test
  void macUsesTheLibrary() {
    var folders = folders("Mac OS X", Map.of("XDG_CONFIG_HOME", "/c"));

    assertThat(folders.config())
        .isEqualTo(HOME.resolve("Library/Application Support/Session Desk"));
    assertThat(folders.data()).isEqualTo(folders.config().resolve("data"));
    assertThat(folders.logs()).isEqualTo(HOME.resolve("Library/Logs/Session Desk"));
  }

  @Test
  void windowsUsesAppData() {
    var folders = folders("Windows 11", Map.of("APPDATA", "/roaming", "LOCALAPPDATA", "/local"));

    assertThat(folders.config()).isEqualTo(Path.of("/roaming/Session Desk"));
    assertThat(folders.data()).isEqualTo(Path.of("/local/Session Desk/data"));
    assertThat(folders.logs()).isEqualTo(Path.of("/local/Session Desk/logs"));
    assertThat(folders("Windows 11", Map.of()).config())
        .isEqualTo(HOME.resolve("AppData/Roaming/Session Desk"));
  }

  @Test
  void everythingLiesBelowTheDataDir(@TempDir Path folder) {
    var folders = DeskFolders.below(folder.resolve("x/../desk"));

    assertThat(folders)
        .isEqualTo(
            new DeskFolders(
                folder.resolve("desk/config"),
                folder.resolve("desk/data"),
                folder.resolve("desk/logs"),
                List.of()));
    assertThat(folders.settingsFiles())
        .containsExactly(folder.resolve("desk/config/settings.json"));
  }

  @Test
  void settingsOfTheSiteComeAfterThoseOfTheUser() {
    assertThat(folders("Linux", Map.of()).settingsFiles())
        .containsExactly(
            HOME.resolve(".config/session-desk/settings.json"),
            Path.of("/etc/xdg/session-desk/settings.json"));
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "knows no POSIX permissions")
  void createsFoldersForTheirOwnerOnly(@TempDir Path folder) throws IOException {
    var folders = DeskFolders.below(folder.resolve("desk"));

    folders.create();
    folders.create();

    for (var made :
        List.of(folder.resolve("desk"), folders.config(), folders.data(), folders.logs())) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made)))
          .as(made.toString())
          .isEqualTo("rwx------");
    }
  }

  @Test
  void saysWhichFolderCannotBeMade(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("config"), "in the way");

    assertThatThrownBy(() -> DeskFolders.below(folder).create())
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining(folder.resolve("config").toString());
  }
}
