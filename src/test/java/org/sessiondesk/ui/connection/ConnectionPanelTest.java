package org.sessiondesk.ui.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.sessiondesk.ui.testing.Desk.fromFx;
import static org.sessiondesk.ui.testing.Desk.onFx;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.control.MenuButton;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.sessiondesk.connection.ConnectionProfile;
import org.sessiondesk.connection.ConnectionState;
import org.sessiondesk.connection.Deployment;
import org.sessiondesk.connection.ProfileMarks;
import org.sessiondesk.connection.Secret;
import org.sessiondesk.connection.SecretKind;
import org.sessiondesk.connection.StoreTarget;
import org.sessiondesk.connection.TlsSettings;
import org.sessiondesk.connection.WriteAccess;
import org.sessiondesk.json.JacksonJson;
import org.sessiondesk.redis.BuiltInRedis;
import org.sessiondesk.redis.RedisConnector;
import org.sessiondesk.redis.testing.RedisServer;
import org.sessiondesk.settings.Environment;
import org.sessiondesk.settings.ProfileExchange;
import org.sessiondesk.settings.ProfilePasswords;
import org.sessiondesk.settings.SettingsFile;
import org.sessiondesk.settings.SettingsService;
import org.sessiondesk.ui.action.ConnectionActions;
import org.sessiondesk.ui.fx.Dialogs;
import org.sessiondesk.ui.testing.Dressed;
import org.sessiondesk.ui.testing.Focus;
import org.sessiondesk.ui.testing.Looks;
import org.sessiondesk.ui.testing.MemoryVault;
import org.sessiondesk.ui.testing.Mouse;
import org.sessiondesk.ui.testing.TestUi;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** The connection settings, over a real connector and real servers. */
@ExtendWith(ApplicationExtension.class)
@SuppressWarnings("NullAway.Init") // made by JUnit and by open()
class ConnectionPanelTest {
  private static RedisServer server;
  @TempDir Path folder;
  private final Deque<AutoCloseable> closing = new ArrayDeque<>();
  private final MemoryVault vault = new MemoryVault();
  private final AtomicInteger closed = new AtomicInteger();
  private Stage stage;
  private Scene scene;
  private Node content;
  private TestUi test;
  private SettingsService settings;
  private RedisConnector connector;
  private ConnectionModel model;

  @BeforeAll
  static void startServer() {
    server = RedisServer.startWithPassword("right");
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  @Start
  void start(Stage primary) {
    stage = primary;
  }

  private void open(Map<String, String> environment) {
    settings =
        later(
            new SettingsService(
                new SettingsFile(
                    List.of(folder.resolve("settings.json")),
                    new JacksonJson(),
                    "1",
                    InstantSource.system(),
                    Duration.ZERO),
                Environment.of(environment, null)));
    connector = later(new RedisConnector(later(new BuiltInRedis(folder)), InstantSource.system()));
    onFx(
        () -> {
          Dressed.theme(false);
          test = TestUi.window(Locale.ENGLISH);
          var passwords = new ProfilePasswords(settings.environment(), vault);
          var actions = later(new ConnectionActions(connector, passwords, settings, test.ui()));
          model =
              new ConnectionModel(
                  connector,
                  actions,
                  vault,
                  passwords,
                  settings,
                  new ProfileExchange(new JacksonJson()),
                  () -> {
                    throw new AssertionError("nobody asks where secrets are kept");
                  },
                  test.ui());
          var panel = new ConnectionPanel(model, test.ui());
          panel.onOpen(closed::incrementAndGet);
          content = panel.content();
          scene = Dressed.scene((Parent) content, 860, 700, "main", "connection");
          stage.setScene(scene);
          stage.setX(0);
          stage.setY(0);
          stage.setWidth(860);
          stage.setHeight(700);
          stage.show();
        });
    until(() -> fromFx(() -> isInTheWindow("connection-add") && isInTheWindow("connection-test")));
  }

  /** Whether a node has its place, which it gets when the window is laid out. */
  private boolean isInTheWindow(String id) {
    var node = scene.lookup("#" + id);
    var place = node.localToScene(node.getLayoutBounds());
    return place.getWidth() > 0
        && place.getMinX() > 0
        && place.getMaxX() <= scene.getWidth()
        && place.getMaxY() <= scene.getHeight();
  }

  private <T extends AutoCloseable> T later(T part) {
    closing.push(part);
    return part;
  }

  @AfterEach
  void close() throws Exception {
    while (!closing.isEmpty()) {
      closing.pop().close();
    }
  }

  private static void until(Callable<Boolean> condition) {
    await()
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(20))
        .ignoreExceptions()
        .until(condition);
  }

