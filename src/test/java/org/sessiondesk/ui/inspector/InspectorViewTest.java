package org.sessiondesk.ui.inspector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.sessiondesk.ui.testing.Desk.fromFx;
import static org.sessiondesk.ui.testing.Desk.onFx;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Labeled;
import javafx.scene.control.TabPane;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.fxmisc.richtext.CodeArea;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sessiondesk.json.JacksonJson;
import org.sessiondesk.memory.MemorySessionStore;
import org.sessiondesk.service.SessionService;
import org.sessiondesk.session.DraftStore;
import org.sessiondesk.session.Json;
import org.sessiondesk.session.Progress;
import org.sessiondesk.session.Session;
import org.sessiondesk.session.SessionId;
import org.sessiondesk.session.StoredSession;
import org.sessiondesk.session.UpdateResult;
import org.sessiondesk.testing.Sessions;
import org.sessiondesk.text.TextSegmenter;
import org.sessiondesk.text.VoiceCatalog;
import org.sessiondesk.ui.action.SessionActions;
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
class InspectorViewTest {
  private static final String POEM =
      "你好，今天天气很好。我们去公园走走吧！Session Desk 支持中文与 English 混排。价格是 3.14 元……";

  private TestUi test;
  private MemorySessionStore store;
  private SessionService service;
  private InspectorModel model;
  private Scene scene;

  @Start
  void start(Stage stage) {
    Dressed.theme(false);
    test = TestUi.window(Locale.ENGLISH);
    store = new MemorySessionStore(test.clock());
    service =
        new SessionService(
            store,
            StillConnection.none(),
            new TextSegmenter(),
            () -> Duration.ofHours(1),
            test.clock());
    var format = new JacksonJson();
    model =
        new InspectorModel(
            service,
            new SessionActions(service, test.ui()),
            format,
            new VoiceCatalog(),
            Silence.of(test.ui()),
            DraftStore.NONE,
            test.ui());
    var view = new InspectorView(model, format, test.ui());
    scene = Dressed.scene((Parent) view.node(), 420, 720, "inspector");
    stage.setScene(scene);
    stage.show();
  }

  @AfterEach
  void close() {
    onFx(model::close);
    service.close();
  }

  private Session add(UnaryOperator<Session> edit) {
    var session = edit.apply(Sessions.temporary(test.clock().instant(), Duration.ofHours(1), POEM));
    store.insert(session);
    return session;
  }

  private void open(Session session) {
    onFx(() -> model.show(session.id()));
    until(() -> model.contentProperty().get() instanceof Content.Open);
  }

  private void elsewhere(SessionId id, UnaryOperator<Session> edit) {
    var seen = (StoredSession) service.open(id).orElseThrow();
    assertThat(service.update(seen, edit.apply(seen.session())))
        .isInstanceOf(UpdateResult.Saved.class);
  }

  private Session stored(Session session) {
    return ((StoredSession) service.open(session.id()).orElseThrow()).session();
  }

  private void until(BooleanSupplier condition) {
    await()
        .atMost(Duration.ofSeconds(10))
        .pollInterval(Duration.ofMillis(10))
        .until(() -> fromFx(condition::getAsBoolean));
  }

  private Node node(String id) {
    var found = scene.lookup("#" + id);
    if (found == null) {
      throw new AssertionError(id);
    }
    return found;
  }

  private String text(String id) {
    return fromFx(
        () ->
            switch (node(id)) {
              case Labeled label -> label.getText();
              case TextInputControl field -> field.getText();
              case CodeArea code -> code.getText();
              default -> throw new AssertionError(id);
            });
  }

  /** A tab's content is in the scene, and has a place there, only once it has been laid out. */
  private void tab(int index) {
    until(
        () -> {
          var tabs = (TabPane) node("inspector-tabs");
          tabs.getSelectionModel().select(index);
          scene.getRoot().applyCss();
          scene.getRoot().layout();
          var content = tabs.getTabs().get(index).getContent();
          return scene.equals(content.getScene()) && content.getLayoutBounds().getHeight() > 0;
        });
  }

  private void type(FxRobot robot, String id, String text) {
    Focus.on(() -> node(id));
    robot.interact(() -> ((TextInputControl) node(id)).selectAll());
    robot.write(text);
  }

  private void picture(String what) {
    Looks.save(scene, test.ui().messages(), "inspector-" + what);
  }

  @Test
  void editsAndSavesByKeyboard(FxRobot robot) {
    var session = add(s -> s.withName("问候语"));
    open(session);
    assertThat(text("inspector-title")).isEqualTo("问候语");
    assertThat(text("inspector-left")).isEqualTo("1:00:00");
    type(robot, "inspector-name", "Greeting");
    assertThat(fromFx(() -> node("inspector-unsaved").isVisible())).isTrue();
    picture("edited");
    robot.press(KeyCode.CONTROL).type(KeyCode.S).release(KeyCode.CONTROL);
    until(() -> !model.dirtyProperty().get());
    assertThat(stored(session).name()).isEqualTo("Greeting");
    assertThat(stored(session).text()).isEqualTo(POEM);
  }

