package org.sessiondesk.ui.main;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.sessiondesk.ui.testing.Desk.fromFx;
import static org.sessiondesk.ui.testing.Desk.onFx;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import javafx.scene.Scene;
import javafx.scene.control.SplitPane;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.StackPane;
import javafx.stage.Screen;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.sessiondesk.settings.SettingsService;
import org.sessiondesk.settings.WindowPlacement;
import org.sessiondesk.ui.testing.Mouse;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** The window comes back where it was, or where it can be reached. */
@ExtendWith(ApplicationExtension.class)
@SuppressWarnings("NullAway.Init") // made by JUnit
class WindowMemoryTest {
  @TempDir Path folder;
  private Stage stage;

  @Start
  void start(Stage primary) {
    stage = primary;
  }

  private SplitPane open(SettingsService settings) {
    return fromFx(
        () -> {
          var split = new SplitPane(new StackPane(), new StackPane());
          stage.setScene(new Scene(split));
          var memory = new WindowMemory(settings);
          memory.follow(stage);
          memory.follow(split, "content", 0.6);
          stage.show();
          return split;
        });
  }

  private static void until(java.util.concurrent.Callable<Boolean> condition) {
    await().atMost(Duration.ofSeconds(10)).pollInterval(Duration.ofMillis(10)).until(condition);
  }

  @Test
  void placeAndSizeAreRemembered() {
    try (var settings = Shell.settings(folder, Map.of())) {
      open(settings);
      onFx(
          () -> {
            stage.setX(33);
            stage.setY(44);
            stage.setWidth(700);
            stage.setHeight(500);
          });
      until(() -> new WindowPlacement(33, 44, 700, 500, false).equals(settings.current().window()));
    }
    try (var settings = Shell.settings(folder, Map.of())) {
      open(settings);
      assertThat(fromFx(stage::getX)).isEqualTo(33);
      assertThat(fromFx(stage::getY)).isEqualTo(44);
      assertThat(fromFx(stage::getWidth)).isEqualTo(700);
      assertThat(fromFx(stage::getHeight)).isEqualTo(500);
    }
  }

  @Test
  void aPlaceOnAScreenThatIsGoneIsNotTaken_andTheSizeFitsTheScreen() {
    try (var settings = Shell.settings(folder, Map.of())) {
      settings.update(s -> s.withWindow(new WindowPlacement(9_000, 7_000, 9_999, 9_999, false)));
      open(settings);
      var screen = Screen.getPrimary().getVisualBounds();
      assertThat(fromFx(stage::getX)).isLessThan(screen.getMaxX());
      assertThat(fromFx(stage::getY)).isLessThan(screen.getMaxY());
      assertThat(fromFx(stage::getWidth)).isLessThanOrEqualTo(screen.getWidth());
      assertThat(fromFx(stage::getHeight)).isLessThanOrEqualTo(screen.getHeight());
    }
  }

  @Test
  void aDividerIsRememberedWhereItWasDragged(FxRobot robot) {
    try (var settings = Shell.settings(folder, Map.of())) {
      settings.update(s -> s.withWindow(new WindowPlacement(0, 0, 800, 500, false)));
      var split = open(settings);
      until(() -> fromFx(() -> isLaidOut(split)));
      assertThat(settings.current().panes()).isEmpty();
      Mouse.moveTo(robot, ".split-pane-divider").press(MouseButton.PRIMARY);
      // The headless mouse does not hold on to what it drags: the divider must keep up with it.
      for (int i = 0; i < 60; i++) {
        robot.moveBy(-2, 0);
        onFx(split::layout);
      }
      robot.release(MouseButton.PRIMARY);
      until(() -> settings.current().panes().getOrDefault("content", 1.0) < 0.5);
      double at = settings.current().panes().getOrDefault("content", 1.0);
      var again = open(settings);
      until(() -> Math.abs(fromFx(() -> again.getDividerPositions()[0]) - at) < 0.02);
    }
  }

  /** Whether the window has its size, and the divider stands where it is to stand. */
  private boolean isLaidOut(SplitPane split) {
    var divider = split.lookup(".split-pane-divider");
    return divider != null
        && stage.isFocused()
        && stage.getWidth() == 800
        && Math.abs(divider.localToScene(0, 0).getX() - 0.6 * split.getWidth()) < 10;
  }
}
