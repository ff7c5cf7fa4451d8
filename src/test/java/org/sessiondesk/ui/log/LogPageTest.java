package org.sessiondesk.ui.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.sessiondesk.ui.testing.Desk.fromFx;
import static org.sessiondesk.ui.testing.Desk.onFx;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.application.Application;
import javafx.collections.ListChangeListener;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.ListView;
import javafx.scene.control.TextArea;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sessiondesk.ui.log.LogLine.Level;
import org.sessiondesk.ui.testing.Desk;
import org.sessiondesk.ui.testing.Focus;
import org.sessiondesk.ui.testing.Mouse;
import org.sessiondesk.ui.testing.Screens;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

@ExtendWith(ApplicationExtension.class)
@SuppressWarnings("NullAway.Init")
class LogPageTest {
  private final AtomicInteger folderOpened = new AtomicInteger();
  private final LogBuffer buffer = new LogBuffer();
  private Desk desk;
  private LogModel model;
  private Scene scene;

  @Start
  void start(Stage stage) {
    Application.setUserAgentStylesheet(new PrimerLight().getUserAgentStylesheet());
    desk = new Desk(Locale.ENGLISH);
    add(Level.INFO, "written before the window opened", null);
    model = new LogModel(buffer, desk.ui);
    var view = new LogView(model, desk.ui, folderOpened::incrementAndGet);
    scene = new Scene((Parent) view.node(), 800, 480);
    for (var sheet : List.of("desk", "log")) {
      var url = LogView.class.getResource("/org/sessiondesk/ui/css/" + sheet + ".css");
      scene.getStylesheets().add(Objects.requireNonNull(url).toExternalForm());
    }
    stage.setScene(scene);
    stage.show();
  }

  @AfterEach
  void close() {
    onFx(model::close);
    desk.service.close();
  }

  private void add(Level level, String message, @Nullable String details) {
    buffer.add(new LogLine(Desk.NOON, level, "org.sessiondesk.redis.Connector", message, details));
  }

  private List<String> messages() {
    return fromFx(() -> model.shown().stream().map(LogLine::message).toList());
  }

  private void untilShown(int count) {
    await().atMost(Duration.ofSeconds(10)).until(() -> messages().size() == count);
  }

  @SuppressWarnings("unchecked")
  private ListView<LogLine> list() {
    return (ListView<LogLine>) scene.lookup("#log-lines");
  }

  @Test
  void linesOfBeforeAreShownAndNewOnesAppear() {
    untilShown(1);
    add(Level.WARN, "Redis cannot be reached", null);
    untilShown(2);
    assertThat(messages())
        .containsExactly("written before the window opened", "Redis cannot be reached");
  }

  @Test
  void onlyTheLastFiveThousandAreKeptAndAFloodComesInBatches() {
    var changes = new ArrayList<Integer>();
    onFx(
        () ->
            model
                .shown()
                .addListener((ListChangeListener<LogLine>) c -> changes.add(c.getList().size())));
    for (int i = 0; i < 20_000; i++) {
      add(Level.INFO, "line " + i, null);
    }
    await()
        .until(
            () ->
                messages().size() == LogBuffer.CAPACITY
                    && messages().getLast().equals("line 19999"));
    assertThat(messages().getFirst()).isEqualTo("line 15000");
    assertThat(fromFx(changes::size)).isLessThan(2_000);
    assertThat(fromFx(() -> model.heldProperty().get())).isEqualTo(LogBuffer.CAPACITY);
  }

  @Test
  void levelAndTextFilterTheLines(FxRobot robot) {
    add(Level.INFO, "A cat came", null);
    add(Level.WARN, "The cat left", null);
    add(Level.ERROR, "Something broke", "java.io.IOException: CATASTROPHE\n\tat A.b(A.java:1)");
    untilShown(4);
    Mouse.clickOn(robot, "#log-filter").write("cat");
    untilShown(3);
    onFx(() -> model.levelProperty().set(Level.WARN));
    assertThat(messages()).containsExactly("The cat left", "Something broke");
    onFx(() -> model.filterProperty().set(""));
    onFx(() -> model.levelProperty().set(Level.ERROR));
    assertThat(messages()).containsExactly("Something broke");
  }

  @Test
  void chosenLineIsShownInFullAndCopied(FxRobot robot) {
    add(Level.ERROR, "Something broke", "java.io.IOException: lost\n\tat A.b(A.java:1)");
    untilShown(2);
    onFx(() -> list().getSelectionModel().select(1));
    assertThat(fromFx(() -> ((TextArea) scene.lookup("#log-details")).getText()))
        .contains("ERROR", "Something broke", "at A.b(A.java:1)");
    Mouse.clickOn(robot, "#log-copy");
    assertThat(fromFx(() -> Clipboard.getSystemClipboard().getString()))
        .contains("Something broke", "IOException")
        .doesNotContain("before the window");
  }

  @Test
  void followsTheEndUntilToldNotTo(FxRobot robot) {
    for (int i = 0; i < 200; i++) {
      add(Level.INFO, "line " + i, null);
    }
    untilShown(201);
    await().until(() -> fromFx(() -> robot.lookup("line 199").tryQuery().isPresent()));
    Mouse.clickOn(robot, "#log-follow");
    onFx(() -> list().scrollTo(0));
    add(Level.INFO, "one more", null);
    untilShown(202);
    assertThat(fromFx(() -> robot.lookup("one more").tryQuery())).isEmpty();
    Mouse.clickOn(robot, "#log-follow");
    await().until(() -> fromFx(() -> robot.lookup("one more").tryQuery().isPresent()));
  }

  @Test
  void clearEmptiesThePageAndTheFolderOpens(FxRobot robot) {
    untilShown(1);
    Mouse.clickOn(robot, "#log-clear");
    assertThat(messages()).isEmpty();
    Mouse.clickOn(robot, "#log-folder");
    assertThat(folderOpened).hasValue(1);
    Focus.on(() -> scene.lookup("#log-filter"));
    robot.type(KeyCode.TAB, 2).type(KeyCode.SPACE);
    assertThat(fromFx(() -> model.followEndProperty().get())).as("by keyboard").isTrue();
  }

  @Test
  void pictures() {
    add(Level.DEBUG, "Pass over the store began", null);
    add(Level.INFO, "已连接 redis://127.0.0.1:6379/0 (Redis 7.2.4)", null);
    add(
        Level.WARN,
        "Session 4b0e… was to be persistent and was created as temporary: "
            + "no store of persistent sessions is connected, and this line is very long indeed",
        null);
    add(Level.ERROR, "Something broke", "java.io.IOException: lost\n\tat A.b(A.java:1)");
    untilShown(5);
    onFx(() -> list().getSelectionModel().select(4));
    for (boolean dark : List.of(false, true)) {
      var locale = dark ? Locale.SIMPLIFIED_CHINESE : Locale.ENGLISH;
      onFx(
          () -> {
            Application.setUserAgentStylesheet(
                dark
                    ? new PrimerDark().getUserAgentStylesheet()
                    : new PrimerLight().getUserAgentStylesheet());
            desk.ui.messages().localeProperty().set(locale);
          });
      onFx(() -> {});
      onFx(() -> Screens.save(scene, "log-full" + (dark ? "-dark-zh" : "-light-en")));
    }
    onFx(() -> Application.setUserAgentStylesheet(new PrimerLight().getUserAgentStylesheet()));
  }
}