  @Test
  void countsDown() {
    open(add(s -> s));
    onFx(() -> test.pass(Duration.ofMinutes(30)));
    assertThat(text("inspector-left")).isEqualTo("30:00");
    onFx(() -> test.pass(Duration.ofMinutes(30)));
    assertThat(text("inspector-state")).isEqualTo("Expired");
    picture("expired");
  }

  @Test
  void aConflictingEditIsRefused_withBothVersionsToBeSeen(FxRobot robot) {
    var session = add(s -> s.withMetadata(Json.EMPTY.with("a", new Json.Num("1"))));
    open(session);
    type(robot, "inspector-text", "Mine");
    elsewhere(
        session.id(),
        s -> s.withText("别人的文本").withMetadata(Json.EMPTY.with("a", new Json.Num("2"))));
    until(() -> node("inspector-elsewhere").isVisible());
    picture("elsewhere");
    Mouse.clickOn(robot, "#inspector-save");
    until(() -> model.mergeProperty().get() != null);
    assertThat(stored(session).text()).isEqualTo("别人的文本");
    assertThat(text("inspector-merge-text-is-mine")).isEqualTo("Mine");
    assertThat(text("inspector-merge-text-is-theirs")).isEqualTo("别人的文本");
    assertThat(text("inspector-merge-text-was")).isEqualTo(POEM);
    assertThat(fromFx(() -> node("inspector-merge-save").isDisabled())).isTrue();
    picture("conflict");
    robot.interact(
        () -> ((javafx.scene.control.ToggleButton) node("inspector-merge-text-mine")).fire());
    Mouse.clickOn(robot, "#inspector-merge-save");
    until(() -> !model.dirtyProperty().get());
    assertThat(stored(session).text()).isEqualTo("Mine");
    assertThat(stored(session).metadata()).isEqualTo(Json.EMPTY.with("a", new Json.Num("2")));
  }

  @Test
  void revertsAndDeletes(FxRobot robot) {
    var session = add(s -> s);
    open(session);
    type(robot, "inspector-name", "X");
    Mouse.clickOn(robot, "#inspector-revert");
    assertThat(text("inspector-name")).isEmpty();
    Mouse.clickOn(robot, "#inspector-delete");
    until(() -> model.contentProperty().get() instanceof Content.Missing);
    assertThat(service.open(session.id())).isEmpty();
    picture("missing");
  }

  @Test
  void undoInTheTextNeverBringsBackAnotherSessionsText(FxRobot robot) {
    var one = add(s -> s.withText("one"));
    var two = add(s -> s.withText("two"));
    open(one);
    type(robot, "inspector-text", "secret of one");
    Mouse.clickOn(robot, "#inspector-revert");
    open(two);
    until(() -> text("inspector-text").equals("two"));
    Focus.on(() -> node("inspector-text"));
    robot.press(KeyCode.CONTROL).type(KeyCode.Z).type(KeyCode.Z).release(KeyCode.CONTROL);
    assertThat(text("inspector-text")).isEqualTo("two");
  }

  @Test
  void segmentsAndShowsSentencesWithTheirWords(FxRobot robot) {
    var session = add(s -> s);
    open(session);
    tab(1);
    Mouse.clickOn(robot, "#inspector-segment");
    until(() -> text("inspector-sentence-count").startsWith("4 sentences"));
    picture("sentences");
  }

  @Test
  @DisplayName("Copy as curl on every session")
  void copiesCallsOfTheApi(FxRobot robot) {
    var session = add(s -> s.withName("it's"));
    open(session);
    Mouse.clickOn(robot, "#inspector-curl");
    until(() -> robot.lookup("#inspector-curl-segment").tryQuery().isPresent());
    onFx(
        () ->
            Window.getWindows().stream()
                .filter(ContextMenu.class::isInstance)
                .forEach(menu -> Screens.save(menu.getScene(), "inspector-curl-light-en")));
    Mouse.clickOn(robot, "#inspector-curl-segment");
    var path = "/api/v1/sessions/" + session.id().value();
    assertThat(clipboard()).isEqualTo("curl -X POST 'http://127.0.0.1:8000" + path + "/segment'");
    Mouse.clickOn(robot, "#inspector-curl");
    until(() -> robot.lookup("#inspector-curl-create").tryQuery().isPresent());
    Mouse.clickOn(robot, "#inspector-curl-create");
    assertThat(clipboard()).contains("今天天气很好", "it'\\''s");
  }

