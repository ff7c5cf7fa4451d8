package org.sessiondesk.ui.fx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.sessiondesk.ui.testing.Desk.fromFx;
import static org.sessiondesk.ui.testing.Desk.onFx;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sessiondesk.settings.Theme;
import org.sessiondesk.ui.testing.Focus;
import org.sessiondesk.ui.testing.Mouse;
import org.sessiondesk.ui.testing.Screens;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

@ExtendWith(ApplicationExtension.class)
@SuppressWarnings("NullAway.Init")
class FxDialogsTest {
  private static final Problem PROBLEM =
      new Problem(
          "The store of persistent sessions cannot be reached.",
          "Nothing was changed. Temporary sessions go on as before.",
          "Wait for the connection to come back, or check it in the connection settings.",
          "SD-201",
          "Unavailable: redis.example.net:6379: Connection refused");

  private Stage owner;
  private ThemeControl theme;
  private Messages messages;
  private FxDialogs dialogs;

  @Start
  void start(Stage stage) {
    owner = stage;
    theme = new ThemeControl(Theme.LIGHT, List.of("desk", "main"));
    messages = new Messages(Locale.ENGLISH);
    var scene = new Scene(new StackPane(new Label("the window")), 900, 600);
    theme.dress(scene);
    stage.setScene(scene);
    stage.show();
    dialogs = new FxDialogs(stage, messages, theme);
  }

  @AfterEach
  void closeAll() {
    onFx(
        () ->
            List.copyOf(Window.getWindows()).stream()
                .filter(window -> !window.equals(owner))
                .forEach(Window::hide));
  }

  private static void until(Callable<Boolean> condition) {
    await().atMost(Duration.ofSeconds(10)).pollInterval(Duration.ofMillis(10)).until(condition);
  }

  private Optional<Stage> dialog() {
    return fromFx(
        () ->
            Window.getWindows().stream()
                .filter(window -> !window.equals(owner) && window.isShowing())
                .filter(Stage.class::isInstance)
                .map(Stage.class::cast)
                .findFirst());
  }

  private Scene shown() {
    until(() -> dialog().isPresent());
    return dialog().orElseThrow().getScene();
  }

  private void picture(String name) {
    var scene = shown();
    onFx(() -> theme.themeProperty().set(Theme.LIGHT));
    onFx(() -> Screens.save(scene, name + "-light-en"));
    onFx(() -> theme.themeProperty().set(Theme.DARK));
    onFx(() -> Screens.save(scene, name + "-dark-en"));
    onFx(() -> theme.themeProperty().set(Theme.LIGHT));
  }

  private AtomicReference<Boolean> ask(boolean dangerous) {
    var answer = new AtomicReference<Boolean>();
    Platform.runLater(
        () ->
            answer.set(
                dialogs.confirm(
                    new Dialogs.Confirmation(
                        "Delete 3,000 sessions?",
                        "So many sessions cannot be put back afterwards.",
                        "Delete 3,000",
                        dangerous))));
    shown();
    return answer;
  }

  @Test
  void aQuestionIsAnsweredByItsButton(FxRobot robot) {
    var answer = ask(true);
    picture("dialog-confirm");
    Mouse.clickOn(robot, "#dialog-confirm-action");
    until(() -> answer.get() != null);
    assertThat(answer.get()).isTrue();
  }

  @Test
  void whatHasToBeTypedIsTypedFirst(FxRobot robot) {
    var answer = new AtomicReference<Boolean>();
    Platform.runLater(
        () ->
            answer.set(
                dialogs.confirm(
                    new Dialogs.Confirmation(
                        "Delete 3 sessions in production?",
                        "Other programs use this store.",
                        "Delete 3",
                        true,
                        "TTS 生产"))));
    var scene = shown();
    var action = (Button) scene.lookup("#dialog-confirm-action");
    var field = (TextField) scene.lookup("#dialog-confirm-type");
    Focus.on(() -> field);
    robot.interact(() -> field.setText("tts 生产"));
    assertThat(fromFx(action::isDisabled)).isTrue();
    robot.push(KeyCode.ENTER);
    picture("dialog-typed");
    assertThat(answer.get()).isNull();
    robot.interact(() -> field.setText("TTS 生产 "));
    assertThat(fromFx(action::isDisabled)).isFalse();
    robot.push(KeyCode.ENTER);
    until(() -> answer.get() != null);
    assertThat(answer.get()).isTrue();
  }

