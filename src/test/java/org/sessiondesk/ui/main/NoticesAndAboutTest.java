package org.sessiondesk.ui.main;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.sessiondesk.ui.testing.Desk.fromFx;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.TextInputControl;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.sessiondesk.json.JacksonJson;
import org.sessiondesk.settings.Environment;
import org.sessiondesk.settings.SettingsFile;
import org.sessiondesk.settings.SettingsService;
import org.sessiondesk.ui.fx.Notices;
import org.sessiondesk.ui.testing.Dressed;
import org.sessiondesk.ui.testing.Looks;
import org.sessiondesk.ui.testing.Mouse;
import org.sessiondesk.ui.testing.TestUi;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** What the program says about itself: its version and folders, and trouble with its settings. */
@ExtendWith(ApplicationExtension.class)
@SuppressWarnings("NullAway.Init") // made by JUnit
class NoticesAndAboutTest {
  @TempDir Path folder;
  private TestUi test;
  private Stage stage;

  @Start
  void start(Stage primary) {
    stage = primary;
    Dressed.theme(false);
    test = TestUi.window(Locale.ENGLISH);
  }

  @Test
  void aboutNamesVersionAndFolders_andOpensThem(FxRobot robot) {
    var opened = new ArrayList<Path>();
    var closed = new AtomicInteger();
    var facts = new Facts("9.8.7", folder.resolve("data"), folder.resolve("logs"), folder);
    var scene =
        fromFx(
            () -> {
              var panel = new AboutPanel(test.ui().messages(), facts, opened::add);
              panel.onOpen(closed::incrementAndGet);
              var made = Dressed.scene((Parent) panel.content(), 620, 440, "main");
              stage.setScene(made);
              stage.show();
              return made;
            });
    assertThat(field(scene, "about-version")).isEqualTo("9.8.7");
    assertThat(field(scene, "about-data")).isEqualTo(folder.resolve("data").toString());
    Looks.save(scene, test.ui().messages(), "about");
    for (var button : List.of("logs", "settings")) {
      Mouse.clickOn(robot, "#about-open-" + button);
    }
    Mouse.clickOn(robot, "#about-close");
    assertThat(opened).containsExactly(folder.resolve("logs"), folder);
    assertThat(closed).hasValue(1);
  }

  private static String field(Scene scene, String id) {
    Node node = Objects.requireNonNull(scene.lookup("#" + id), id);
    return ((TextInputControl) node).getText();
  }

  @Test
  void aSettingsFileThatCannotBeReadIsTold_andKept() throws IOException {
    Files.writeString(folder.resolve("settings.json"), "{\"theme\": oops");
    try (var settings = Shell.settings(folder, Map.of());
        var told = fromFx(() -> new SettingsNotices(settings, test.ui()))) {
      var notes = fromFx(() -> List.copyOf(test.ui().notices().shown()));
      assertThat(notes).hasSize(1);
      assertThat(notes.getFirst().level()).isEqualTo(Notices.Level.WARNING);
      assertThat(notes.getFirst().text()).contains("settings.json");
      assertThat(told).isNotNull();
    }
    try (var files = Files.list(folder)) {
      assertThat(files.filter(file -> contains(file, "oops"))).isNotEmpty();
    }
  }

  private static boolean contains(Path file, String text) {
    try {
      return Files.isRegularFile(file) && Files.readString(file).contains(text);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void settingsThatCannotBeSavedAreTold() throws IOException {
    var file = folder.resolve("settings.json");
    try (var settings = savedAtOnce(file);
        var told = fromFx(() -> new SettingsNotices(settings, test.ui()))) {
      assertThat(fromFx(() -> test.ui().notices().shown())).isEmpty();
      // A folder in the file's place cannot be replaced by a file.
      Files.createDirectories(file.resolve("in-the-way"));
      settings.update(s -> s.withPane("content", 0.5));
      await()
          .atMost(Duration.ofSeconds(10))
          .until(() -> !fromFx(() -> test.ui().notices().shown().isEmpty()));
      assertThat(fromFx(() -> test.ui().notices().shown().getFirst().text()))
          .contains("settings.json");
      assertThat(told).isNotNull();
    }
  }

  private static SettingsService savedAtOnce(Path file) {
    return new SettingsService(
        new SettingsFile(
            List.of(file), new JacksonJson(), "1", InstantSource.system(), Duration.ZERO),
        Environment.of(Map.of(), null));
  }
}
