package org.sessiondesk.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.sessiondesk.ui.testing.Desk.fromFx;
import static org.sessiondesk.ui.testing.Desk.onFx;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.input.Clipboard;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.sessiondesk.settings.BadSettingException;
import org.sessiondesk.settings.Environment;
import org.sessiondesk.settings.Language;
import org.sessiondesk.settings.Theme;
import org.sessiondesk.ui.fx.FxDialogs;
import org.sessiondesk.ui.fx.Messages;
import org.sessiondesk.ui.fx.ThemeControl;
import org.sessiondesk.ui.log.LogBuffer;
import org.sessiondesk.ui.testing.Mouse;
import org.sessiondesk.ui.testing.Screens;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** What the window does when the program itself fails, and when it is started twice. */
@ExtendWith(ApplicationExtension.class)
@SuppressWarnings("NullAway.Init") // made by @Start and before each test
class CrashSafetyTest {
  @TempDir Path folder;
  private Stage stage;
  private AppContext context;
  private DeskWindow window;
  private Thread.UncaughtExceptionHandler before;

  @Start
  void start(Stage primary) {
    stage = primary;
  }

  @BeforeEach
  void open() {
    before = Thread.getDefaultUncaughtExceptionHandler();
    context = context();
    onFx(
        () -> {
          window = new DeskWindow(context, stage, new LogBuffer());
          stage.setWidth(980);
          stage.setHeight(900);
          window.show();
        });
    context.instance().onForward(window::comeForward);
    context.uncaught().showBy(window::showFailure);
  }

  private AppContext context() {
    var options = new DeskOptions();
    options.dataDir = folder;
    return new AppContext(
        options, Environment.of(Map.of("REDIS_ENABLED", "false"), null), InstantSource.system());
  }

  @AfterEach
  void close() {
    onFx(
        () -> {
          List.copyOf(Window.getWindows()).forEach(Window::hide);
          window.close();
        });
    context.close();
    Thread.setDefaultUncaughtExceptionHandler(before);
  }

  private static void until(Callable<Boolean> condition) {
    await()
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(20))
        .ignoreExceptions()
        .until(condition);
  }

  private Optional<Scene> dialog() {
    return fromFx(
        () ->
            Window.getWindows().stream()
                .filter(shown -> shown.isShowing() && !shown.equals(stage))
                .map(Window::getScene)
                .findFirst());
  }

  private Scene shownDialog() {
    until(() -> dialog().isPresent());
    return dialog().orElseThrow();
  }

  private static String text(Scene scene, String id) {
    return fromFx(() -> ((Labeled) scene.lookup("#" + id)).getText());
  }

  private static void fail(String message) {
    throw new IllegalStateException(message);
  }

  @Test
  @DisplayName(
      "A failure on the window's own thread is shown once, with details to copy, and logged")
  void theWindowsThreadFails(FxRobot robot) throws Exception {
    // TestFX has put a handler of its own before the program's.
    var testFx = fromFx(() -> Thread.currentThread().getUncaughtExceptionHandler());
    onFx(() -> Thread.currentThread().setUncaughtExceptionHandler(context.uncaught()));
    Runnable broken = () -> fail("a broken cell");
    for (int i = 0; i < 50; i++) {
      Platform.runLater(broken);
    }
    var scene = shownDialog();
    assertThat(text(scene, "dialog-problem-copy")).isEqualTo("Copy details");
    assertThat(text(scene, "dialog-problem-logs")).isEqualTo("Open log folder");
    pictures(scene, "en");

    Mouse.clickOn(robot, "#dialog-problem-copy");
    assertThat(fromFx(() -> Clipboard.getSystemClipboard().getString()))
        .contains("a broken cell", "IllegalStateException", Version.current(), "SD-900");
    Mouse.clickOn(robot, "#dialog-problem-close");
    until(() -> dialog().isEmpty());
    Platform.runLater(broken);
    onFx(() -> {});
    assertThat(dialog()).as("the same again").isEmpty();
    onFx(() -> Thread.currentThread().setUncaughtExceptionHandler(testFx));
    assertThat(Files.readString(Logging.Log.WINDOW.in(folder.resolve("logs"))))
        .containsOnlyOnce("IllegalStateException: a broken cell\n\tat");
    assertThat(stage.isShowing()).isTrue();
  }

  private void pictures(Scene scene, String language) {
    for (var theme : new Theme[] {Theme.DARK, Theme.LIGHT}) {
      onFx(() -> context.settings().update(s -> s.withTheme(theme)));
      var name = theme.name().toLowerCase(Locale.ROOT) + "-" + language;
      onFx(() -> Screens.save(scene, "crash-dialog-" + name));
    }
  }

  @Test
  void itSpeaksTheOperatorsLanguage(FxRobot robot) {
    onFx(() -> context.settings().update(s -> s.withLanguage(Language.CHINESE)));
    context.uncaught().take("worker", new IllegalStateException("损坏"));
    var scene = shownDialog();
    until(() -> text(scene, "dialog-problem-copy").equals("复制详细信息"));
    Mouse.clickOn(robot, "#dialog-problem-toggle");
    pictures(scene, "zh");
    onFx(() -> context.settings().update(s -> s.withLanguage(Language.ENGLISH)));
  }

  @Test
  void aFailureOfAnyOtherThreadIsShownToo_oneDialogAtATime() throws InterruptedException {
    Thread.ofVirtual().name("some-work").start(() -> fail("one")).join();
    var scene = shownDialog();
    Thread.ofPlatform()
        .start(
            () -> {
              throw new UnsupportedOperationException("two");
            })
        .join();
    onFx(() -> {});
    assertThat(fromFx(() -> Window.getWindows().size())).isEqualTo(2);
    onFx(() -> ((Button) scene.lookup("#dialog-problem-close")).fire());
  }

  @Test
  void aSecondStartBringsTheWindowForward() {
    onFx(() -> stage.setIconified(true));
    assertThat(
            org.assertj.core.api.Assertions.catchThrowableOfType(
                    AlreadyRunningException.class, this::context)
                .shown())
        .isTrue();
    until(() -> fromFx(() -> !stage.isIconified() && stage.isFocused()));
  }

  @Test
  @DisplayName("Who started the program by a double click is told why it cannot start")
  void aStartThatFailsIsShown() {
    var bad =
        org.assertj.core.api.Assertions.catchThrowableOfType(
            BadSettingException.class,
            () -> Environment.of(Map.of("SESSION_TTL_HOURS", "abc"), null));
    var messages = new Messages(Locale.SIMPLIFIED_CHINESE);
    onFx(
        () ->
            new FxDialogs(new Stage(), messages, new ThemeControl(Theme.LIGHT, List.of("desk")))
                .show(StartFailureDialog.problem(messages, bad)));
    var scene = shownDialog();
    onFx(() -> Screens.save(scene, "start-failure-light-zh"));
    assertThat(fromFx(() -> ((Label) scene.lookup("#dialog-problem-meaning")).getText()))
        .contains("SESSION_TTL_HOURS", "abc");
    assertThat(text(scene, "dialog-problem-code")).contains("SD-913");
  }
}
