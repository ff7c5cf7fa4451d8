package org.sessiondesk.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.sessiondesk.ui.testing.Desk.fromFx;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.control.RadioButton;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.sessiondesk.connection.ConnectionFault;
import org.sessiondesk.connection.ConnectionProfile;
import org.sessiondesk.connection.ConnectionState;
import org.sessiondesk.connection.Secret;
import org.sessiondesk.connection.SecretKind;
import org.sessiondesk.redis.testing.RedisServer;
import org.sessiondesk.service.SessionQuery;
import org.sessiondesk.service.SessionRow;
import org.sessiondesk.session.Session;
import org.sessiondesk.session.SessionId;
import org.sessiondesk.session.StoredSession;
import org.sessiondesk.session.UpdateResult;
import org.sessiondesk.settings.Environment;
import org.sessiondesk.settings.Theme;
import org.sessiondesk.ui.fx.FxTicker;
import org.sessiondesk.ui.log.LogBuffer;
import org.sessiondesk.ui.testing.Mouse;
import org.sessiondesk.ui.testing.Screens;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** The whole program with its window and its built-in store, as an operator uses it on a day. */
@ExtendWith(ApplicationExtension.class)
@SuppressWarnings("NullAway.Init") // made by @Start and by open()
class OperatorJourneyTest {
  private static final String VOICE = "zh-CN-XiaoxiaoNeural";

  @TempDir Path folder;
  private Stage stage;
  private AppContext context;
  private DeskWindow window;

  @Start
  void start(Stage primary) {
    stage = primary;
  }

  private void open(Stage on) {
    var options = new DeskOptions();
    options.dataDir = folder;
    context = new AppContext(options, Environment.of(Map.of(), null), InstantSource.system());
    onWindow(
        () -> {
          stage = on;
          window = new DeskWindow(context, on, new LogBuffer());
          on.setWidth(980);
          on.setHeight(900);
          window.show();
          context.startExpiring(new FxTicker());
          return true;
        });
    context.connect();
    until(() -> context.connector().state() instanceof ConnectionState.Online);
    until(() -> context.service().index().state().complete());
  }

  @AfterEach
  void end() {
    close();
  }

  private void close() {
    onWindow(
        () -> {
          List.copyOf(Window.getWindows()).forEach(Window::hide);
          window.close();
          return true;
        });
    context.close();
  }

  @Test
  @DisplayName(
      "Create, count down, expire, edit, conflict, search, delete, undo, restart, still there")
  void aDayWithSessions(FxRobot robot) {
    open(stage);

    var brief = create(robot, "Brief and gone", "0.002", false);
    assertThat(row(brief).state(context.service().now())).isEqualTo(SessionRow.State.ACTIVE);
    until(() -> row(brief).state(context.service().now()) == SessionRow.State.EXPIRED);
    assertThat(context.service().find(brief)).isEmpty();

    var kept = create(robot, "你好，今天天气很好。", "", true);
    assertThat(stored(kept).persistent()).isTrue();
    Mouse.clickOn(robot, "#new-session");
    until(() -> robot.lookup("#form-cancel").tryQuery().isPresent());
    Mouse.clickOn(robot, "#form-cancel");

    reveal(robot, kept);
    type(robot, "#inspector-text", "你好，明天见。");
    robot.push(KeyCode.CONTROL, KeyCode.S);
    until(() -> stored(kept).text().equals("你好，明天见。"));
    picture("journey-edited-light-en");

    type(robot, "#inspector-text", "mine");
    var seen = (StoredSession) context.service().find(kept).orElseThrow();
    assertThat(context.service().update(seen, seen.session().withText("theirs")))
        .isInstanceOf(UpdateResult.Saved.class);
    robot.push(KeyCode.CONTROL, KeyCode.S);
    until(
        () ->
            robot.lookup("#inspector-merge").tryQuery().isPresent()
                || robot.lookup("#inspector-compare").tryQuery().isPresent());
    assertThat(stored(kept).text()).isEqualTo("theirs");
    picture("journey-conflict-light-en");
    if (robot.lookup("#inspector-merge").tryQuery().isPresent()) {
      Mouse.clickOn(robot, "#inspector-merge-discard");
    } else {
      Mouse.clickOn(robot, "#inspector-take-theirs");
    }
    until(() -> text(robot, "#inspector-text").equals("theirs"));

    robot.push(KeyCode.CONTROL, KeyCode.F);
    robot.write("theirs");
    picture("journey-search-light-en");
    until(() -> label(robot, "#table-counts").startsWith("1 "));
    robot.push(KeyCode.ESCAPE);

    putNotesAway(robot);
    Mouse.clickOn(robot, "#inspector-delete");
    until(() -> context.service().find(kept).isEmpty());
    until(() -> robot.lookup("#toast-action").tryQuery().isPresent());
    robot.clickOn("Undo");
    until(() -> context.service().find(kept).isPresent());
    assertThat(stored(kept).text()).isEqualTo("theirs");

    close();
    open(fromFx(Stage::new));
    assertThat(stored(kept).text()).isEqualTo("theirs");
    assertThat(context.service().find(brief)).as("it was temporary, and is gone").isEmpty();
    reveal(robot, kept);
    picture("journey-restarted-light-en");
  }

