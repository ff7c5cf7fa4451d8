package org.sessiondesk.ui.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.sessiondesk.ui.testing.Desk.fromFx;
import static org.sessiondesk.ui.testing.Desk.onFx;

import atlantafx.base.theme.PrimerLight;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import javafx.application.Application;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sessiondesk.session.Json;
import org.sessiondesk.session.NewSession;
import org.sessiondesk.ui.stats.StatsModel.Horizon;
import org.sessiondesk.ui.testing.Desk;
import org.sessiondesk.ui.testing.Looks;
import org.sessiondesk.ui.testing.Mouse;
import org.sessiondesk.ui.testing.StillConnection;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

@ExtendWith(ApplicationExtension.class)
@SuppressWarnings("NullAway.Init")
class DashboardTest {
  private Desk desk;
  private StatsModel model;
  private Scene scene;

  @Start
  void start(Stage stage) {
    Application.setUserAgentStylesheet(new PrimerLight().getUserAgentStylesheet());
    desk = new Desk(Locale.ENGLISH);
    model = new StatsModel(desk.service, desk.ui);
    var figures =
        new FiguresModel(
            desk.service, StillConnection.none(), ZoneOffset.UTC, new SplittableRandom(1), desk.ui);
    figures.showingProperty().set(true);
    scene = new Scene((Parent) new StatsView(model, figures, desk.ui).node(), 800, 640);
    for (var sheet : List.of("desk", "stats")) {
      var url = StatsView.class.getResource("/org/sessiondesk/ui/css/" + sheet + ".css");
      scene.getStylesheets().add(Objects.requireNonNull(url).toExternalForm());
    }
    stage.setScene(scene);
    stage.show();
    model.showingProperty().set(true);
  }

  @AfterEach
  void close() {
    onFx(model::close);
    desk.service.close();
  }

  private void create(Duration life) {
    desk.service.create(
        new NewSession("text", "zh-CN-XiaoxiaoNeural", null, false, life, Json.EMPTY));
  }

  private String label(String id) {
    return fromFx(() -> ((Labeled) scene.lookup(id)).getText());
  }

  private static void until(Callable<Boolean> condition) {
    await().atMost(Duration.ofSeconds(10)).pollInterval(Duration.ofMillis(5)).until(condition);
  }

  /** Lets a second pass and waits for its sample. */
  private void second() {
    int before = fromFx(() -> model.history().size());
    desk.pass(Duration.ofSeconds(1));
    until(() -> fromFx(() -> model.history().size()) > before);
  }

  @Test
  @DisplayName("requirements: the window shows the very numbers of /api/v1/sessions/stats")
  void cardsShowTheVeryNumbersOfTheStatistics() {
    for (int i = 0; i < 8; i++) {
      create(Duration.ofHours(1));
    }
    create(Duration.ofSeconds(1));
    create(Duration.ofSeconds(1));
    second();
    second();
    until(() -> label("#stats-temporary").equals("10"));
    var stats = desk.service.stats();
    assertThat(stats.temporaryActive()).isEqualTo(8);
    assertThat(label("#stats-temporary-active")).isEqualTo("8 active");
    assertThat(label("#stats-temporary-expired")).isEqualTo("2 expired");
    assertThat(label("#stats-persistent")).isEqualTo("0");
    assertThat(label("#stats-persistent-more")).isEqualTo("Store not reachable");
    assertThat(label("#stats-total")).isEqualTo("10");
    assertThat(label("#stats-total-more")).isEqualTo("Default TTL: 1 h");
  }

  @Test
  void whatHappenedSinceTheStartIsCounted() {
    create(Duration.ofHours(1));
    create(Duration.ofSeconds(1));
    var id = desk.service.index().query(org.sessiondesk.service.SessionQuery.ALL).get(0).id();
    second();
    second();
    desk.service.cleanUp();
    desk.service.delete(id);
    second();
    until(() -> label("#stats-since-created").equals("2 created"));
    until(() -> label("#stats-since-expired").equals("1 expired"));
  }

