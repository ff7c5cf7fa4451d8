package org.sessiondesk.ui.main;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sessiondesk.ui.testing.Desk.fromFx;
import static org.sessiondesk.ui.testing.Desk.onFx;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.sessiondesk.session.SessionId;
import org.sessiondesk.settings.Language;
import org.sessiondesk.ui.testing.Dressed;
import org.sessiondesk.ui.testing.Mouse;
import org.sessiondesk.ui.testing.Screens;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/** 程序重启后，临时会话会丢失: nobody quits without being told, and asked. */
@SuppressWarnings("NullAway.Init")
class QuitTest extends ShellTest {
  @Start
  void start(Stage primary) {
    open(primary);
  }

  private final AtomicInteger quits = new AtomicInteger();
  private Stage dialog;
  private QuitModel quit;

  @BeforeEach
  void makeQuestion() {
    onFx(
        () -> {
          dialog = new Stage();
          dialog.initOwner(stage);
          quit =
              new QuitModel(
                  shell.service,
                  shell.actions,
                  shell.connections.stateProperty(),
                  quits::incrementAndGet,
                  shell.ui);
        });
  }

  @AfterEach
  void closeQuestion() {
    onFx(dialog::close);
  }

  /** Wants to close the window, and shows the question that this raises. */
  private void ask() {
    assertThat(fromFx(quit::mayQuit)).isFalse();
    onFx(
        () -> {
          var panel = shell.dialogs.panels().getLast();
          dialog.setScene(Dressed.scene(new StackPane(panel.content()), 560, 190, "main"));
          dialog.show();
          panel.onOpen(dialog::close);
        });
  }

  private <T extends Node> T asked(String id, Class<T> type) {
    return fromFx(
        () ->
            type.cast(
                Objects.requireNonNull(
                    Objects.requireNonNull(dialog.getScene()).lookup("#" + id), id)));
  }

  private SessionId temporary(String text) {
    return shell.add(text, false, Duration.ofHours(1));
  }

  private boolean shown() {
    return fromFx(dialog::isShowing);
  }

  @Test
  void withoutTemporarySessionsThatLive_nothingIsAsked() {
    shell.add("留", true, Duration.ofHours(1));
    shell.add("过期", false, Duration.ofMinutes(1));
    shell.clock.advance(Duration.ofMinutes(2));
    assertThat(fromFx(quit::mayQuit)).isTrue();
    assertThat(shell.dialogs.panels()).isEmpty();
  }

  @Test
  @DisplayName("退出前把临时会话转为持久化")
  void allCanBeMadePersistent_thenTheProgramEnds(FxRobot robot) {
    online();
    var first = temporary("一");
    var second = temporary("二");
    ask();
    assertThat(asked("quit-text", Labeled.class).getText()).startsWith("2 temporary sessions");
    picture();
    Mouse.clickOn(robot, "#quit-promote");
    until(() -> quits.get() == 1);
    assertThat(shell.persistent.find(first)).isPresent();
    assertThat(shell.persistent.find(second)).isPresent();
    assertThat(shell.temporary.count()).isZero();
    assertThat(shown()).isFalse();
  }

  private void picture() {
    for (boolean dark : new boolean[] {false, true}) {
      for (var language : new Language[] {Language.CHINESE, Language.ENGLISH}) {
        shell.settings.update(s -> s.withLanguage(language));
        onFx(() -> Dressed.theme(dark));
        onFx(
            () ->
                Screens.save(
                    Objects.requireNonNull(dialog.getScene()),
                    "main-quit-"
                        + (dark ? "dark-" : "light-")
                        + shell.ui.messages().locale().getLanguage()));
      }
    }
    onFx(() -> Dressed.theme(false));
  }

  @Test
  void withoutAStoreTheyCannotBeKept_andItSaysWhy(FxRobot robot) {
    temporary("一");
    ask();
    assertThat(asked("quit-promote", Node.class).isDisabled()).isTrue();
    assertThat(asked("quit-why", Labeled.class).getText()).startsWith("No store is connected");
    Mouse.clickOn(robot, "#quit-anyway");
    until(() -> quits.get() == 1);
  }

  @Test
  void enterAndEscapeStay(FxRobot robot) {
    online();
    var id = temporary("一");
    for (var key : new KeyCode[] {KeyCode.ENTER, KeyCode.ESCAPE}) {
      ask();
      until(() -> fromFx(() -> asked("quit-stay", Node.class).isFocused()));
      robot.type(key);
      until(() -> !shown());
    }
    assertThat(quits).hasValue(0);
    assertThat(shell.temporary.find(id)).isPresent();
  }

  @Test
  void whereOneCannotBeKept_theProgramStays() {
    var id = temporary("一");
    onFx(quit::promoteAndQuit);
    until(() -> !shell.dialogs.problems().isEmpty());
    assertThat(quits).hasValue(0);
    assertThat(shell.temporary.find(id)).isPresent();
  }
}
