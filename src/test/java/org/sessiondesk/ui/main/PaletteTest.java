package org.sessiondesk.ui.main;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sessiondesk.ui.testing.Desk.fromFx;
import static org.sessiondesk.ui.testing.Desk.onFx;

import java.time.Duration;
import java.util.Locale;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.sessiondesk.connection.ConnectionState;
import org.sessiondesk.service.SessionQuery.View;
import org.sessiondesk.settings.Language;
import org.sessiondesk.settings.Theme;
import org.sessiondesk.ui.testing.Focus;
import org.sessiondesk.ui.testing.Mouse;
import org.sessiondesk.ui.testing.Screens;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/** The command palette and the list of keys in the window. */
class PaletteTest extends ShellTest {
  @Start
  void start(Stage primary) {
    open(primary);
  }

  private void openPalette(FxRobot robot) {
    press(robot, KeyCode.CONTROL, KeyCode.K);
    until(() -> focused("palette-field"));
  }

  private boolean shows(String id) {
    return fromFx(() -> scene().lookup("#" + id) != null);
  }

  private int lines() {
    return fromFx(() -> find("palette-list", ListView.class).getItems().size());
  }

  @Test
  void anActionIsDoneByItsLetters_andTheFocusGoesBack(FxRobot robot) {
    Focus.on(() -> find("sidebar", Node.class));
    openPalette(robot);
    robot.write("new ses");
    press(robot, KeyCode.ENTER);
    until(() -> shell.opened.contains("new"));
    assertThat(shows("palette")).isFalse();
    until(() -> focused("sidebar"));
  }

  @Test
  void escapeTheSameKeysAndAClickBesidePutItAway(FxRobot robot) {
    Focus.on(() -> find("sidebar", Node.class));
    openPalette(robot);
    press(robot, KeyCode.ESCAPE);
    until(() -> !shows("palette") && focused("sidebar"));
    openPalette(robot);
    press(robot, KeyCode.CONTROL, KeyCode.K);
    until(() -> !shows("palette"));
    openPalette(robot);
    robot.clickOn(stage.getX() + stage.getWidth() - 20, stage.getY() + stage.getHeight() - 20);
    until(() -> !shows("palette"));
  }

  @Test
  void tabStaysInIt(FxRobot robot) {
    openPalette(robot);
    press(robot, KeyCode.TAB);
    assertThat(focused("palette-field")).isTrue();
    onFx(() -> find("sidebar", Node.class).requestFocus());
    assertThat(focused("palette-field")).isTrue();
  }

  @Test
  void placesAndSavedViewsAreGoneTo(FxRobot robot) {
    openPalette(robot);
    robot.write("dash");
    press(robot, KeyCode.ENTER);
    until(() -> shows("dashboard"));

    var id =
        fromFx(
            () ->
                shell
                    .sidebar
                    .views()
                    .save(
                        "Morning trains",
                        org.sessiondesk.service.SessionQuery.ALL.withSearch("train")));
    openPalette(robot);
    robot.write("mtr");
    press(robot, KeyCode.ENTER);
    until(() -> fromFx(() -> shell.sidebar.placeProperty().get()).equals(new Place.Saved(id)));
    assertThat(fromFx(() -> shell.table.searchProperty().get())).isEqualTo("train");
  }

  @Test
  void aProfileIsConnectedTo(FxRobot robot) {
    openPalette(robot);
    robot.write("production");
    press(robot, KeyCode.ENTER);
    until(() -> shell.connection.state() instanceof ConnectionState.Connecting);
    assertThat(shell.settings.current().activeProfileId()).isEqualTo("prod");
  }

  @Test
  void aSessionIsFoundFromTheDashboard_andOpenedInTheTable(FxRobot robot) {
    var id = shell.add("The train to Kowloon", false, Duration.ofHours(1));
    untilCounted(View.ALL, 1);
    onFx(() -> shell.sidebar.placeProperty().set(new Place.Dashboard()));
    openPalette(robot);
    robot.write("kowloon");
    until(() -> lines() == 1);
    press(robot, KeyCode.ENTER);
    until(() -> id.equals(fromFx(() -> shell.table.openedProperty().get())));
    assertThat(fromFx(() -> shell.sidebar.placeProperty().get()))
        .isEqualTo(new Place.Sessions(View.ALL));
  }

