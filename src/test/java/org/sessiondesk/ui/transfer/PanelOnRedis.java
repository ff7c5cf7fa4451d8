package org.sessiondesk.ui.transfer;

import static org.awaitility.Awaitility.await;
import static org.sessiondesk.ui.testing.Desk.fromFx;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextInputControl;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.sessiondesk.connection.ConnectionState;
import org.sessiondesk.connection.ProfileSecrets;
import org.sessiondesk.redis.BuiltInRedis;
import org.sessiondesk.redis.RedisConnector;
import org.sessiondesk.redis.testing.RedisServer;
import org.sessiondesk.session.Json;
import org.sessiondesk.session.NewSession;
import org.sessiondesk.ui.fx.Dialogs;
import org.sessiondesk.ui.fx.FxBackground;
import org.sessiondesk.ui.fx.Job;
import org.sessiondesk.ui.testing.Desk;
import org.sessiondesk.ui.testing.Dressed;
import org.sessiondesk.ui.testing.Focus;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;

/** A dialog of this part in a window of its own, over a real Redis that is connected. */
@ExtendWith(ApplicationExtension.class)
@SuppressWarnings("NullAway.Init")
abstract class PanelOnRedis {
  @TempDir Path folder;
  final RedisServer redis = RedisServer.start();
  final RedisConnector connector =
      new RedisConnector(new BuiltInRedis(Path.of("never-made")), InstantSource.system());
  Desk desk;
  Stage stage;
  boolean closed;

  /** Makes it. TestFX calls only what the class of the test itself marks with Start. */
  void make(Stage shown) {
    Dressed.theme(false);
    stage = shown;
    desk = new Desk(Locale.ENGLISH, connector);
    connector.connect(redis.profile(), ProfileSecrets.NONE);
  }

  @AfterEach
  void close() {
    desk.service.close();
    connector.close();
    redis.close();
  }

  void create(int count) {
    await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () ->
                connector.state() instanceof ConnectionState.Online
                    && desk.service.index().state().complete());
    for (int i = 0; i < count; i++) {
      desk.service.create(
          new NewSession("天气 " + i, "zh-CN-XiaoxiaoNeural", null, true, null, Json.EMPTY));
    }
    await().until(() -> desk.service.index().counts().persistent() == count);
  }

  void open(Dialogs.Panel panel) {
    stage.setScene(Dressed.scene(new VBox((Parent) panel.content()), 640, 720, "transfer"));
    stage.show();
    panel.onOpen(() -> closed = true);
  }

  Scene scene() {
    return stage.getScene();
  }

  String text(String id) {
    return fromFx(
        () ->
            switch (Objects.requireNonNull(scene().lookup("#" + id), id)) {
              case Labeled label -> label.getText();
              case TextInputControl field -> field.getText();
              default -> throw new AssertionError(id);
            });
  }

  void type(FxRobot robot, String id, String words) {
    Focus.on(() -> Objects.requireNonNull(scene().lookup("#" + id), id));
    robot.interact(() -> ((TextInputControl) scene().lookup("#" + id)).clear());
    robot.write(words, 0);
  }

  void until(BooleanSupplier condition) {
    await()
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(10))
        .until(() -> fromFx(condition::getAsBoolean));
  }

  Job ended() {
    var jobs = ((FxBackground) desk.ui.background()).ended();
    until(() -> !jobs.isEmpty());
    return fromFx(jobs::getLast);
  }
}