  @Test
  @DisplayName("Another store is chosen while the program runs; a wrong password is told as such")
  void anotherStore(FxRobot robot) {
    try (var server = RedisServer.startWithPassword("right")) {
      open(stage);
      var here = create(robot, "In the built-in store", "", true);
      var target = server.profile().target();
      var profile =
          new ConnectionProfile("there", "There", target, ConnectionProfile.DEFAULT_KEY_PREFIX);
      context.settings().update(s -> s.withProfile(profile));
      context.vault().keep("there", SecretKind.PASSWORD, Secret.of("wrong"));

      choose(robot, "#profile-there");
      until(() -> context.connector().state() instanceof ConnectionState.Refused);
      assertThat(((ConnectionState.Refused) context.connector().state()).why().kind())
          .isEqualTo(ConnectionFault.Kind.PASSWORD_WRONG);
      until(() -> label(robot, "#banner-text").contains("password"));
      assertThat(context.service().index().counts().persistent()).isZero();
      picture("journey-refused-light-en");

      context.vault().keep("there", SecretKind.PASSWORD, Secret.of("right"));
      choose(robot, "#profile-there");
      until(() -> context.connector().state() instanceof ConnectionState.Online);
      assertThat(context.service().find(here)).as("not in this store").isEmpty();
      choose(robot, "#profile-built-in");
      until(() -> context.connector().state() instanceof ConnectionState.Online);
      until(() -> context.service().index().find(here).isPresent());
    }
  }

  @Test
  @DisplayName("Language and theme are switched while the window is open")
  void languageAndTheme(FxRobot robot) {
    open(stage);
    create(robot, "这是一个重要的会话，需要永久保存。", "", true);
    assertThat(label(robot, "#new-session")).isEqualTo("New session");
    Mouse.clickOn(robot, "#status-language");
    until(() -> label(robot, "#new-session").equals("新建会话"));
    picture("journey-main-light-zh");
    context.settings().update(s -> s.withTheme(Theme.DARK));
    until(() -> context.settings().current().theme() == Theme.DARK);
    robot.interact(() -> {});
    picture("journey-main-dark-zh");
    Mouse.clickOn(robot, "#status-language");
    until(() -> label(robot, "#new-session").equals("New session"));
  }

  private SessionId create(FxRobot robot, String text, String ttl, boolean persistent) {
    long before = context.service().index().counts().total();
    Mouse.clickOn(robot, "#new-session");
    until(() -> robot.lookup("#form-text").tryQuery().isPresent());
    type(robot, "#form-text", text);
    Mouse.clickOn(robot, "#form-voice").write(VOICE);
    // The list of voices takes the first click elsewhere for itself.
    Mouse.clickOn(robot, "#form-name");
    if (!ttl.isEmpty()) {
      type(robot, "#form-ttl", ttl);
    }
    if (persistent) {
      Mouse.clickOn(robot, "#form-persistent");
      until(() -> robot.lookup("#form-persistent").queryAs(RadioButton.class).isSelected());
    }
    Mouse.clickOn(robot, "#form-create");
    until(() -> context.service().index().counts().total() > before);
    return context
        .service()
        .index()
        .query(SessionQuery.ALL.withSearch('"' + text + '"'))
        .getFirst()
        .id();
  }

  private void reveal(FxRobot robot, SessionId id) {
    until(() -> robot.lookup("#table-sessions .table-row-cell").tryQuery().isPresent());
    Mouse.clickOn(robot, "#table-sessions");
    robot.push(KeyCode.HOME);
    until(
        () ->
            robot.lookup("#inspector-text").tryQuery().isPresent()
                && text(robot, "#inspector-text").equals(stored(id).text()));
  }

  private void choose(FxRobot robot, String item) {
    Mouse.clickOn(robot, "#profile-chooser");
    until(() -> robot.lookup(item).tryQuery().isPresent());
    robot.clickOn(item);
  }

  /** So that nothing moves while a note's button is aimed at. */
  private static void putNotesAway(FxRobot robot) {
    until(
        () -> {
          var close = robot.lookup("#toast-close").queryAllAs(Button.class);
          robot.interact(() -> List.copyOf(close).forEach(Button::fire));
          return close.isEmpty();
        });
  }

  private SessionRow row(SessionId id) {
    return context.service().index().find(id).orElseThrow();
  }

  private Session stored(SessionId id) {
    return ((StoredSession) context.service().find(id).orElseThrow()).session();
  }

  private static void type(FxRobot robot, String query, String text) {
    robot.clickOn(query);
    // The headless keyboard has no Chinese: what an input method would hand over is put in whole.
    robot.interact(() -> robot.lookup(query).queryAs(TextInputControl.class).setText(text));
  }

  private static String text(FxRobot robot, String query) {
    return robot.lookup(query).queryAs(TextInputControl.class).getText();
  }

  private static String label(FxRobot robot, String query) {
    var found = robot.lookup(query).<Labeled>tryQuery();
    return found.map(Labeled::getText).orElse("");
  }

  private void picture(String name) {
    onWindow(
        () -> {
          Screens.save(stage.getScene(), name);
          return true;
        });
  }

  private static void until(Callable<Boolean> condition) {
    await()
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(20))
        .ignoreExceptions()
        .until(condition);
  }

  private static void onWindow(Callable<Boolean> action) {
    var done = new java.util.concurrent.CompletableFuture<Boolean>();
    Platform.runLater(
        () -> {
          try {
            done.complete(action.call());
          } catch (Exception e) {
            done.completeExceptionally(e);
          }
        });
    try {
      done.get(20, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new AssertionError("the window did not do it", e);
    }
  }
}
