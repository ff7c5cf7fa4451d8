package org.sessiondesk.ui.bin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.sessiondesk.ui.testing.Desk.fromFx;
import static org.sessiondesk.ui.testing.Desk.onFx;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sessiondesk.session.Json;
import org.sessiondesk.session.NewSession;
import org.sessiondesk.session.Progress;
import org.sessiondesk.session.Session;
import org.sessiondesk.session.SessionId;
import org.sessiondesk.session.StoredSession;
import org.sessiondesk.ui.fx.Notices.Notice;
import org.sessiondesk.ui.testing.Desk;
import org.sessiondesk.ui.testing.Dressed;
import org.sessiondesk.ui.testing.Focus;
import org.sessiondesk.ui.testing.Mouse;
import org.sessiondesk.ui.testing.Screens;
import org.sessiondesk.ui.testing.StillConnection;
import org.sessiondesk.ui.testing.StoredSessions;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** The recycle bin page, as an operator uses it. */
@ExtendWith(ApplicationExtension.class)
@SuppressWarnings("NullAway.Init") // made by @Start
class BinPageTest {
  private final StoredSessions stored = new StoredSessions();
  private Desk desk;
  private BinModel model;
  private Scene scene;

  @Start
  void start(Stage stage) {
    Dressed.theme(false);
    desk = new Desk(Locale.ENGLISH, StillConnection.to(stored));
    model = new BinModel(desk.service, desk.journal.bin(), desk.actions.undo(), desk.ui);
    var view = new BinView(model, desk.ui);
    scene = Dressed.scene((Parent) view.node(), 900, 600, "bin");
    stage.setScene(scene);
    stage.show();
    model.showingProperty().set(true);
  }

  @AfterEach
  void close() {
    onFx(model::close);
    desk.service.close();
  }

  private static void until(Callable<Boolean> condition) {
    await().atMost(Duration.ofSeconds(10)).pollInterval(Duration.ofMillis(20)).until(condition);
  }

  private Session create(String text, boolean persistent) {
    return desk.service
        .create(new NewSession(text, "zh-CN-XiaoxiaoNeural", null, persistent, null, Json.EMPTY))
        .session();
  }

  private void delete(Session... sessions) {
    int before = fromFx(() -> model.batches().size());
    onFx(() -> desk.actions.delete(List.of(sessions).stream().map(Session::id).toList()));
    until(() -> fromFx(() -> model.batches().size()) == before + 1);
    until(() -> fromFx(() -> model.rows().size()) > 0);
  }

  private boolean isThere(SessionId id) {
    return desk.service.open(id).isPresent();
  }

  private <T> T lookup(Class<T> type, String id) {
    return fromFx(() -> type.cast(scene.lookup(id)));
  }

  private List<String> notes() {
    return fromFx(() -> desk.notices.shown().stream().map(Notice::text).toList());
  }

  @Test
  void emptyBinSaysWhatItIsFor() {
    until(
        () ->
            fromFx(() -> lookup(Label.class, "#bin-empty").getText())
                .startsWith("The recycle bin is empty"));
    assertThat(lookup(Button.class, "#bin-put-batch").isDisabled()).isTrue();
    assertThat(lookup(Label.class, "#bin-limits").getText()).contains("30 days").contains("64 MB");
    onFx(() -> Screens.save(scene, "bin-empty"));
  }

  @Test
  @DisplayName("what was deleted is listed by command, looked at, and put back with a click")
  void deletedIsPutBackByAClick(FxRobot robot) {
    var first = create("Hello from the first", true);
    var second = create("临时的内容，会过期", false);
    delete(first, second);

    until(() -> fromFx(() -> model.rows().size()) == 2);
    Mouse.clickOn(robot, "#bin-rows .list-cell");
    until(() -> !lookup(TextArea.class, "#bin-text").getText().isEmpty());
    onFx(() -> Screens.save(scene, "bin"));
    Mouse.clickOn(robot, "#bin-put-batch");

    until(() -> isThere(first.id()) && isThere(second.id()));
    until(() -> fromFx(() -> model.batches().isEmpty()));
    assertThat(notes()).contains("2 sessions put back");
  }

