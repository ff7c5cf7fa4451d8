package org.sessiondesk.ui.preferences;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.sessiondesk.ui.testing.Desk.fromFx;
import static org.sessiondesk.ui.testing.Desk.onFx;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.sessiondesk.json.JacksonJson;
import org.sessiondesk.settings.Environment;
import org.sessiondesk.settings.SettingsFile;
import org.sessiondesk.settings.SettingsService;
import org.sessiondesk.settings.Theme;
import org.sessiondesk.ui.fx.ThemeControl;
import org.sessiondesk.ui.testing.Focus;
import org.sessiondesk.ui.testing.Mouse;
import org.sessiondesk.ui.testing.Screens;
import org.sessiondesk.ui.testing.TestUi;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

@ExtendWith(ApplicationExtension.class)
@SuppressWarnings("NullAway.Init")
class PreferencesPanelTest {
  @TempDir static Path folder;

  private final AtomicInteger closed = new AtomicInteger();
  private SettingsService settings;
  private TestUi test;
  private ThemeControl theme;
  private Scene scene;

  @Start
  void start(Stage stage) {
    settings =
        new SettingsService(
            new SettingsFile(
                List.of(folder.resolve("settings.json")),
                new JacksonJson(),
                "1",
                InstantSource.system(),
                Duration.ofDays(1)),
            Environment.of(Map.of("SESSION_CLEANUP_INTERVAL_SECONDS", "120"), folder));
    test = TestUi.inline(Locale.ENGLISH);
    theme = new ThemeControl(Theme.LIGHT, List.of("desk", "preferences"));
    var panel = new PreferencesPanel(new PreferencesModel(settings), test.ui());
    scene = new Scene((Parent) panel.content());
    theme.dress(scene);
    stage.setScene(scene);
    stage.sizeToScene();
    stage.show();
    panel.onOpen(closed::incrementAndGet);
  }

  @AfterEach
  void close() {
    settings.close();
  }

  private static void until(Callable<Boolean> condition) {
    await().atMost(Duration.ofSeconds(10)).pollInterval(Duration.ofMillis(10)).until(condition);
  }

  private Node find(String id) {
    return fromFx(() -> Objects.requireNonNull(scene.lookup("#" + id), id));
  }

  private String note(String id) {
    return fromFx(() -> ((Labeled) find(id)).getText());
  }

  private void retype(FxRobot robot, String id, String text) {
    Focus.on(() -> find(id));
    robot.push(KeyCode.CONTROL, KeyCode.A);
    robot.push(KeyCode.BACK_SPACE);
    robot.write(text);
  }

  @Test
  void aBadValueIsRefusedInPlace_andAGoodOneIsSaved(FxRobot robot) {
    assertThat(note("preferences-ttl-note")).contains("half an hour");
    retype(robot, "preferences-ttl", "soon");
    until(() -> note("preferences-ttl-note").contains("Enter a number"));
    assertThat(find("preferences-save").isDisabled()).isTrue();
    picture("fault");

    retype(robot, "preferences-port", "99999");
    until(() -> note("preferences-port-note").contains("0 to 65535"));
    retype(robot, "preferences-port", "8100");
    retype(robot, "preferences-ttl", "2.5");
    robot.push(KeyCode.ENTER);
    until(() -> closed.get() == 1);
    assertThat(settings.current().defaultTtl()).isEqualTo(Duration.ofMinutes(150));
    assertThat(settings.current().api().port()).isEqualTo(8100);
  }

  @Test
  void whatTheEnvironmentSetsIsShownAndCannotBeTyped() {
    assertThat(find("preferences-interval").isDisabled()).isTrue();
    assertThat(note("preferences-interval-note"))
        .isEqualTo("Set by SESSION_CLEANUP_INTERVAL_SECONDS in the environment.");
    picture("plain");
  }

  @Test
  void cancelClosesAndSavesNothing(FxRobot robot) {
    retype(robot, "preferences-ttl", "7");
    Mouse.clickOn(robot, "#preferences-cancel");
    until(() -> closed.get() == 1);
    assertThat(settings.current().defaultTtl()).isNotEqualTo(Duration.ofHours(7));
  }

  private void picture(String what) {
    for (var colours : new Theme[] {Theme.LIGHT, Theme.DARK}) {
      for (var locale : new Locale[] {Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE}) {
        onFx(
            () -> {
              theme.themeProperty().set(colours);
              test.ui().messages().localeProperty().set(locale);
            });
        onFx(
            () ->
                Screens.save(
                    scene,
                    "preferences-%s-%s-%s"
                        .formatted(
                            what, colours.name().toLowerCase(Locale.ROOT), locale.getLanguage())));
      }
    }
    onFx(() -> test.ui().messages().localeProperty().set(Locale.ENGLISH));
  }
}
