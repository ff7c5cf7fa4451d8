package org.sessiondesk.ui.inspector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.sessiondesk.ui.testing.Desk.fromFx;
import static org.sessiondesk.ui.testing.Desk.onFx;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Labeled;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.sessiondesk.connection.ConnectionState;
import org.sessiondesk.connection.ProfileSecrets;
import org.sessiondesk.json.JacksonJson;
import org.sessiondesk.memory.MemorySessionStore;
import org.sessiondesk.redis.BuiltInRedis;
import org.sessiondesk.redis.RedisConnector;
import org.sessiondesk.redis.testing.RedisServer;
import org.sessiondesk.service.SessionService;
import org.sessiondesk.session.DraftStore;
import org.sessiondesk.session.SessionId;
import org.sessiondesk.text.TextSegmenter;
import org.sessiondesk.text.VoiceCatalog;
import org.sessiondesk.ui.action.SessionActions;
import org.sessiondesk.ui.testing.Dressed;
import org.sessiondesk.ui.testing.Looks;
import org.sessiondesk.ui.testing.Mouse;
import org.sessiondesk.ui.testing.TestUi;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** The inspector with persistent sessions, on a real Redis. */
@ExtendWith(ApplicationExtension.class)
class InspectorOnRedisTest {
  private static final SessionId ID = new SessionId("b2c3d4e5-f6a7-4901-bcde-f1234567890a");
  private static final String VALUE =
      "{\"session_id\": \"b2c3d4e5-f6a7-4901-bcde-f1234567890a\", \"text\": \"\\u4f60\\u597d\","
          + " \"voice\": \"zh-CN-XiaoxiaoNeural\", \"persistent\": true,"
          + " \"created_at\": \"2025-10-10T09:35:00.123456\","
          + " \"expires_at\": \"2025-10-10T10:35:00.123456\", \"sentences\": null,"
          + " \"metadata\": {\"n\": 1.0}, \"unknown\": 12345678901234567890}";

  private RedisServer redis;
  private RedisConnector connector;
  private TestUi test;
  private SessionService service;
  private InspectorModel model;
  private Scene scene;

  @Start
  void start(Stage stage) {
    Dressed.theme(false);
    redis = RedisServer.start();
    connector = new RedisConnector(new BuiltInRedis(Path.of("never-made")), InstantSource.system());
    test = TestUi.window(Locale.ENGLISH);
    service =
        new SessionService(
            new MemorySessionStore(test.clock()),
            connector,
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
    connector.connect(redis.profile(), ProfileSecrets.NONE);
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> connector.state() instanceof ConnectionState.Online);
  }

  @AfterEach
  void close() {
    onFx(model::close);
    service.close();
    connector.close();
    redis.close();
  }

  private static String key(SessionId id) {
    return "persistent_session:" + id;
  }

  private void until(BooleanSupplier condition) {
    await()
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(10))
        .until(() -> fromFx(condition::getAsBoolean));
  }

  private Node node(String id) {
    return scene.lookup("#" + id);
  }

  private String text(String id) {
    return fromFx(() -> ((Labeled) node(id)).getText());
  }

  private void open(SessionId id) {
    onFx(() -> model.show(id));
    until(
        () ->
            !(model.contentProperty().get() instanceof Content.Loading)
                && !(model.contentProperty().get() instanceof Content.Nothing));
  }

  private void picture(String what) {
    Looks.save(scene, test.ui().messages(), "inspector-" + what);
  }

  @Test
  @DisplayName("wire.md: an edit of one field leaves every other field as it was")
  void anEditKeepsWhatIsNotEdited(FxRobot robot) {
    redis.call("SET", key(ID), VALUE);
    open(ID);
    assertThat(text("inspector-state")).isEqualTo("Persistent");
    picture("persistent");
    onFx(() -> model.draft().nameProperty().set("Greeting"));
    Mouse.clickOn(robot, "#inspector-save");
    until(() -> !model.dirtyProperty().get());
    assertThat(redis.call("GET", key(ID)))
        .contains("\"unknown\": 12345678901234567890")
        .contains("{\"n\": 1.0}")
        .contains("\"text\": \"\\u4f60\\u597d\"")
        .contains("\"name\": \"Greeting\"");
    assertThat(fromFx(() -> model.storedTextProperty().get())).contains("12345678901234567890");
  }

  @Test
  void anEditOverAnotherProgramsEditIsRefused_andNothingIsOverwritten() {
    redis.call("SET", key(ID), VALUE);
    open(ID);
    onFx(() -> model.draft().textProperty().set("mine"));
    var theirs = VALUE.replace("\\u4f60\\u597d", "theirs");
    redis.call("SET", key(ID), theirs);
    onFx(() -> model.save());
    until(() -> model.mergeProperty().get() != null || model.elsewhereProperty().get() != null);
    assertThat(redis.call("GET", key(ID))).isEqualTo(theirs);
    assertThat(fromFx(() -> model.draft().textProperty().get())).isEqualTo("mine");
  }

  @Test
  void showsWhyAValueIsNoSession_exportsItsBytes_andDeletesIt(FxRobot robot, @TempDir Path folder)
      throws Exception {
    var broken = "{\"text\": \"没有结束 😀\", \"voice\": ";
    redis.call("SET", key(ID), broken);
    open(ID);
    assertThat(text("inspector-unreadable-reason")).contains("not JSON");
    picture("unreadable");
    var file = folder.resolve("value.bin");
    test.dialogs().saveTo(file);
    Mouse.clickOn(robot, "#inspector-export");
    until(() -> test.ui().notices().shown().size() == 1);
    assertThat(Files.readString(file)).isEqualTo(broken);
    Mouse.clickOn(robot, "#inspector-unreadable-delete");
    until(() -> model.contentProperty().get() instanceof Content.Missing);
    assertThat(redis.call("EXISTS", key(ID))).isEqualTo("0");
  }

  @Test
  void bytesThatAreNotUtf8AreShownAndKept() {
    var bytes = new byte[] {(byte) 0xFF, (byte) 0xFE, 'a', 0};
    redis.call(
        List.of(
            "SET".getBytes(StandardCharsets.US_ASCII),
            key(ID).getBytes(StandardCharsets.US_ASCII),
            bytes));
    open(ID);
    assertThat(text("inspector-unreadable-reason")).contains("not UTF-8");
    assertThat(StoredText.hex(bytes)).startsWith("00000000  ff fe 61 00 ");
  }

  @Test
  void aStoreThatIsLostIsSaidSo_andTheSessionComesBackWithIt() {
    redis.call("SET", key(ID), VALUE);
    redis.kill();
    onFx(() -> model.show(ID));
    until(() -> model.contentProperty().get() instanceof Content.Failed);
    picture("failed");
    redis.restart();
    redis.call("SET", key(ID), VALUE);
    until(() -> model.contentProperty().get() instanceof Content.Open);
  }

  @Test
  void aSaveThatFailsKeepsTheDraft_andSaysWhy() {
    redis.call("SET", key(ID), VALUE);
    open(ID);
    onFx(() -> model.draft().textProperty().set("mine"));
    redis.kill();
    onFx(model::save);
    until(() -> model.problemProperty().get() != null && !model.savingProperty().get());
    assertThat(fromFx(() -> model.draft().textProperty().get())).isEqualTo("mine");
    assertThat(fromFx(() -> model.dirtyProperty().get())).isTrue();
    picture("savefailed");
  }
}