  @Test
  void oneOfManyIsPutBackByKeyboard(FxRobot robot) {
    var first = create("one", true);
    var second = create("two", true);
    delete(first, second);
    Focus.on(() -> scene.lookup("#bin-rows"));

    robot.type(KeyCode.DOWN);
    until(() -> !lookup(Button.class, "#bin-put-rows").isDisabled());
    robot.type(KeyCode.TAB);
    until(() -> fromFx(() -> scene.lookup("#bin-put-rows").equals(scene.getFocusOwner())));
    robot.type(KeyCode.SPACE);

    until(() -> isThere(first.id()) != isThere(second.id()));
    until(() -> fromFx(() -> model.rows().size()) == 1);
  }

  @Test
  @DisplayName(
      "where something newer is there it stays, is shown, and the old comes back beside it")
  void newerIsShownAndTheOldComesBackBeside(FxRobot robot) {
    var session = create("the old text", true);
    delete(session);
    stored.insert(session.withText("a newer text"));
    Mouse.clickOn(robot, "#bin-rows .list-cell");
    Mouse.clickOn(robot, "#bin-put-rows");

    until(() -> lookup(Label.class, "#bin-newer-theirs").getText().contains("a newer text"));
    onFx(() -> Screens.save(scene, "bin-newer"));
    Mouse.clickOn(robot, "#bin-newer-as-new");

    until(() -> stored.count() == 2);
    assertThat(text(session.id())).isEqualTo("a newer text");
    var all = new ArrayList<String>();
    try (var bytes = stored.openBytes().orElseThrow()) {
      bytes.forEachPage(page -> page.forEach(value -> all.add(text(value.id()))), Progress.NONE);
    }
    assertThat(all).containsExactlyInAnyOrder("a newer text", "the old text");
  }

  private String text(SessionId id) {
    return ((StoredSession) desk.service.open(id).orElseThrow()).session().text();
  }

  @Test
  void searchFindsBatchesAndSessions(FxRobot robot) {
    delete(create("an apple", true), create("a pear", true));
    delete(create("a stone", true));

    Mouse.clickOn(robot, "#bin-search");
    robot.write("PEAR");

    until(() -> fromFx(() -> model.batches().size()) == 1);
    until(
        () ->
            fromFx(
                () -> model.rows().stream().map(BinRow::text).toList().equals(List.of("a pear"))));
    robot.write("x");
    until(() -> fromFx(() -> model.batches().isEmpty()));
    assertThat(lookup(Label.class, "#bin-empty").getText()).contains("matches");
  }

  @Test
  void deletingForEverAsksAndSaysSo(FxRobot robot) {
    delete(create("x", true));
    Mouse.clickOn(robot, "#bin-delete");

    until(() -> fromFx(() -> model.batches().isEmpty()));
    assertThat(desk.questions).containsExactly("Delete one session for ever?");
    assertThat(desk.journal.bin().batches()).isEmpty();
  }

  @Test
  void temporarySessionsSayWhatIsLeftOfTheirLife() {
    delete(create("x", false));
    until(() -> labels().stream().anyMatch("1:00:00 left"::equals));
    desk.pass(Duration.ofMinutes(30));
    until(() -> labels().stream().anyMatch("30:00 left"::equals));
    desk.pass(Duration.ofHours(1));
    until(() -> labels().stream().anyMatch("time is over"::equals));
  }

  private List<String> labels() {
    return fromFx(
        () ->
            scene.getRoot().lookupAll(".bin-row .label").stream()
                .map(node -> ((Label) node).getText())
                .toList());
  }

  @Test
  void looksWellInChineseAndDark() {
    delete(create("这是一个重要的会话。", true));
    delete(create("临时的内容", false), create("Other", true));
    onFx(
        () -> {
          desk.ui.messages().localeProperty().set(Locale.CHINESE);
          Dressed.theme(true);
          scene.getRoot().applyCss();
          scene.getRoot().layout();
          Screens.save(scene, "bin-zh-dark");
          Dressed.theme(false);
        });
    assertThat(lookup(Button.class, "#bin-put-batch").getText()).isEqualTo("全部恢复");
  }
}
