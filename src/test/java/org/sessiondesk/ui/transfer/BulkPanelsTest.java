package org.sessiondesk.ui.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.sessiondesk.ui.testing.Desk.fromFx;
import static org.sessiondesk.ui.testing.Desk.onFx;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sessiondesk.connection.ConnectionProfile;
import org.sessiondesk.connection.ConnectionState;
import org.sessiondesk.connection.Deployment;
import org.sessiondesk.connection.ProfileMarks;
import org.sessiondesk.connection.ProfileSecrets;
import org.sessiondesk.json.JacksonJson;
import org.sessiondesk.redis.BuiltInRedis;
import org.sessiondesk.redis.RedisConnector;
import org.sessiondesk.redis.SessionJson;
import org.sessiondesk.redis.testing.RedisServer;
import org.sessiondesk.service.SessionQuery;
import org.sessiondesk.session.Json;
import org.sessiondesk.session.NewSession;
import org.sessiondesk.session.SessionId;
import org.sessiondesk.text.VoiceCatalog;
import org.sessiondesk.transfer.BulkEditor;
import org.sessiondesk.transfer.Cleaner;
import org.sessiondesk.transfer.Promoter;
import org.sessiondesk.ui.fx.Dialogs;
import org.sessiondesk.ui.fx.FxBackground;
import org.sessiondesk.ui.fx.JobReport;
import org.sessiondesk.ui.testing.Desk;
import org.sessiondesk.ui.testing.Dressed;
import org.sessiondesk.ui.testing.Focus;
import org.sessiondesk.ui.testing.Looks;
import org.sessiondesk.ui.testing.Mouse;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** Deleting, changing and moving many sessions in the window, over a real Redis. */
@ExtendWith(ApplicationExtension.class)
@SuppressWarnings("NullAway.Init")
class BulkPanelsTest {
  private static final RedisServer REDIS = RedisServer.start();
  private static final ProfileMarks PRODUCTION =
      new ProfileMarks(Deployment.PRODUCTION, ProfileMarks.Colour.AUTOMATIC, false);
  private static final String VOICE = "zh-CN-XiaoxiaoNeural";

  private final RedisConnector connector =
      new RedisConnector(new BuiltInRedis(Path.of("never-made")), InstantSource.system());
  private Desk desk;
  private Stage stage;
  private boolean closed;

  @Start
  void start(Stage shown) {
    Dressed.theme(false);
    stage = shown;
    REDIS.call("FLUSHALL");
    desk = new Desk(Locale.ENGLISH, connector);
    connector.connect(REDIS.profile(), ProfileSecrets.NONE);
  }

  @AfterEach
  void close() {
    desk.service.close();
    connector.close();
  }

  @AfterAll
  static void stop() {
    REDIS.close();
  }

