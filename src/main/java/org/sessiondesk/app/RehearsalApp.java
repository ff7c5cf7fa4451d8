package org.sessiondesk.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import javafx.animation.PauseTransition;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.MenuButton;
import javafx.scene.control.TabPane;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.Stage;
import javafx.stage.Window;
import javafx.util.Duration;
import org.sessiondesk.connection.ConnectionState;
import org.sessiondesk.service.SessionQuery;
import org.sessiondesk.session.Json;
import org.sessiondesk.session.NewSession;
import org.sessiondesk.session.Progress;
import org.sessiondesk.settings.Theme;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The window of {@link Rehearsal}: one screen after the other, each for a moment. */
public final class RehearsalApp extends DesktopApp {
  private static final Logger LOG = LoggerFactory.getLogger(RehearsalApp.class);
  private static final Duration MOMENT = Duration.millis(300);
  private static final int PATIENCE = 100;
  private static final int SESSIONS = 40;
  private static final List<String> SCREENS =
      List.of("menu-dashboard", "menu-log", "menu-new", "menu-connections");
  private static final List<String> DIALOGS = List.of("menu-settings", "menu-about");

  /** Something that is done on the window's thread; false: it has to be tried again. */
  private record Step(String name, BooleanSupplier action) {}

  private final Deque<Step> steps = new ArrayDeque<>();

  /** Understands one argument, the folder, by itself: the usual start has no options to read. */
  @Override
  void read(List<String> arguments, DeskOptions into) {
    into.dataDir = Path.of(arguments.getFirst());
    into.port = 0;
  }

  @Override
  void started(AppContext running, Stage stage) {
    running.uncaught().showBy((_, failure) -> endWith(new IllegalStateException(failure)));
    step("connect", () -> running.connector().state() instanceof ConnectionState.Online);
    once("create sessions", () -> background(() -> createSessions(running)));
    step("all created", () -> running.service().index().counts().total() >= SESSIONS);
    step("select", () -> select(stage));
    for (int i = 0; i < 4; i++) {
      int tab = i;
      step("tab " + tab, () -> selectTab(stage, tab));
    }
    once("segment", () -> background(() -> segmentOne(running)));
    once("call the API", () -> background(() -> callApi(running)));
    once("search", () -> node(stage, "search", TextField.class).setText("你好"));
    once("search no more", () -> node(stage, "search", TextField.class).clear());
    SCREENS.forEach(item -> visit(stage, item));
    DIALOGS.forEach(item -> visit(stage, item));
    once("dark", () -> running.settings().update(s -> s.withTheme(Theme.DARK)));
    once("light", () -> running.settings().update(s -> s.withTheme(Theme.LIGHT)));
    once("other language", () -> node(stage, "status-language", Button.class).fire());
    once("and back", () -> node(stage, "status-language", Button.class).fire());
    once("end", stage::close);
    next(PATIENCE);
  }

  private void visit(Stage stage, String item) {
    once(item, () -> fire(stage, item));
    once("close " + item, () -> closeDialogs(stage));
  }

  private void once(String name, Runnable action) {
    step(
        name,
        () -> {
          action.run();
          return true;
        });
  }

  private void step(String name, BooleanSupplier action) {
    steps.add(new Step(name, action));
  }

  private void next(int patience) {
    var step = steps.peek();
    if (step == null) {
      return;
    }
    var pause = new PauseTransition(MOMENT);
    pause.setOnFinished(
        _ -> {
          boolean done = step.action().getAsBoolean();
          if (!done && patience == 0) {
            throw new IllegalStateException("the rehearsal stops at: " + step.name());
          }
          if (done) {
            LOG.info("Rehearsed: {}", step.name());
            steps.remove();
          }
          next(done ? PATIENCE : patience - 1);
        });
    pause.play();
  }

  private static <T extends Node> T node(Stage stage, String id, Class<T> type) {
    var found = stage.getScene().lookup("#" + id);
    return type.cast(Objects.requireNonNull(found, id));
  }

  private static void press(Node node, KeyCode key) {
    node.requestFocus();
    Event.fireEvent(
        node, new KeyEvent(KeyEvent.KEY_PRESSED, "", "", key, false, false, false, false));
  }

  /** The first row of the table, which is asked for in the background, may not be there yet. */
  private static boolean select(Stage stage) {
    press(node(stage, "table-sessions", TableView.class), KeyCode.HOME);
    return stage.getScene().lookup("#inspector-tabs") != null;
  }

  private static boolean selectTab(Stage stage, int index) {
    if (!(stage.getScene().lookup("#inspector-tabs") instanceof TabPane tabs)) {
      return false;
    }
    tabs.getSelectionModel().select(index);
    return true;
  }

  private static void fire(Stage stage, String item) {
    node(stage, "main-menu", MenuButton.class).getItems().stream()
        .filter(entry -> item.equals(entry.getId()))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(item))
        .fire();
  }

  private static void closeDialogs(Stage stage) {
    List.copyOf(Window.getWindows()).stream()
        .filter(window -> !window.equals(stage))
        .forEach(Window::hide);
  }

  private static void background(Runnable work) {
    Thread.ofVirtual().name("rehearsal").start(work);
  }

  private static void createSessions(AppContext running) {
    for (int i = 0; i < SESSIONS; i++) {
      var text = i % 2 == 0 ? "你好，今天天气很好。第" + i + "句。" : "Hello, this is sentence " + i + ".";
      var asked = new NewSession(text, "zh-CN-XiaoxiaoNeural", null, i % 4 == 0, null, Json.EMPTY);
      running.service().create(asked);
    }
  }

  private static void segmentOne(AppContext running) {
    var id = running.service().index().query(SessionQuery.ALL).getFirst().id();
    running.service().segment(id, Progress.NONE);
  }

  private static void callApi(AppContext running) {
    try (var host = new ApiHost(running, 0)) {
      var address = host.apply(true).address();
      for (var path : List.of("/health", "/api/v1/sessions", "/api/v1/sessions/stats")) {
        URI.create(address + path).toURL().openStream().close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