  @Test
  void deadlinesAreThoseOfTheExpiryTimeline(FxRobot robot) {
    create(Duration.ofSeconds(90));
    create(Duration.ofSeconds(100));
    create(Duration.ofMinutes(30));
    second();
    until(() -> !fromFx(() -> model.deadlinesProperty().get().counts()).isEmpty());
    var hour = fromFx(() -> model.deadlinesProperty().get());
    assertThat(hour.horizon()).isEqualTo(Horizon.HOUR);
    assertThat(hour.counts()).hasSize(60);
    assertThat(hour.counts().get(1)).isEqualTo(2);
    assertThat(hour.counts().get(29)).isEqualTo(1);
    Mouse.clickOn(robot, "#stats-horizon-quarter");
    until(() -> fromFx(() -> model.deadlinesProperty().get().horizon()) == Horizon.QUARTER);
    assertThat(fromFx(() -> model.deadlinesProperty().get().counts().get(5))).isEqualTo(1);
    assertThat(fromFx(() -> model.deadlinesProperty().get().counts().get(6))).isEqualTo(1);
  }

  @Test
  void samplesAreTakenWhileHiddenButDeadlinesAreNot() {
    onFx(() -> model.showingProperty().set(false));
    second();
    var before = fromFx(() -> model.deadlinesProperty().get());
    create(Duration.ofMinutes(5));
    second();
    assertThat(fromFx(() -> model.history().get(model.history().size() - 1).active())).isEqualTo(1);
    assertThat(fromFx(() -> model.deadlinesProperty().get())).isEqualTo(before);
  }

  @Test
  @DisplayName("rates: created, expired and deleted in the minute before, and fallbacks")
  void whatHappensIsCountedPerMinute() {
    create(Duration.ofHours(1));
    desk.service.create(
        new NewSession("text", "zh-CN-XiaoxiaoNeural", null, true, null, Json.EMPTY));
    second();
    var chart = (RatesChart) Objects.requireNonNull(scene.lookup("#stats-rates"));
    var now = fromFx(() -> chart.table().getLast());
    assertThat(now.subList(1, 5)).containsExactly("2", "0", "0", "1");
    assertThat(label("#stats-since-fallbacks")).isEqualTo("1 fallbacks");
    for (int i = 0; i < 65; i++) {
      second();
    }
    assertThat(fromFx(() -> chart.table().getLast()).subList(1, 5))
        .containsExactly("0", "0", "0", "0");
  }

  @Test
  void aChartIsEnlarged_andTheOthersComeBack(FxRobot robot) {
    second();
    var before = fromFx(() -> scene.lookup("#stats-rates").getBoundsInParent().getHeight());
    Mouse.clickOn(robot, "#stats-rates-enlarge");
    until(() -> fromFx(() -> scene.lookup("#stats-history") == null));
    until(
        () -> fromFx(() -> scene.lookup("#stats-rates").getBoundsInParent().getHeight()) > before);
    Looks.save(scene, desk.ui.messages(), "stats-enlarged");
    robot.type(KeyCode.ESCAPE);
    until(() -> fromFx(() -> scene.lookup("#stats-history") != null));
    assertThat(fromFx(() -> scene.lookup("#stats-rates").getParent().getParent()))
        .isEqualTo(fromFx(() -> scene.lookup("#stats-deadlines").getParent().getParent()));
  }

  @Test
  void pictures(FxRobot robot) {
    for (int i = 0; i < 240; i++) {
      for (int k = 0; k < 1 + i % 7; k++) {
        create(Duration.ofSeconds(20 + 37L * i % 3_000 + k));
      }
      second();
    }
    Mouse.moveTo(robot, "#stats-deadlines");
    Looks.save(scene, desk.ui.messages(), "stats-full");
  }
}