  /** Makes persistent and temporary sessions; returns the ids of the persistent ones. */
  private List<SessionId> create(int persistent, int temporary) {
    await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () ->
                connector.state() instanceof ConnectionState.Online
                    && desk.service.index().state().complete());
    for (int i = 0; i < persistent; i++) {
      desk.service.create(new NewSession("天气 " + i, VOICE, null, true, null, Json.EMPTY));
    }
    for (int i = 0; i < temporary; i++) {
      desk.service.create(new NewSession("Train " + i, VOICE, null, false, null, Json.EMPTY));
    }
    until(() -> desk.service.index().counts().total() == persistent + temporary);
    return desk.service.index().query(SessionQuery.ALL).stream()
        .filter(row -> row.persistent())
        .map(row -> row.id())
        .toList();
  }

  private BulkModel.Ground ground(long all, SessionQuery query, Optional<String> production) {
    long found = desk.service.index().query(query).size();
    return new BulkModel.Ground(
        desk.service,
        new ExportScope(all, 0, List::of, query, found),
        REDIS.profile().withMarks(production.isEmpty() ? ProfileMarks.NONE : PRODUCTION),
        production,
        desk.actions.undo());
  }

  private void open(Dialogs.Panel panel) {
    onFx(
        () -> {
          stage.setScene(Dressed.scene(new VBox((Parent) panel.content()), 640, 760, "transfer"));
          stage.show();
          panel.onOpen(() -> closed = true);
        });
  }

  private void openCleanup(SessionQuery query, Optional<String> production) {
    open(
        fromFx(
            () ->
                new JobForms(desk.ui)
                    .cleanup(
                        new Cleaner(desk.service, new SessionJson(), desk.time::get),
                        ground(desk.service.index().counts().total(), query, production))));
  }

  private Scene scene() {
    return stage.getScene();
  }

  private String text(String id) {
    return fromFx(
        () ->
            switch (Objects.requireNonNull(scene().lookup("#" + id), id)) {
              case Labeled label -> label.getText();
              case TextInputControl field -> field.getText();
              default -> throw new AssertionError(id);
            });
  }

  private void type(FxRobot robot, String id, String words) {
    Focus.on(() -> Objects.requireNonNull(scene().lookup("#" + id), id));
    robot.write(words, 0);
  }

  private void until(BooleanSupplier condition) {
    await()
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(10))
        .until(() -> fromFx(condition::getAsBoolean));
  }

  private JobReport report() {
    var jobs = ((FxBackground) desk.ui.background()).ended();
    until(() -> !jobs.isEmpty() && jobs.getLast().reportProperty().get() != null);
    return Objects.requireNonNull(fromFx(() -> jobs.getLast().reportProperty().get()));
  }

  @Test
  @DisplayName("Deleting by query: counts first, what changed since stays, all can be put back")
  void cleanup(FxRobot robot) {
    var ids = create(6, 2);
    openCleanup(SessionQuery.ALL.withSearch("天气"), Optional.empty());
    assertThat(text("cleanup-start")).isEqualTo("Delete");
    robot.type(KeyCode.ENTER);
    until(() -> !text("cleanup-verdict").isEmpty());
    assertThat(text("cleanup-verdict")).contains("6 sessions", "6 persistent, 0 temporary");
    assertThat(text("cleanup-start")).isEqualTo("Delete 6");
    Looks.save(scene(), desk.ui.messages(), "jobs-cleanup");
    assertThat(REDIS.call("DBSIZE")).as("a look changes nothing").isEqualTo("6");

    var key = ConnectionProfile.DEFAULT_KEY_PREFIX + ids.getFirst().value();
    REDIS.call("SET", key, REDIS.call("GET", key) + " ");
    Mouse.clickOn(robot, "#cleanup-start");

    var report = report();
    assertThat(closed).isTrue();
    assertThat(desk.questions).hasSize(1);
    assertThat(report.ending()).isEqualTo(JobReport.Ending.PARTIAL);
    assertThat(report.text()).contains("5 deleted", ids.getFirst().value());
    assertThat(REDIS.call("DBSIZE")).isEqualTo("1");
    until(() -> desk.service.index().counts().temporary() == 2);

    onFx(desk.actions.undo()::undoLast);
    await().until(() -> REDIS.call("DBSIZE").equals("6"));
  }

  @Test
  @DisplayName("In production the number and the name of the connection have to be typed")
  void production(FxRobot robot) {
    create(3, 0);
    openCleanup(SessionQuery.ALL, Optional.of("Live"));
    Mouse.clickOn(robot, "#cleanup-check");
    until(() -> !scene().lookup("#cleanup-start").isDisabled());
    robot.type(KeyCode.ENTER);
    assertThat(closed).as("Enter never deletes").isFalse();
    until(() -> !scene().lookup("#cleanup-start").isDisabled());
    Mouse.clickOn(robot, "#cleanup-start");
    report();
    assertThat(desk.typed).containsExactly("3 Live");
    assertThat(REDIS.call("DBSIZE")).isEqualTo("0");
  }

  @Test
  @DisplayName("Changing many: what is left empty stays, before and after are shown first")
  void edit(FxRobot robot) {
    create(3, 1);
    open(
        fromFx(
            () ->
                new JobForms(desk.ui)
                    .edit(
                        new BulkEditor(desk.service, new SessionJson(), desk.time::get),
                        new JacksonJson(),
                        new VoiceCatalog(Path.of("none")),
                        ground(4, SessionQuery.ALL, Optional.empty()))));
    assertThat(fromFx(() -> scene().lookup("#edit-check").isDisabled())).isTrue();
    type(robot, "edit-key", "type");
    type(robot, "edit-value", "news");
    Mouse.clickOn(robot, "#edit-renames");
    type(robot, "edit-name", "早间");
    Mouse.clickOn(robot, "#edit-check");
    until(() -> !text("edit-verdict").isEmpty());
    assertThat(text("edit-lines")).contains("{}  →  {\"type\": \"news\"}", "–  →  早间");
    Looks.save(scene(), desk.ui.messages(), "jobs-edit");
    Mouse.clickOn(robot, "#edit-start");

    assertThat(report().ending()).isEqualTo(JobReport.Ending.WHOLE);
    until(
        () -> desk.service.index().query(SessionQuery.ALL.withSearch("type:news 早间")).size() == 4);
    assertThat(desk.service.index().query(SessionQuery.ALL).getFirst().voice()).isEqualTo(VOICE);
  }

  @Test
  @DisplayName("All temporary sessions are made persistent before a restart, by the keyboard alone")
  void promote(FxRobot robot) {
    create(1, 4);
    open(
        fromFx(
            () ->
                new JobForms(desk.ui)
                    .promote(
                        new Promoter(desk.service, new SessionJson(), desk.time::get),
                        ground(4, SessionQuery.ALL, Optional.empty()))));
    robot.type(KeyCode.ENTER);
    until(() -> text("promote-start").equals("Make 4 persistent"));
    Looks.save(scene(), desk.ui.messages(), "jobs-promote");
    robot.type(KeyCode.ENTER);
    assertThat(report().ending()).isEqualTo(JobReport.Ending.WHOLE);
    await().until(() -> REDIS.call("DBSIZE").equals("5"));
  }
}