  @Test
  void whatFitsNothingSelectedIsGreyWithItsReason_andDoesNothing(FxRobot robot) {
    openPalette(robot);
    robot.write("copy csv");
    until(() -> lines() >= 1);
    assertThat(fromFx(() -> find("palette-list", ListView.class).getItems().toString()))
        .contains("No session is selected.");
    press(robot, KeyCode.ENTER);
    assertThat(shows("palette")).isTrue();
  }

  @Test
  void aLineIsClicked(FxRobot robot) {
    openPalette(robot);
    robot.write("about");
    until(() -> lines() >= 1);
    Mouse.clickOn(robot, "#palette-list .list-cell");
    until(() -> shell.opened.contains("about"));
  }

  @Test
  void inAChineseWindowEnglishWordsFindToo(FxRobot robot) {
    onFx(() -> shell.settings.update(s -> s.withLanguage(Language.CHINESE)));
    openPalette(robot);
    robot.write("about");
    until(() -> lines() >= 1);
    press(robot, KeyCode.ENTER);
    until(() -> shell.opened.contains("about"));
  }

  @Test
  void allKeysAreListed_byF1_andPutAwayByIt(FxRobot robot) {
    Focus.on(() -> find("sidebar", Node.class));
    press(robot, KeyCode.F1);
    until(() -> shows("shortcuts"));
    var listed =
        fromFx(
            () ->
                find("shortcuts", Node.class).lookupAll(".label").stream()
                    .map(node -> ((Labeled) node).getText())
                    .toList());
    assertThat(listed)
        .contains("Ctrl+K", "Ctrl+N", "F5", "F1", "New session…", "Ctrl+Shift+E", "Alt+↑ ↓");
    press(robot, KeyCode.F1);
    until(() -> !shows("shortcuts") && focused("sidebar"));
    press(robot, KeyCode.F1);
    until(() -> shows("shortcuts"));
    Mouse.clickOn(robot, "#shortcuts-close");
    until(() -> !shows("shortcuts"));
  }

  @Test
  void theMenuOpensBoth(FxRobot robot) {
    Mouse.clickOn(robot, "#main-menu");
    Mouse.clickOn(robot, "#menu-palette");
    until(() -> focused("palette-field"));
    press(robot, KeyCode.ESCAPE);
    Mouse.clickOn(robot, "#main-menu");
    Mouse.clickOn(robot, "#menu-keys");
    until(() -> shows("shortcuts"));
  }

  @Test
  void pictures(FxRobot robot) {
    shell.add("会话：你好，今天天气很好。", false, Duration.ofMinutes(72));
    shell.add("The session of the morning train.", true, Duration.ofHours(1));
    online();
    untilCounted(View.ALL, 2);
    openPalette(robot);
    picture("palette");
    onFx(() -> find("palette-field", TextField.class).setText("se"));
    until(() -> lines() > 8);
    picture("palette-typed");
    press(robot, KeyCode.ESCAPE);
    press(robot, KeyCode.F1);
    until(() -> shows("shortcuts"));
    picture("shortcuts");
  }

  private void picture(String what) {
    for (var theme : new Theme[] {Theme.LIGHT, Theme.DARK}) {
      for (var language : new Language[] {Language.ENGLISH, Language.CHINESE}) {
        onFx(() -> shell.settings.update(s -> s.withTheme(theme).withLanguage(language)));
        onFx(() -> scene().getRoot().layout());
        onFx(
            () ->
                Screens.save(
                    scene(),
                    "%s-%s-%s"
                        .formatted(
                            what,
                            theme.name().toLowerCase(Locale.ROOT),
                            language == Language.CHINESE ? "zh" : "en")));
      }
    }
    onFx(() -> shell.settings.update(s -> s.withTheme(Theme.LIGHT).withLanguage(Language.ENGLISH)));
  }
}
