package org.sessiondesk.ui.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.sessiondesk.ui.testing.Desk.fromFx;
import static org.sessiondesk.ui.testing.Desk.onFx;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Labeled;
import javafx.scene.control.ScrollPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sessiondesk.connection.ConnectionState;
import org.sessiondesk.connection.ProfileSecrets;
import org.sessiondesk.redis.BuiltInRedis;
import org.sessiondesk.redis.RedisConnector;
import org.sessiondesk.redis.testing.RedisServer;
import org.sessiondesk.session.Json;
import org.sessiondesk.session.NewSession;
import org.sessiondesk.ui.testing.Desk;
import org.sessiondesk.ui.testing.Dressed;
import org.sessiondesk.ui.testing.Looks;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** The dashboard's lower part, over a real Redis. */
@ExtendWith(ApplicationExtension.class)
@SuppressWarnings("NullAway.Init")
class FiguresTest {
  private static final List<String> VOICES =
      List.of(
          "zh-CN-XiaoxiaoNeural",
          "zh-HK-HiuMaanNeural",
          "en-US-AriaNeural",
          "ja-JP-NanamiNeural",
          "zh-CN-YunxiNeural",
          "zh-TW-HsiaoChenNeural",
          "zh-CN-liaoning-XiaobeiNeural",
          "de-DE-KatjaNeural",
          "fr-FR-DeniseNeural");

  private final RedisServer redis = RedisServer.start();
  private final RedisConnector connector =
      new RedisConnector(new BuiltInRedis(Path.of("never-made")), InstantSource.system());
  private Desk desk;
  private FiguresModel model;
  private Scene scene;

  @Start
  void start(Stage stage) {
    Dressed.theme(false);
    desk = new Desk(Locale.ENGLISH, connector);
    model =
        new FiguresModel(desk.service, connector, ZoneOffset.UTC, new SplittableRandom(1), desk.ui);
    var stats = new StatsModel(desk.service, desk.ui);
    stats.showingProperty().set(true);
    scene = Dressed.scene((Parent) new StatsView(stats, model, desk.ui).node(), 900, 760, "stats");
    stage.setScene(scene);
    stage.show();
  }

  @AfterEach
  void close() {
    onFx(model::close);
    desk.service.close();
    connector.close();
    redis.close();
  }

  private static void until(Callable<Boolean> condition) {
    await().atMost(Duration.ofSeconds(15)).pollInterval(Duration.ofMillis(20)).until(condition);
  }

  private String text(String id) {
    return fromFx(() -> scene.lookup("#" + id) instanceof Labeled label ? label.getText() : "");
  }

  private String all(String id) {
    return fromFx(
        () ->
            scene.lookup("#" + id).lookupAll(".label").stream()
                .map(label -> ((Labeled) label).getText())
                .collect(Collectors.joining(" | ")));
  }

  private void look() {
    desk.pass(Duration.ofSeconds(2));
    desk.pass(Duration.ofSeconds(2));
  }

  @Test
  void withoutRedis_itSaysSo_andCostsNothingWhileHidden() {
    desk.service.create(new NewSession("a", VOICES.getFirst(), null, false, null, Json.EMPTY));
    var before = fromFx(() -> model.lookProperty().get());
    look();
    assertThat(fromFx(() -> model.lookProperty().get())).isSameAs(before);
    onFx(() -> model.showingProperty().set(true));
    until(() -> text("stats-figure-memory").equals("not connected"));
    assertThat(all("stats-slow")).isEqualTo("not connected");
    until(() -> all("stats-voices").contains("zh-CN-XiaoxiaoNeural"));
  }

  @Test
  void redisAndTheSessionsAreShownAsTheyAre() {
    connector.connect(redis.profile(), ProfileSecrets.NONE);
    until(() -> connector.state() instanceof ConnectionState.Online);
    until(() -> desk.service.index().state().complete());
    var random = new Random(7);
    for (int i = 0; i < 400; i++) {
      var voice = VOICES.get((int) (Math.abs(random.nextGaussian()) * 3) % VOICES.size());
      desk.service.create(
          new NewSession(
              "天".repeat(1 + random.nextInt(2_000)), voice, null, true, null, Json.EMPTY));
    }
    redis.call("CONFIG", "SET", "slowlog-log-slower-than", "0");
    redis.call("GET", "persistent_session:none");
    redis.call("CONFIG", "SET", "slowlog-log-slower-than", "-1");
    redis.call("CONFIG", "SET", "maxmemory", "2gb");
    onFx(() -> model.showingProperty().set(true));
    until(
        () -> {
          look();
          return text("stats-figure-memory").contains("MB") && all("stats-slow").contains("GET");
        });
    var look = fromFx(() -> model.lookProperty().get());
    assertThat(look.composition().voices().stream().mapToLong(v -> v.sessions()).sum())
        .isEqualTo(400);
    assertThat(look.composition().createdByDay()).hasSize(FiguresModel.DAYS).last().isEqualTo(400L);
    assertThat(look.sizes().stream().mapToLong(Long::longValue).sum()).isBetween(100L, 200L);
    assertThat(look.lengths().stream().mapToLong(Long::longValue).sum()).isBetween(200L, 500L);
    assertThat(look.lengths().size()).as("texts of up to 2,000 characters").isEqualTo(9);
    assertThat(all("stats-voices")).contains("Others");
    assertThat(text("stats-figure-latency")).endsWith(" ms");
    assertThat(text("stats-figure-evicted")).isEqualTo("0");
    onFx(() -> ((ScrollPane) scene.lookup("#stats-root")).setVvalue(1));
    Looks.save(scene, desk.ui.messages(), "stats-redis");
  }

  @Test
  void sizesAreClassedByPowersOfTwo() {
    assertThat(FiguresModel.classOf(1, 64)).isZero();
    assertThat(FiguresModel.classOf(64, 64)).isZero();
    assertThat(FiguresModel.classOf(65, 64)).isEqualTo(1);
    assertThat(FiguresModel.classOf(128, 64)).isEqualTo(1);
    assertThat(FiguresModel.classOf(1 << 20, 64)).isEqualTo(14);
  }
}
