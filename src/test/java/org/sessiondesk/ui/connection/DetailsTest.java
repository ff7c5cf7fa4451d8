package org.sessiondesk.ui.connection;

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
import java.util.Optional;
import java.util.concurrent.Callable;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.layout.Pane;
import javafx.stage.Stage;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.sessiondesk.connection.ConnectionFault;
import org.sessiondesk.connection.ConnectionFigures;
import org.sessiondesk.connection.ConnectionProfile;
import org.sessiondesk.connection.ConnectionState;
import org.sessiondesk.connection.RedisUrl;
import org.sessiondesk.connection.ServerFigures;
import org.sessiondesk.connection.ServerInfo;
import org.sessiondesk.json.JacksonJson;
import org.sessiondesk.settings.Environment;
import org.sessiondesk.settings.ProfilePasswords;
import org.sessiondesk.settings.SettingsFile;
import org.sessiondesk.settings.SettingsService;
import org.sessiondesk.ui.action.ConnectionActions;
import org.sessiondesk.ui.testing.Dressed;
import org.sessiondesk.ui.testing.Looks;
import org.sessiondesk.ui.testing.MemoryVault;
import org.sessiondesk.ui.testing.StoredSessions;
import org.sessiondesk.ui.testing.SwitchedConnection;
import org.sessiondesk.ui.testing.TestUi;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** How the connections do. */
@ExtendWith(ApplicationExtension.class)
@SuppressWarnings("NullAway.Init")
class DetailsTest {
  @TempDir Path folder;
  private final SwitchedConnection connection = new SwitchedConnection(new StoredSessions());
  private Stage stage;
  private Scene scene;
  private TestUi test;

  @Start
  void start(Stage primary) {
    stage = primary;
  }

  private static ConnectionProfile profile(String name, String url) {
    return new ConnectionProfile(name, name, RedisUrl.parse(url).target(), "p:");
  }

  private ConnectionFigures figures(ConnectionProfile profile, boolean current, long sent) {
    var at = test.clock().instant();
    return new ConnectionFigures(
        profile,
        current,
        at.minusSeconds(3_600),
        3,
        1_234_567,
        sent,
        Optional.of(
            new ConnectionFigures.Trouble(
                new ConnectionFault(ConnectionFault.Kind.LOST, "closed by the other end"),
                at.minusSeconds(4_000))),
        Optional.of(Duration.ofNanos(412_000)),
        Optional.of(
            new ServerFigures.Latency(
                120, Duration.ofNanos(400_000), Duration.ofNanos(1_900_000))));
  }

  private static void until(Callable<Boolean> condition) {
    await()
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(20))
        .ignoreExceptions()
        .until(condition);
  }

  private String text(String id) {
    return fromFx(() -> ((Label) scene.lookup("#details-" + id)).getText());
  }

  @Test
  @DisplayName(
      "Each profile of this run is told of, the present one first, each second, and"
          + " nothing is asked while nobody sees it")
  void tellsHowTheyDo() {
    var settings =
        new SettingsService(
            new SettingsFile(
                List.of(folder.resolve("settings.json")),
                new JacksonJson(),
                "1",
                InstantSource.system(),
                Duration.ZERO),
            Environment.of(Map.of(), null));
    var production = profile("TTS 生产", "rediss://desk@redis.example:6380/0");
    var other = profile("Staging", "redis://10.1.2.3:6379/0");
    onFx(() -> test = TestUi.window(Locale.ENGLISH));
    var actions =
        fromFx(
            () ->
                new ConnectionActions(
                    connection,
                    new ProfilePasswords(settings.environment(), new MemoryVault()),
                    settings,
                    test.ui()));
    var model = fromFx(() -> new DetailsModel(connection, actions, test.ui()));
    onFx(
        () -> {
          Dressed.theme(false);
          scene =
              Dressed.scene(
                  (Parent) new DetailsPanel(model, test.ui()).content(),
                  620,
                  470,
                  "main",
                  "connection");
          stage.setScene(scene);
          stage.show();
        });
    until(() -> fromFx(() -> scene.lookup("#details-none").isVisible()));

    connection.history(List.of(figures(production, true, 98_765), figures(other, false, 42)));
    connection.become(
        new ConnectionState.Online(
            production, test.clock().instant(), new ServerInfo("7.2.4", "standalone", "master")));
    until(() -> text("state").startsWith("Connected, since"));
    assertThat(text("way")).isEqualTo("rediss://desk@redis.example:6380/0");
    assertThat(text("server")).isEqualTo("Redis 7.2.4, standalone, master");
    assertThat(text("encryption")).contains("TLS", "checked");
    assertThat(text("latency")).startsWith("0.4 ms").contains("120", "1.9 ms");
    assertThat(text("reconnects")).isEqualTo("2");
    assertThat(text("trouble")).contains("The connection was lost", "closed by the other end");
    Looks.save(scene, test.ui().messages(), "details");

    connection.history(List.of(figures(production, true, 2_000_000), figures(other, false, 42)));
    var before = text("sent");
    onFx(() -> test.pass(Duration.ofSeconds(1)));
    until(() -> !text("sent").equals(before));

    onFx(() -> profiles().getSelectionModel().select(other));
    until(() -> text("way").equals("redis://10.1.2.3:6379/0"));
    assertThat(text("state")).startsWith("Not connected");
    assertThat(text("encryption")).isEqualTo("none");

    onFx(() -> stage.setScene(new Scene(new Pane())));
    onFx(() -> scene.setRoot(new Pane()));
    until(() -> !fromFx(() -> model.showingProperty().get()));
    int asked = connection.asked();
    onFx(() -> test.pass(Duration.ofSeconds(1)));
    onFx(() -> {});
    assertThat(connection.asked()).isEqualTo(asked);
    onFx(
        () -> {
          model.close();
          actions.close();
        });
    settings.close();
  }

  @SuppressWarnings("unchecked")
  private ComboBox<ConnectionProfile> profiles() {
    return (ComboBox<ConnectionProfile>) scene.lookup("#details-profile");
  }
}
