package org.sessiondesk.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.sessiondesk.ui.testing.Desk.fromFx;
import static org.sessiondesk.ui.testing.Desk.onFx;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import javafx.scene.Scene;
import javafx.scene.control.MenuButton;
import javafx.scene.control.TabPane;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.sessiondesk.connection.ConnectionState;
import org.sessiondesk.session.Json;
import org.sessiondesk.session.NewSession;
import org.sessiondesk.settings.Density;
import org.sessiondesk.settings.Environment;
import org.sessiondesk.settings.Language;
import org.sessiondesk.settings.Theme;
import org.sessiondesk.settings.WindowChoices;
import org.sessiondesk.ui.fx.FxTicker;
import org.sessiondesk.ui.log.LogBuffer;
import org.sessiondesk.ui.testing.LayoutFaults;
import org.sessiondesk.ui.testing.Screens;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** All screens, in both languages and themes: nothing cut off, on each other, pale or nameless. */
@ExtendWith(ApplicationExtension.class)
@SuppressWarnings("NullAway.Init")
class LayoutTest {
  @TempDir Path folder;
  private final Set<String> faults = new LinkedHashSet<>();
  private Stage stage;
  private AppContext context;
  private DeskWindow window;

  @Start
  void start(Stage primary) {
    stage = primary;
    var options = new DeskOptions();
    options.dataDir = folder;
    context = new AppContext(options, Environment.of(Map.of(), null), InstantSource.system());
    context.settings().update(s -> s.withLanguage(Language.ENGLISH).withTheme(Theme.LIGHT));
    window = new DeskWindow(context, primary, new LogBuffer());
    primary.setWidth(1000);
    primary.setHeight(800);
    window.show();
    context.startExpiring(new FxTicker());
  }

  @AfterEach
  void end() {
    onFx(
        () -> {
          List.copyOf(Window.getWindows()).forEach(Window::hide);
          window.close();
        });
    context.close();
  }

  private static void until(Callable<Boolean> condition) {
    await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(20)).until(condition);
  }

  private void fill() {
    context.connect();
    until(() -> context.connector().state() instanceof ConnectionState.Online);
    until(() -> context.service().index().state().complete());
    for (int i = 0; i < 12; i++) {
      var text = i % 2 == 0 ? "你好，今天天气很好。" : "Good morning, and welcome aboard.";
      context
          .service()
          .create(
              new NewSession(
                  text.repeat(1 + i * 3),
                  "zh-CN-XiaoxiaoNeural",
                  i % 3 == 0 ? "name " + i : null,
                  i % 4 == 0,
                  i % 4 == 1 ? Duration.ofMinutes(2) : null,
                  Json.EMPTY.with("type", new Json.Str("important"))));
    }
    until(() -> context.service().index().counts().total() == 12);
    until(() -> fromFx(() -> table().getItems().size()) == 12);
    onFx(() -> table().getSelectionModel().select(1));
    until(() -> fromFx(() -> stage.getScene().lookup("#inspector-tabs") != null));
  }

  private TableView<?> table() {
    return (TableView<?>) stage.getScene().lookup("#table-sessions");
  }

  @Test
  @DisplayName("No screen has a text that is cut off or pale, an overlap, or a nameless control")
  void everyScreenIsWellLaidOut(FxRobot robot) {
    fill();
    for (var language : List.of(Language.ENGLISH, Language.CHINESE)) {
      for (var theme : List.of(Theme.LIGHT, Theme.DARK)) {
        look(language, theme, WindowChoices.DEFAULT);
        screens(robot, language + "-" + theme);
      }
    }
    look(Language.ENGLISH, Theme.LIGHT, WindowChoices.DEFAULT.withDensity(Density.COMPACT));
    checkTabs("compact");
    look(Language.ENGLISH, Theme.LIGHT, WindowChoices.DEFAULT.withTextPercent(90));
    checkTabs("small");
    assertThat(faults).isEmpty();
  }

  private void look(Language language, Theme theme, WindowChoices choices) {
    context.settings().update(s -> choices.in(s.withLanguage(language).withTheme(theme)));
    onFx(() -> {});
  }

  private void screens(FxRobot robot, String look) {
    checkTabs(look);
    for (var page : List.of("menu-dashboard", "menu-log")) {
      fire(page);
      check(stage.getScene(), look + "-" + page);
    }
    robot.push(KeyCode.CONTROL, KeyCode.F);
    robot.push(KeyCode.ESCAPE);
    for (var dialog :
        List.of(
            "menu-new",
            "menu-connections",
            "menu-details",
            "menu-settings",
            "menu-about",
            "menu-goto",
            "menu-saveview")) {
      fire(dialog);
      until(() -> fromFx(() -> Window.getWindows().size()) > 1);
      onFx(() -> {});
      for (var shown : fromFx(() -> List.copyOf(Window.getWindows()))) {
        if (!shown.equals(stage)) {
          check(shown.getScene(), look + "-" + dialog);
          onFx(shown::hide);
        }
      }
    }
    for (var over : List.of("menu-palette", "menu-keys", "menu-notes", "menu-tour")) {
      fire(over);
      check(stage.getScene(), look + "-" + over);
      robot.push(KeyCode.ESCAPE);
    }
  }

  private void checkTabs(String look) {
    var tabs = fromFx(() -> (TabPane) stage.getScene().lookup("#inspector-tabs"));
    for (int i = 0; i < fromFx(() -> tabs.getTabs().size()); i++) {
      int tab = i;
      onFx(() -> tabs.getSelectionModel().select(tab));
      check(stage.getScene(), look + "-inspector-" + tab);
    }
    onFx(() -> tabs.getSelectionModel().select(0));
  }

  private void fire(String id) {
    onFx(
        () ->
            ((MenuButton) stage.getScene().lookup("#main-menu"))
                .getItems().stream()
                    .filter(item -> id.equals(item.getId()))
                    .findFirst()
                    .orElseThrow()
                    .fire());
    onFx(() -> {});
  }

  /** What is laid out late, such as a list's cells, is there after another turn or two. */
  private void check(Scene scene, String name) {
    for (int i = 0; i < 3; i++) {
      onFx(
          () -> {
            scene.getRoot().applyCss();
            scene.getRoot().layout();
          });
    }
    var found = fromFx(() -> LayoutFaults.of(scene));
    found.forEach(fault -> faults.add(name + ": " + fault));
    onFx(() -> Screens.save(scene, "layout-" + name.toLowerCase(Locale.ROOT)));
  }
}
