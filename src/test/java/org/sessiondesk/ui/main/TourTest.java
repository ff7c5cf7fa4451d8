package org.sessiondesk.ui.main;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sessiondesk.ui.testing.Desk.fromFx;
import static org.sessiondesk.ui.testing.Desk.onFx;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.sessiondesk.settings.WindowChoices;
import org.sessiondesk.ui.testing.Focus;
import org.sessiondesk.ui.testing.Mouse;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/** The tour of the first start, and what is said once where no font has Chinese characters. */
class TourTest extends ShellTest {
  @Start
  void start(Stage primary) {
    open(primary);
    shell.settings.update(s -> WindowChoices.DEFAULT.in(s).withoutUi("window.fonttold"));
  }

  private boolean shown() {
    return fromFx(() -> find("tour", Node.class).isVisible());
  }

  private boolean seen() {
    return WindowChoices.of(shell.settings.current()).tourSeen();
  }

  @Test
  void beginsByItselfOnce_isWalkedThrough_andComesBackFromTheMenu(FxRobot robot) {
    onFx(shell.tour::beginOnce);
    until(this::shown);
    assertThat(text("tour-title")).isEqualTo("Temporary and persistent");
    Mouse.clickOn(robot, "#tour-next");
    untilText("tour-title", "Everything by keyboard");
    Mouse.clickOn(robot, "#tour-back");
    untilText("tour-title", "Temporary and persistent");
    Mouse.clickOn(robot, "#tour-next");
    untilText("tour-title", "Everything by keyboard");
    Mouse.clickOn(robot, "#tour-next");
    untilText("tour-next", "Done");
    Mouse.clickOn(robot, "#tour-next");
    until(() -> !shown() && seen());

    onFx(shell.tour::beginOnce);
    assertThat(shown()).isFalse();
    Mouse.clickOn(robot, "#main-menu");
    Mouse.clickOn(robot, "#menu-tour");
    until(() -> shown() && focused("tour-next"));
    Mouse.clickOn(robot, "#tour-skip");
    until(() -> !shown());
  }

  @Test
  void isGoneThroughByTheKeyboardAlone_andTheFocusGoesBack(FxRobot robot) {
    Focus.on(() -> find("table-sessions", Node.class));
    press(robot, KeyCode.CONTROL, KeyCode.K);
    until(() -> focused("palette-field"));
    robot.write("tour");
    press(robot, KeyCode.ENTER);
    until(() -> shown() && focused("tour-next"));
    press(robot, KeyCode.SPACE);
    untilText("tour-title", "Everything by keyboard");
    press(robot, KeyCode.ESCAPE);
    until(() -> !shown());
    until(() -> focused("table-sessions"));
  }

  @Test
  void isSkippedForEver(FxRobot robot) {
    onFx(shell.tour::beginOnce);
    until(this::shown);
    Mouse.clickOn(robot, "#tour-skip");
    until(() -> !shown() && seen());
  }

  @Test
  void aMissingChineseFontIsToldOnce_withWhatToInstall() {
    onFx(
        () -> {
          var fonts = new ChineseFonts(shell.settings, shell.ui);
          fonts.tell(List.of("DejaVu Sans", "Noto Sans CJK SC"));
          assertThat(shell.ui.notices().shown()).isEmpty();
          fonts.tell(List.of("DejaVu Sans", "Liberation Mono"));
          assertThat(shell.ui.notices().shown().getFirst().text()).contains("fonts-noto-cjk");
          shell.ui.notices().dismiss(shell.ui.notices().shown().getFirst());
          fonts.tellOnce();
        });
    assertThat(fromFx(() -> shell.ui.notices().shown())).isEmpty();
    assertThat(shell.settings.current().ui("window.fonttold")).isPresent();
  }
}