  private Node node(String id) {
    return fromFx(() -> Objects.requireNonNull(scene.lookup("#" + id), id));
  }

  private boolean shown(String id) {
    return fromFx(
        () -> Optional.ofNullable(scene.lookup("#" + id)).map(Node::isVisible).orElse(false));
  }

  /** Key by key is slow, and the fields are not ours: text arrives as if it were pasted. */
  private void type(String id, String text) {
    until(() -> shown(id));
    onFx(() -> ((TextInputControl) node(id)).setText(text));
  }

  /** All that the test of the connection says, in its order. */
  private String steps() {
    return fromFx(
        () ->
            node("connection-test-steps").lookupAll(".label").stream()
                .map(label -> ((Labeled) label).getText())
                .filter(text -> text != null && !text.isBlank())
                .collect(Collectors.joining(" | ")));
  }

  private void picture(String what) {
    Looks.save(scene, test.ui().messages(), "connection-" + what);
  }

  private void describe(FxRobot robot, String name, String host, int port) {
    Mouse.clickOn(robot, "#connection-add");
    type("connection-name", name);
    type("connection-host", host);
    type("connection-port", Integer.toString(port));
  }

  private String saved() {
    try {
      var file = folder.resolve("settings.json");
      return Files.exists(file) ? Files.readString(file) : "";
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  @DisplayName("The test says each step and the server's version, and touches nothing")
  void testsAServer(FxRobot robot) {
    open(Map.of());
    describe(robot, "生产环境", "127.0.0.1", server.port());
    type("connection-password", "right");
    Mouse.clickOn(robot, "#connection-test");
    until(() -> shown("connection-test-passed"));
    assertThat(steps())
        .containsSubsequence(
            "TCP", "Authentication", "Permission", "Ping", "It works, with 1 warning");
    assertThat(((Labeled) node("connection-test-passed")).getText())
        .matches(".*Redis \\d+\\.\\d+\\.\\d+.*master.*");
    picture("passed");
    assertThat(connector.state()).isInstanceOf(ConnectionState.Off.class);
    assertThat(settings.profiles()).containsExactly(ConnectionProfile.BUILT_IN);
  }

  @Test
  @DisplayName("The test says at which step it failed: authentication")
  void namesAWrongPassword(FxRobot robot) {
    open(Map.of());
    describe(robot, "There", "127.0.0.1", server.port());
    type("connection-password", "wrong");
    Mouse.clickOn(robot, "#connection-test");
    until(() -> steps().contains("password"));
    assertThat(steps()).contains("Authentication").doesNotContain("Ping", "wrong |");
  }

  @Test
  @DisplayName("The test says at which step it failed: name, TCP")
  void namesAnUnknownHostAndAClosedPort(FxRobot robot) {
    open(Map.of());
    describe(robot, "Nowhere", "no-such-host.invalid", 6379);
    Mouse.clickOn(robot, "#connection-test");
    until(() -> steps().startsWith("Name") && steps().contains("no-such-host.invalid"));
    assertThat(steps()).doesNotContain("TCP |", "Ping");

    type("connection-host", "127.0.0.1");
    type("connection-port", Integer.toString(RedisServer.freePort()));
    Mouse.clickOn(robot, "#connection-test");
    until(() -> steps().contains("TCP"));
    until(() -> !fromFx(() -> model.testingProperty().get()));
    assertThat(steps()).doesNotContain("Authentication", "no-such-host");
  }

  @Test
  void whatMakesNoSenseIsRefusedAtItsField_andNothingIsSaved(FxRobot robot) {
    open(Map.of());
    describe(robot, "Odd", "redis://x", 6379);
    type("connection-port", "70000");
    type("connection-database", "-1");
    robot.clickOn("#connection-tab-advanced");
    type("connection-prefix", " ");
    type("connection-replylimit", "0");
    robot.clickOn("#connection-tab-server");
    Mouse.clickOn(robot, "#connection-save");
    until(() -> shown("connection-fault-port"));
    assertThat(shown("connection-fault-host")).isTrue();
    assertThat(shown("connection-fault-database")).isTrue();
    assertThat(shown("connection-fault-prefix")).isTrue();
    picture("faults");
    assertThat(settings.profiles()).containsExactly(ConnectionProfile.BUILT_IN);
    type("connection-url", "http://example.com");
    Mouse.clickOn(robot, "#connection-url-apply");
    until(() -> shown("connection-fault-url"));
  }

  @Test
  @DisplayName("TLS and SSH are filled in, each in its group, and saved")
  void fillsInTheWayIn(FxRobot robot) {
    open(Map.of());
    Mouse.clickOn(robot, "#connection-add");
    type("connection-url", "rediss-sentinel://desk@s1.example,s2.example/0#mymaster");
    Mouse.clickOn(robot, "#connection-url-apply");
    type("connection-name", "TTS");
    type("connection-sentinelpassword", "guard");
    robot.clickOn("#connection-tab-security");
    picture("security");
    Focus.on(() -> node("connection-verify"));
    robot.type(KeyCode.DOWN, 2);
    Focus.on(() -> node("connection-client"));
    robot.type(KeyCode.DOWN);
    test.dialogs().saveTo(Path.of("/keys/me.pem"));
    Mouse.clickOn(robot, "#connection-certificate-browse");
    type("connection-keypassphrase", "open sesame");
    picture("unverified");
    robot.clickOn("#connection-tab-ssh");
    Mouse.clickOn(robot, "#connection-ssh");
    type("connection-sshhost", "jump.example");
    type("connection-sshuser", "ops");
    picture("ssh");
    Mouse.clickOn(robot, "#connection-save");
    until(() -> shown("connection-fault-key"));
    assertThat(settings.profiles()).containsExactly(ConnectionProfile.BUILT_IN);
    type("connection-key", "/keys/me.key");
    Mouse.clickOn(robot, "#connection-save");
    until(() -> settings.findProfile("TTS").isPresent());
    var profile = settings.findProfile("TTS").orElseThrow();
    assertThat(profile.isUnverified()).isTrue();
    assertThat(profile.way().tls().client())
        .isEqualTo(
            new TlsSettings.ClientCertificate.Pem(
                Path.of("/keys/me.pem"), Path.of("/keys/me.key")));
    assertThat(Objects.requireNonNull(profile.way().ssh()).display())
        .isEqualTo("ssh://ops@jump.example:22");
    until(() -> vault.find(profile.id(), SecretKind.KEY_PASSPHRASE).isPresent());
    assertThat(vault.find(profile.id(), SecretKind.SENTINEL_PASSWORD)).contains(Secret.of("guard"));
    until(() -> saved().contains("jump.example"));
    assertThat(saved()).doesNotContain("open sesame", "guard");
  }

  @Test
  @DisplayName("A node of a cluster is recognised, and the profile made one by a click")
  void takesOverWhatTheTestOffers(FxRobot robot) {
    try (var node = RedisServer.start("--cluster-enabled", "yes")) {
      open(Map.of());
      describe(robot, "Many", "127.0.0.1", node.port());
      Mouse.clickOn(robot, "#connection-test");
      until(() -> shown("connection-offer"));
      assertThat(steps()).contains("node of a Redis Cluster");
      robot.interact(() -> ((Button) node("connection-offer")).fire());
      until(() -> model.form().kind.get() == ProfileForm.Kind.CLUSTER);
      assertThat(model.form().seeds.get()).isEqualTo("127.0.0.1:" + node.port());
    }
  }

  @Test
  @DisplayName("The report of a test is copied, without secrets")
  void copiesTheReport(FxRobot robot) {
    open(Map.of());
    describe(robot, "Here", "127.0.0.1", server.port());
    type("connection-password", "wrong-secret");
    Mouse.clickOn(robot, "#connection-test");
    until(() -> shown("connection-test-copy"));
    robot.interact(() -> ((Button) node("connection-test-copy")).fire());
    var copied = fromFx(() -> Clipboard.getSystemClipboard().getString());
    assertThat(copied)
        .contains("redis://127.0.0.1:" + server.port(), "✓ TCP", "✗ Authentication", "refused")
        .doesNotContain("wrong-secret");
  }

  @Test
  @DisplayName(
      "A profile is marked as production and read-only, and guarded as soon as it is saved")
  void marksAProfile(FxRobot robot) {
    open(Map.of());
    describe(robot, "TTS 生产", "127.0.0.1", server.port());
    type("connection-password", "right");
    Mouse.clickOn(robot, "#connection-connect");
    until(() -> connector.state() instanceof ConnectionState.Online);
    assertThat(connector.writeAccess()).isEqualTo(new WriteAccess.Open());

    Focus.on(() -> node("connection-deployment"));
    robot.type(KeyCode.DOWN, 3).type(KeyCode.ENTER);
    Focus.on(() -> node("connection-colour"));
    robot.type(KeyCode.DOWN, 6);
    Focus.on(() -> node("connection-readonly"));
    robot.type(KeyCode.SPACE);
    robot.interact(() -> ((ScrollPane) scene.lookup(".scroll-pane")).setVvalue(1));
    Mouse.clickOn(robot, "#connection-save");
    until(() -> connector.writeAccess() instanceof WriteAccess.Locked);
    picture("marked");
    assertThat(settings.profiles().getLast().marks())
        .isEqualTo(new ProfileMarks(Deployment.PRODUCTION, ProfileMarks.Colour.PURPLE, true));
    until(() -> saved().contains("\"deployment\": \"production\""));
  }

  @Test
  @DisplayName("A URL fills the form; its password goes to the keychain and into no file")
  void aUrlFillsTheForm(FxRobot robot) {
    open(Map.of());
    Mouse.clickOn(robot, "#connection-add");
    type("connection-url", "rediss://desk:hunter2@redis.example.net:6380/3");
    Mouse.clickOn(robot, "#connection-url-apply");
    type("connection-name", "Staging");
    picture("form");
    Mouse.clickOn(robot, "#connection-save");
    until(() -> settings.findProfile("staging").isPresent());
    var profile = settings.findProfile("staging").orElseThrow();
    assertThat(profile.target())
        .isEqualTo(
            new StoreTarget.Standalone(
                new StoreTarget.Address("redis.example.net", 6380), true, 3, "desk"));
    until(
        () ->
            vault
                .find(profile.id(), SecretKind.PASSWORD)
                .equals(Optional.of(Secret.of("hunter2"))));
    until(() -> saved().contains("redis.example.net"));
    assertThat(saved()).doesNotContain("hunter2");
    assertThat(((TextInputControl) node("connection-url")).getText()).doesNotContain("hunter2");
  }

  @Test
  @DisplayName("Profiles are duplicated, moved by keys and by the mouse, and removed")
  void duplicatesMovesAndRemoves(FxRobot robot) {
    open(Map.of());
    assertThat(fromFx(() -> node("connection-remove").isDisabled()))
        .as("the built-in store stays")
        .isTrue();
    describe(robot, "First", "127.0.0.1", 6379);
    type("connection-password", "secret");
    Mouse.clickOn(robot, "#connection-save");
    until(() -> settings.findProfile("First").isPresent());
    var first = settings.findProfile("First").orElseThrow();
    until(() -> vault.find(first.id(), SecretKind.PASSWORD).isPresent());
    Mouse.clickOn(robot, "#connection-duplicate");
    until(() -> settings.findProfile("First (copy)").isPresent());
    until(() -> !first.equals(fromFx(() -> model.list().selectedProperty().get())));

    Focus.on(() -> node("connection-profiles"));
    robot.press(KeyCode.ALT).type(KeyCode.UP).release(KeyCode.ALT);
    until(() -> order().equals(List.of("First (copy)", "First")));
    robot.drag("First (copy)").dropTo("First");
    until(() -> order().equals(List.of("First", "First (copy)")));

    robot.clickOn("First");
    test.dialogs().answer(false);
    Mouse.clickOn(robot, "#connection-remove");
    assertThat(test.dialogs().confirmations()).hasSize(1);
    assertThat(settings.findProfile("First")).isPresent();
    test.dialogs().answer(true);
    Mouse.clickOn(robot, "#connection-remove");
    until(() -> settings.findProfile("First").isEmpty());
    until(() -> vault.find(first.id(), SecretKind.PASSWORD).isEmpty());
    assertThat(settings.findProfile("First (copy)")).isPresent();
  }

  private List<String> order() {
    return settings.current().profiles().stream().skip(1).map(ConnectionProfile::name).toList();
  }

  @Test
  @DisplayName("Connections are imported after a look at them, and exported")
  void importsAndExports(FxRobot robot) {
    open(Map.of());
    fire("connection-import");
    show(test.dialogs().panels().getLast());
    until(() -> shown("profiles-text"));
    type(
        "profiles-text",
        "redis://:hunter2@redis.example:6379/1\nredis://bad:x\nrediss://10.1.2.3:6380/0");
    Mouse.clickOn(robot, "#profiles-read");
    until(() -> fromFx(() -> !scene.getRoot().lookupAll(".profiles-candidate").isEmpty()));
    picture("import");
    assertThat(order()).isEmpty();
    Mouse.clickOn(robot, "#profiles-add");
    until(() -> order().equals(List.of("redis.example:6379", "10.1.2.3:6380")));

    fire("connection-export");
    show(test.dialogs().panels().getLast());
    until(() -> shown("profiles-export"));
    picture("export");
    test.dialogs().saveTo(folder.resolve("out.json"));
    Mouse.clickOn(robot, "#profiles-export");
    until(() -> Files.exists(folder.resolve("out.json")));
  }

  /** What is in the menu of the list, whether the menu is open or not. */
  private void fire(String id) {
    onFx(
        () ->
            ((MenuButton) Objects.requireNonNull(content.lookup("#connection-more")))
                .getItems().stream()
                    .filter(item -> id.equals(item.getId()))
                    .findFirst()
                    .orElseThrow()
                    .fire());
  }

  private void show(Dialogs.Panel panel) {
    onFx(() -> scene.setRoot((Parent) panel.content()));
  }

  @Test
  void connectsAndIsRemembered_andDisconnects(FxRobot robot) {
    open(Map.of());
    describe(robot, "Here", "127.0.0.1", server.port());
    type("connection-password", "right");
    Mouse.clickOn(robot, "#connection-connect");
    until(() -> connector.state() instanceof ConnectionState.Online);
    assertThat(closed).hasValue(1);
    assertThat(settings.startProfile().value().map(ConnectionProfile::name)).hasValue("Here");
    until(() -> shown("connection-disconnect"));
    Mouse.clickOn(robot, "#connection-disconnect");
    until(() -> connector.state() instanceof ConnectionState.Off);
  }

  @Test
  void whatTheEnvironmentSetsIsSaid_andCannotBeChanged(FxRobot robot) {
    open(Map.of("REDIS_ENABLED", "true", "REDIS_URL", "redis://:hunter2@10.1.2.3:6379/0"));
    assertThat(shown("connection-environment")).isTrue();
    robot.clickOn("REDIS_URL");
    until(() -> fromFx(() -> node("connection-save").isDisabled()));
    picture("environment");
    var words =
        fromFx(
            () ->
                scene.getRoot().lookupAll(".label").stream()
                    .map(label -> ((Labeled) label).getText())
                    .collect(Collectors.joining(" ")));
    assertThat(words).contains("10.1.2.3").doesNotContain("hunter2");
  }
}
