package org.sessiondesk.ui.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.sessiondesk.ui.testing.Desk.fromFx;
import static org.sessiondesk.ui.testing.Desk.onFx;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.stage.Popup;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sessiondesk.connection.ConnectionProfile;
import org.sessiondesk.connection.ConnectionState;
import org.sessiondesk.connection.ServerInfo;
import org.sessiondesk.json.JacksonJson;
import org.sessiondesk.memory.MemorySessionStore;
import org.sessiondesk.service.SessionQuery;
import org.sessiondesk.service.SessionRow;
import org.sessiondesk.service.SessionService;
import org.sessiondesk.session.Json;
import org.sessiondesk.session.Session;
import org.sessiondesk.session.SessionId;
import org.sessiondesk.session.StoredSession;
import org.sessiondesk.text.TextSegmenter;
import org.sessiondesk.text.VoiceCatalog;
import org.sessiondesk.ui.fx.Notices.Level;
import org.sessiondesk.ui.testing.Dressed;
import org.sessiondesk.ui.testing.Focus;
import org.sessiondesk.ui.testing.Looks;
import org.sessiondesk.ui.testing.Mouse;
import org.sessiondesk.ui.testing.Screens;
import org.sessiondesk.ui.testing.StillConnection;
import org.sessiondesk.ui.testing.TestUi;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

@ExtendWith(ApplicationExtension.class)
class NewSessionPanelTest {
  private final SimpleObjectProperty<ConnectionState> connection =
      new SimpleObjectProperty<>(new ConnectionState.Off(ConnectionState.Off.Why.DISCONNECTED));
  private final AtomicInteger closed = new AtomicInteger();
  private final List<SessionId> shown = new ArrayList<>();
  private TestUi test;
  private SessionService service;
  private NewSessionModel model;
  private Scene scene;

  @Start
  void start(Stage stage) {
    Dressed.theme(false);
    test = TestUi.window(Locale.ENGLISH);
    service =
        new SessionService(
            new MemorySessionStore(test.clock()),
            StillConnection.none(),
            new TextSegmenter(),
            () -> Duration.ofMinutes(90),
            test.clock());
    model =
        new NewSessionModel(
            service,
            new VoiceCatalog(),
            new JacksonJson(),
            () -> Duration.ofMinutes(90),
            connection,
            test.ui());
    var panel = new NewSessionPanel(model, test.ui(), shown::add);
    scene = Dressed.scene((Parent) panel.content(), 640, 700, "form");
    stage.setScene(scene);
    stage.show();
    panel.onOpen(closed::incrementAndGet);
  }

  @AfterEach
  void close() {
    service.close();
  }

  private <T extends Node> T find(String id, Class<T> type) {
    return type.cast(fromFx(() -> scene.lookup("#" + id)));
  }

  private String text(String id) {
    return fromFx(
        () ->
            switch (scene.lookup("#" + id)) {
              case Labeled label -> label.isVisible() ? label.getText() : "";
              case TextInputControl field -> field.getText();
              case null, default -> throw new AssertionError(id);
            });
  }

  private void until(java.util.function.BooleanSupplier condition) {
    await()
        .atMost(Duration.ofSeconds(10))
        .pollInterval(Duration.ofMillis(10))
        .until(() -> fromFx(condition::getAsBoolean));
  }

  private void write(FxRobot robot, String id, String text) {
    Focus.on(() -> find(id, Node.class));
    robot.interact(() -> find(id, TextInputControl.class).setText(text));
  }

  private Session only() {
    var rows = new SessionRow[1];
    await()
        .until(
            () -> {
              var found =
                  service
                      .index()
                      .query(
                          new SessionQuery(
                              SessionQuery.View.ALL, "", SessionQuery.Column.CREATED, true));
              if (found.size() == 1) {
                rows[0] = found.get(0);
              }
              return found.size() == 1;
            });
    return ((StoredSession) service.open(rows[0].id()).orElseThrow()).session();
  }

  private void picture(String what) {
    Looks.save(scene, test.ui().messages(), "form-" + what);
  }