  @Test
  void everyWindowIsFramed_asLongAsAFrameIsWanted() {
    onFx(() -> theme.frameProperty().set("desk-mark-red"));
    assertThat(fromFx(() -> owner.getScene().getRoot().getStyleClass()))
        .contains("desk-frame", "desk-mark-red");
    ask(false);
    var scene = shown();
    assertThat(fromFx(() -> scene.getRoot().getStyleClass())).contains("desk-frame");
    picture("dialog-framed");
    onFx(() -> theme.frameProperty().set(null));
    assertThat(fromFx(() -> scene.getRoot().getStyleClass()))
        .doesNotContain("desk-frame", "desk-mark-red");
  }

  @Test
  void escAndEnterDestroyNothing(FxRobot robot) {
    var escaped = ask(true);
    robot.push(KeyCode.ESCAPE);
    until(() -> escaped.get() != null);
    assertThat(escaped.get()).isFalse();

    var entered = ask(true);
    robot.push(KeyCode.ENTER);
    until(() -> entered.get() != null);
    assertThat(entered.get()).isFalse();
  }

  @Test
  void enterConfirmsWhatDestroysNothing(FxRobot robot) {
    var answer = ask(false);
    robot.push(KeyCode.ENTER);
    until(() -> answer.get() != null);
    assertThat(answer.get()).isTrue();
  }

  @Test
  void aProblemTellsWhatHappened_whatItMeans_andWhatToDo(FxRobot robot) {
    onFx(() -> dialogs.show(PROBLEM));
    var scene = shown();
    assertThat(text(scene, "dialog-problem-what")).isEqualTo(PROBLEM.what());
    assertThat(text(scene, "dialog-problem-meaning")).isEqualTo(PROBLEM.meaning());
    assertThat(text(scene, "dialog-problem-advice")).isEqualTo(PROBLEM.advice());
    assertThat(text(scene, "dialog-problem-code")).contains("SD-201");
    assertThat(fromFx(() -> scene.lookup("#dialog-problem-details").isVisible())).isFalse();
    picture("dialog-problem");

    Mouse.clickOn(robot, "#dialog-problem-toggle");
    until(() -> fromFx(() -> scene.lookup("#dialog-problem-details").isVisible()));
    picture("dialog-problem-details");
    Mouse.clickOn(robot, "#dialog-problem-copy");
    assertThat(fromFx(() -> Clipboard.getSystemClipboard().getString()))
        .contains("SD-201")
        .contains("Connection refused");
    robot.push(KeyCode.ESCAPE);
    until(() -> dialog().isEmpty());
  }

  private static String text(Scene scene, String id) {
    return fromFx(() -> ((Label) scene.lookup("#" + id)).getText());
  }

  @Test
  void theSameProblemIsNotShownTwice() {
    onFx(
        () -> {
          dialogs.show(PROBLEM);
          dialogs.show(PROBLEM);
        });
    shown();
    assertThat(fromFx(() -> Window.getWindows().size())).isEqualTo(2);
  }

  @Test
  void aPanelIsClosedByItself_orByEscWhereItAgrees_andItsTitleFollowsTheLanguage(FxRobot robot) {
    var panel = new Question();
    onFx(() -> dialogs.open(panel));
    shown();
    assertThat(dialog().map(Stage::getTitle)).contains("Copy");
    onFx(() -> messages.localeProperty().set(Locale.SIMPLIFIED_CHINESE));
    assertThat(dialog().map(Stage::getTitle)).contains("复制");

    robot.push(KeyCode.ESCAPE);
    assertThat(dialog()).isPresent();
    panel.agrees = true;
    robot.push(KeyCode.ESCAPE);
    until(() -> dialog().isEmpty());

    onFx(() -> dialogs.open(panel));
    shown();
    Mouse.clickOn(robot, "#panel-done");
    until(() -> dialog().isEmpty());
  }

  private static final class Question implements Dialogs.Panel {
    private final Button done = new Button("Done");
    private volatile boolean agrees;

    Question() {
      done.setId("panel-done");
    }

    @Override
    public String titleKey() {
      return "fx.dialog.copy";
    }

    @Override
    public Node content() {
      return done;
    }

    @Override
    public void onOpen(Runnable close) {
      done.setOnAction(_ -> close.run());
    }

    @Override
    public boolean mayClose() {
      return agrees;
    }
  }
}
