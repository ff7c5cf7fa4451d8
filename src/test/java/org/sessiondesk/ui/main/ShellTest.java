package org.sessiondesk.ui.main;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.sessiondesk.ui.testing.Desk.fromFx;
import static org.sessiondesk.ui.testing.Desk.onFx;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.sessiondesk.connection.ConnectionState;
import org.sessiondesk.connection.ServerInfo;
import org.sessiondesk.service.SessionQuery.View;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;

/** A test of the whole shell, with what an operator does and sees there. */
@ExtendWith(ApplicationExtension.class)
@SuppressWarnings("NullAway.Init")
abstract class ShellTest {
  @TempDir static Path folder;

  Shell shell;
  Stage stage;

  /** Shows the shell. TestFX calls only what the class of the test itself marks with Start. */
  void open(Stage primary) {
    stage = primary;
    shell = new Shell(primary, folder);
  }

  @AfterEach
  void close() {
    onFx(shell::close);
  }

  static void until(Callable<Boolean> condition) {
    await().atMost(Duration.ofSeconds(10)).pollInterval(Duration.ofMillis(10)).until(condition);
  }

  Scene scene() {
    return Objects.requireNonNull(stage.getScene());
  }

  <T extends Node> T find(String id, Class<T> type) {
    return fromFx(() -> type.cast(Objects.requireNonNull(scene().lookup("#" + id), id)));
  }

  String text(String id) {
    return fromFx(() -> find(id, Labeled.class).getText());
  }

  void untilText(String id, String expected) {
    until(() -> fromFx(() -> scene().lookup("#" + id)) != null);
    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(() -> assertThat(text(id)).contains(expected));
  }

  void become(ConnectionState state) {
    shell.connection.become(state);
    until(() -> fromFx(() -> shell.connections.stateProperty().get()).equals(state));
  }

  void online() {
    become(
        new ConnectionState.Online(
            Shell.PROFILE,
            shell.clock.instant(),
            new ServerInfo("7.0.15", "standalone", "master")));
  }

  void pass(Duration time) {
    shell.clock.advance(time);
    onFx(shell.test.ticker()::tick);
  }

  /** The stores tell the picture on threads of their own: the clock goes on until it has them. */
  void untilCounted(View view, long expected) {
    until(
        () -> {
          pass(Duration.ofSeconds(1));
          return fromFx(() -> shell.sidebar.countProperty(view).get()) == expected;
        });
  }

  boolean focused(String id) {
    return fromFx(
        () -> scene().getFocusOwner() != null && id.equals(scene().getFocusOwner().getId()));
  }

  void press(FxRobot robot, KeyCode... keys) {
    robot.push(keys);
  }
}