  @Test
  void createsATemporarySessionByKeyboard(FxRobot robot) {
    until(() -> scene.lookup("#form-text").isFocused());
    robot.write("Good day. Fine weather.");
    robot.type(KeyCode.TAB);
    robot.write("xiao");
    until(() -> Window.getWindows().stream().anyMatch(w -> w instanceof Popup));
    onFx(
        () ->
            Window.getWindows().stream()
                .filter(Popup.class::isInstance)
                .findFirst()
                .ifPresent(w -> Screens.save(w.getScene(), "form-voices-light-en")));
    robot.write("xiao");
    robot.type(KeyCode.DOWN).type(KeyCode.ENTER);
    assertThat(text("form-voice")).isEqualTo("zh-CN-XiaoxiaoNeural");
    robot.type(KeyCode.TAB);
    assertThat(find("form-name", Node.class).isFocused()).isTrue();
    robot.write("greeting");
    write(robot, "form-ttl", "2.5");
    assertThat(text("form-ttl-hint")).contains("12:00:00");
    assertThat(text("form-text-count")).startsWith("23 characters · 1 line");
    Mouse.clickOn(robot, "#form-metadata-add");
    robot.write("user");
    robot.type(KeyCode.TAB).type(KeyCode.TAB);
    robot.write("12345");
    picture("filled");
    robot.press(KeyCode.CONTROL).type(KeyCode.ENTER).release(KeyCode.CONTROL);
    until(() -> closed.get() == 1);
    var session = only();
    assertThat(session.text()).isEqualTo("Good day. Fine weather.");
    assertThat(session.name()).isEqualTo("greeting");
    assertThat(session.metadata()).isEqualTo(Json.EMPTY.with("user", new Json.Str("12345")));
    assertThat(Duration.between(session.createdAt(), session.expiresAt()))
        .isEqualTo(Duration.ofMinutes(150));
    var notice = test.ui().notices().shown().getFirst();
    assertThat(notice.level()).isEqualTo(Level.SUCCESS);
    var action = java.util.Objects.requireNonNull(notice.action());
    robot.interact(action);
    assertThat(shown).containsExactly(session.id());
  }

  @Test
  void saysBeforehandAndAfterwards_thatAPersistentSessionBecomesTemporary(FxRobot robot) {
    write(robot, "form-text", "这是一个重要的会话，需要永久保存。");
    write(robot, "form-voice", "zh-CN-XiaoxiaoNeural");
    Mouse.clickOn(robot, "#form-persistent");
    assertThat(text("form-store-hint")).contains("would be created as temporary");
    assertThat(find("form-ttl", Node.class).isDisabled()).isTrue();
    picture("fallback");
    Mouse.clickOn(robot, "#form-create");
    until(() -> closed.get() == 1);
    var session = only();
    assertThat(session.fallback()).isTrue();
    assertThat(session.persistent()).isFalse();
    assertThat(test.ui().notices().shown())
        .singleElement()
        .satisfies(
            notice -> {
              assertThat(notice.level()).isEqualTo(Level.WARNING);
              assertThat(notice.text()).contains("created as temporary");
            });
  }

  @Test
  void namesTheStoreThatAPersistentSessionGoesTo() {
    onFx(
        () ->
            connection.set(
                new ConnectionState.Online(
                    ConnectionProfile.BUILT_IN,
                    test.clock().instant(),
                    new ServerInfo("7.2.0", "standalone", "master"))));
    assertThat(text("form-store-hint")).isEqualTo("Kept for ever in the built-in store.");
    picture("empty");
  }

