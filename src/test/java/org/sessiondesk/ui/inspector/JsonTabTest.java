package org.sessiondesk.ui.inspector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.sessiondesk.ui.testing.Desk.fromFx;
import static org.sessiondesk.ui.testing.Desk.onFx;

import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.TabPane;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.fxmisc.richtext.CodeArea;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sessiondesk.json.JacksonJson;
import org.sessiondesk.session.DraftStore;
import org.sessiondesk.session.Json;
import org.sessiondesk.session.Session;
import org.sessiondesk.session.SessionId;
import org.sessiondesk.session.StoredSession;
import org.sessiondesk.text.VoiceCatalog;
import org.sessiondesk.ui.testing.Desk;
import org.sessiondesk.ui.testing.Dressed;
import org.sessiondesk.ui.testing.Focus;
import org.sessiondesk.ui.testing.Looks;
import org.sessiondesk.ui.testing.Mouse;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** Editing a session as JSON, as an operator does. */
@ExtendWith(ApplicationExtension.class)
class JsonTabTest {
  private Desk desk;
  private InspectorModel model;
  private Scene scene;

  @Start
  void start(Stage stage) {
    Dressed.theme(false);
    desk = new Desk(Locale.ENGLISH);
    var format = new JacksonJson();
    model =
        new InspectorModel(
            desk.service,
            desk.actions,
            format,
            new VoiceCatalog(),
            Silence.of(desk.ui),
            DraftStore.NONE,
            desk.ui);
    var view = new InspectorView(model, format, desk.ui);
    scene = Dressed.scene((Parent) view.node(), 460, 760, "inspector");
    stage.setScene(scene);
    stage.show();
  }

  @AfterEach
  void close() {
    onFx(model::close);
    desk.service.close();
  }

  private SessionId open(String text) {
    var metadata =
        Json.EMPTY
            .with("type", new Json.Str("important"))
            .with("user_id", new Json.Num("12345678901234567890"))
            .with("vip", new Json.Bool(true));
    var id =
        desk.add(
            desk.session(
                text, "问候语", "zh-CN-XiaoxiaoNeural", Duration.ofHours(2), false, metadata));
    onFx(() -> model.show(id));
    until(() -> model.contentProperty().get() instanceof Content.Open);
    onFx(() -> ((TabPane) node("inspector-tabs")).getSelectionModel().selectLast());
    until(() -> !model.draft().json().textProperty().get().isEmpty());
    return id;
  }

  private Session stored(SessionId id) {
    return ((StoredSession) desk.service.open(id).orElseThrow()).session();
  }

  private void until(BooleanSupplier condition) {
    await()
        .atMost(Duration.ofSeconds(10))
        .pollInterval(Duration.ofMillis(10))
        .until(() -> fromFx(condition::getAsBoolean));
  }

  private Node node(String id) {
    return Objects.requireNonNull(scene.lookup("#" + id), id);
  }

  private CodeArea code() {
    return (CodeArea) node("inspector-json");
  }

  private String words(String id) {
    return fromFx(() -> ((Label) node(id)).getText());
  }

  /** Puts the caret behind {@code what}, as a click there does. */
  private void caretBehind(String what) {
    Focus.on(this::code);
    onFx(() -> code().moveTo(code().getText().indexOf(what) + what.length()));
  }

  @Test
  void isTypedInto_markedAsUnsaved_andSaved(FxRobot robot) {
    var id = open("天气");
    assertThat(fromFx(() -> code().getStyleOfChar(code().getText().indexOf("\"text\""))))
        .containsExactly("json-key");
    caretBehind("\"important");
    robot.write("!");
    until(() -> node("inspector-unsaved").isVisible());
    Looks.save(scene, desk.ui.messages(), "inspector-json-edited");
    robot.press(KeyCode.CONTROL).type(KeyCode.S).release(KeyCode.CONTROL);
    until(() -> !model.dirtyProperty().get());
    var saved = (Json.Obj) stored(id).metadata();
    assertThat(saved.members().get("type")).isEqualTo(new Json.Str("important!"));
    assertThat(saved.members().get("user_id")).isEqualTo(new Json.Num("12345678901234567890"));
  }

  @Test
  void aFault_isShownWhereItIs_andLocksTheOtherFieldsUntilItIsMended(FxRobot robot) {
    open("天气");
    caretBehind("\"vip\": ");
    robot.write("x");
    until(() -> node("inspector-json-error").isVisible());
    assertThat(words("inspector-json-error")).startsWith("Line 13");
    assertThat(fromFx(() -> node("inspector-save").isDisabled())).isTrue();
    Mouse.clickOn(robot, "#inspector-json-error-show");
    until(() -> code().isFocused());
    Looks.save(scene, desk.ui.messages(), "inspector-json-fault");
    onFx(() -> ((TabPane) node("inspector-tabs")).getSelectionModel().selectFirst());
    until(() -> node("inspector-faulty-json").isVisible());
    assertThat(fromFx(() -> node("inspector-name").isDisabled())).isTrue();
    Looks.save(scene, desk.ui.messages(), "inspector-json-locked");
    Mouse.clickOn(robot, "#inspector-faulty-json-show");
    until(() -> code().getText().contains("\"vip\": xtrue"));
    Mouse.clickOn(robot, "#inspector-revert");
    until(() -> !model.dirtyProperty().get());
    assertThat(fromFx(() -> code().getText())).contains("\"vip\": true");
  }

  @Test
  void findsByKeyboard(FxRobot robot) {
    open("天气");
    Focus.on(this::code);
    robot.press(KeyCode.CONTROL).type(KeyCode.F).release(KeyCode.CONTROL);
    until(() -> node("inspector-json-find").isFocused());
    robot.write("TA");
    until(() -> code().getSelectedText().equals("ta"));
    robot.type(KeyCode.ENTER);
    assertThat(words("inspector-json-find-place")).isEqualTo("2 of 3");
    assertThat(fromFx(() -> code().getText().substring(code().getSelection().getStart())))
        .startsWith("ta\": {");
    Looks.save(scene, desk.ui.messages(), "inspector-json-find");
    robot.type(KeyCode.ESCAPE);
    until(() -> code().isFocused());
    assertThat(fromFx(() -> node("inspector-json-find").getParent().isVisible())).isFalse();
  }

  @Test
  void aLongLine_isEditedByPagesWithoutColours() {
    open("长".repeat(100_000));
    until(() -> node("inspector-json-pages").getParent().isVisible());
    assertThat(fromFx(() -> code().getText())).isEmpty();
    onFx(
        () ->
            model
                .draft()
                .json()
                .textProperty()
                .set(model.draft().json().textProperty().get().replace("问候语", "问候")));
    assertThat(fromFx(() -> model.draft().nameProperty().get())).isEqualTo("问候");
  }
}