  private static String clipboard() {
    return fromFx(() -> Objects.requireNonNullElse(Clipboard.getSystemClipboard().getString(), ""));
  }

  @Test
  void editsMetadataKeepingTypes(FxRobot robot) {
    var metadata =
        (Json.Obj)
            new JacksonJson()
                .parse(
                    "{\"type\": \"important\", \"user_id\": 12345678901234567890, \"vip\": true,"
                        + " \"tags\": [\"a\", {\"b\": null}], \"note\": null}");
    var session = add(s -> s.withMetadata(metadata));
    open(session);
    tab(2);
    robot.interact(
        () -> {
          var field = scene.getRoot().lookup("#inspector-metadata-rows").lookupAll(".text-field");
          ((TextInputControl) List.copyOf(field).get(1)).setText("urgent");
        });
    picture("metadata");
    Mouse.clickOn(robot, "#inspector-save");
    until(() -> !model.dirtyProperty().get());
    assertThat(stored(session).metadata()).isEqualTo(metadata.with("type", new Json.Str("urgent")));
    tab(3);
    assertThat(text("inspector-json")).contains("12345678901234567890");
    picture("json");
  }

  @Test
  void showsEmojiArabicAndControlCharacters_andKeepsThem(FxRobot robot) {
    var odd = "😀👨‍👩‍👧 مرحبا بالعالم\r\n\u0000\u001B[31m rot\u0007\tTab " + "Z͑ͫ";
    var session = add(s -> s.withText(odd).withName("a\nb"));
    open(session);
    Focus.on(() -> node("inspector-text"));
    robot.interact(() -> ((TextInputControl) node("inspector-text")).end());
    robot.write("!");
    picture("odd");
    Mouse.clickOn(robot, "#inspector-save");
    until(() -> !model.dirtyProperty().get());
    assertThat(stored(session).text()).isEqualTo(odd + "!");
    assertThat(stored(session).name()).isEqualTo("a\nb");
  }

  @Test
  void aMegabyteOpensAtOnce() {
    var text = "很长的文本，没有换行。".repeat(100_000);
    var session = add(s -> s.withText(text));
    service.segment(session.id(), Progress.NONE);
    open(session);
    onFx(() -> scene.getRoot().layout());
    tab(1);
    onFx(() -> scene.getRoot().layout());
    tab(3);
    onFx(() -> scene.getRoot().layout());
    tab(0);
    picture("huge");
    assertThat(fromFx(() -> model.dirtyProperty().get())).isFalse();
  }

  @Test
  void rescuesAnExpiredSession(FxRobot robot) {
    var session = add(s -> s);
    onFx(() -> test.pass(Duration.ofHours(2)));
    open(session);
    Mouse.clickOn(robot, "#inspector-rescue");
    until(() -> text("inspector-state").equals("Temporary"));
    assertThat(stored(session).isExpired(test.clock().instant())).isFalse();
  }

  @Test
  void asksUntilWhenToExtend() {
    var session = add(s -> s);
    open(session);
    onFx(
        () -> {
          var menu = (javafx.scene.control.MenuButton) node("inspector-extend");
          menu.getItems().getLast().fire();
        });
    assertThat(test.dialogs().panels()).hasSize(1);
    onFx(
        () -> {
          var panel = test.dialogs().panels().getFirst().content();
          ((TextInputControl) panel.lookup("#extend-time")).setText("23:59");
          ((javafx.scene.control.Button) panel.lookup("#extend-ok")).fire();
        });
    await()
        .until(
            () ->
                java.time.Instant.parse("2026-11-23T23:59:00Z")
                    .equals(stored(session).expiresAt()));
  }

  @Test
  void showsWhatIsSelectedWhereSeveralAre() {
    onFx(() -> model.showMany(3, List::of));
    assertThat(text("inspector-message")).isEqualTo("3 sessions selected");
    picture("many");
    onFx(model::clear);
    picture("nothing");
  }

  @Test
  void showsAFallbackAsOne() {
    var now = test.clock().instant();
    var session =
        new Session(
            SessionId.random(),
            POEM,
            Sessions.VOICE,
            null,
            false,
            now,
            now.plus(Duration.ofHours(1)),
            null,
            Json.EMPTY,
            true);
    store.insert(session);
    open(session);
    assertThat(text("inspector-state")).isEqualTo("Temporary (fallback)");
    picture("fallback");
  }

  @Test
  void hexShowsOffsetsBytesAndCharacters() {
    assertThat(StoredText.hex("你好, Redis 12345".getBytes(StandardCharsets.UTF_8)))
        .startsWith("00000000  e4 bd a0 e5 a5 bd 2c 20  52 65 64 69 73 20 31 32  ......, Redis 12")
        .contains("00000010  33 34 35");
  }
}