  @Test
  void showsEachFaultAtItsField_onceSomebodyTriesToCreate(FxRobot robot) {
    for (var field : List.of("text", "voice", "ttl", "metadata")) {
      assertThat(text("form-" + field + "-error")).isEmpty();
    }
    write(robot, "form-voice", "Xiaoxiao");
    write(robot, "form-ttl", "0");
    Mouse.clickOn(robot, "#form-metadata-as-json");
    write(robot, "form-metadata-text", "{\"a\": 1, \"a\": 2}");
    Mouse.clickOn(robot, "#form-create");
    assertThat(text("form-text-error")).isEqualTo("A text is needed.");
    assertThat(text("form-voice-error")).contains("no voice name");
    assertThat(text("form-ttl-error")).contains("more than zero");
    assertThat(text("form-metadata-error")).isNotEmpty();
    assertThat(text("form-metadata-text-error")).contains("twice");
    until(() -> scene.lookup("#form-text").isFocused());
    picture("faults");
    write(robot, "form-ttl", "abc");
    assertThat(text("form-ttl-error")).contains("1.5");
    write(robot, "form-ttl", "87661");
    assertThat(text("form-ttl-error")).contains("ten years");
    assertThat(service.index().counts().total()).isZero();
    assertThat(closed).hasValue(0);
  }

  @Test
  void tellsAFieldsFaultOnceItWasLeft(FxRobot robot) {
    until(() -> scene.lookup("#form-text").isFocused());
    robot.type(KeyCode.TAB);
    assertThat(text("form-text-error")).isEqualTo("A text is needed.");
    assertThat(text("form-voice-error")).isEmpty();
  }

  @Test
  void aWellFormedVoiceThatNobodyKnowsIsAllowed_withAHint(FxRobot robot) {
    write(robot, "form-text", "你好");
    write(robot, "form-voice", "zh-CN-NobodyNeural");
    until(() -> scene.lookup("#form-voice-hint").isVisible());
    Mouse.clickOn(robot, "#form-create");
    until(() -> closed.get() == 1);
    assertThat(only().voice()).isEqualTo("zh-CN-NobodyNeural");
  }

  @Test
  void aClickBesideTheOpenListOfVoicesIsNotLost(FxRobot robot) {
    Mouse.clickOn(robot, "#form-voice-open");
    until(() -> Window.getWindows().stream().anyMatch(w -> w instanceof Popup));
    Mouse.clickOn(robot, "#form-voice-open");
    until(() -> Window.getWindows().stream().noneMatch(w -> w instanceof Popup));
    Mouse.clickOn(robot, "#form-voice-open");
    until(() -> Window.getWindows().stream().anyMatch(w -> w instanceof Popup));
    Mouse.clickOn(robot, "#form-name");
    until(() -> scene.lookup("#form-name").isFocused());
    Focus.on(() -> scene.lookup("#form-name"));
    robot.write("n");
    assertThat(text("form-name")).isEqualTo("n");
    assertThat(fromFx(() -> Window.getWindows().size())).isEqualTo(1);
  }

  @Test
  void escapeAsksOnlyWhenSomethingWouldBeLost(FxRobot robot) {
    until(() -> scene.lookup("#form-text").isFocused());
    Focus.on(() -> scene.lookup("#form-text"));
    test.dialogs().answer(false);
    robot.write("x");
    robot.type(KeyCode.ESCAPE);
    assertThat(test.dialogs().confirmations()).hasSize(1);
    assertThat(closed).hasValue(0);
    robot.type(KeyCode.BACK_SPACE).type(KeyCode.ESCAPE);
    until(() -> closed.get() == 1);
    assertThat(test.dialogs().confirmations()).hasSize(1);
  }

  @Test
  void takesAMegabyteWithoutStoppingTheWindow_andKeepsEveryCharacter(FxRobot robot) {
    var text = "字\u0007😀مرحبا ".repeat(110_000);
    robot.interact(() -> model.textProperty().set(text));
    write(robot, "form-voice", "zh-CN-XiaoxiaoNeural");
    picture("huge");
    Mouse.clickOn(robot, "#form-text-next");
    Focus.on(() -> scene.lookup("#form-text"));
    robot.write("Z");
    Mouse.clickOn(robot, "#form-create");
    until(() -> closed.get() == 1);
    var stored = only().text();
    assertThat(stored).hasSize(text.length() + 1);
    assertThat(stored.replace("Z", "")).isEqualTo(text);
  }
}
