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
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextInputControl;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.sessiondesk.connection.ConnectionFault;
import org.sessiondesk.connection.ConnectionProfile;
import org.sessiondesk.connection.ConnectionState;
import org.sessiondesk.connection.ProfileSecrets;
import org.sessiondesk.connection.RedisUrl;
import org.sessiondesk.connection.Secret;
import org.sessiondesk.connection.SecretKind;
import org.sessiondesk.json.JacksonJson;
import org.sessiondesk.settings.DeskVault;
import org.sessiondesk.settings.Environment;
import org.sessiondesk.settings.NoKeychain;
import org.sessiondesk.settings.ProfilePasswords;
import org.sessiondesk.settings.SecretFile;
import org.sessiondesk.settings.SettingsFile;
import org.sessiondesk.settings.SettingsService;
import org.sessiondesk.ui.action.ConnectionActions;
import org.sessiondesk.ui.fx.Dialogs;
import org.sessiondesk.ui.testing.Dressed;
import org.sessiondesk.ui.testing.Looks;
import org.sessiondesk.ui.testing.Mouse;
import org.sessiondesk.ui.testing.StoredSessions;
import org.sessiondesk.ui.testing.SwitchedConnection;
import org.sessiondesk.ui.testing.TestUi;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** Where there is no keychain: the choice, the encrypted file, and what is asked for. */
@ExtendWith(ApplicationExtension.class)
@SuppressWarnings("NullAway.Init")
class SecretsTest {
  private static final ConnectionProfile PROFILE =
      new ConnectionProfile("p", "TTS 生产", RedisUrl.parse("redis://h").target(), "p:");

  @TempDir Path folder;
  private final AtomicInteger closed = new AtomicInteger();
  private Stage stage;
  private Scene scene;
  private TestUi test;
  private SettingsService settings;
  private DeskVault vault;
  private ProfilePasswords passwords;

  @Start
  void start(Stage primary) {
    stage = primary;
  }

  @BeforeEach
  void open() {
    settings =
        new SettingsService(
            new SettingsFile(
                List.of(folder.resolve("settings.json")),
                new JacksonJson(),
                "1",
                InstantSource.system(),
                Duration.ZERO),
            Environment.of(Map.of(), null));
    vault = vault();
    passwords = new ProfilePasswords(settings.environment(), vault);
    onFx(
        () -> {
          Dressed.theme(false);
          test = TestUi.window(Locale.ENGLISH);
        });
  }

  /** As in a run of its own. */
  private DeskVault vault() {
    return new DeskVault(
        NoKeychain.vault(),
        new SecretFile(folder.resolve("secrets.json"), new JacksonJson()),
        settings);
  }

  @AfterEach
  void close() {
    settings.close();
  }

  private void show(Dialogs.Panel panel) {
    onFx(
        () -> {
          panel.onOpen(closed::incrementAndGet);
          scene = Dressed.scene((Parent) panel.content(), 560, 460, "main", "connection");
          stage.setScene(scene);
          stage.show();
        });
  }

  private static void until(Callable<Boolean> condition) {
    await()
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(20))
        .ignoreExceptions()
        .until(condition);
  }

  private Node node(String id) {
    return Objects.requireNonNull(scene.lookup("#" + id), id);
  }

  /** Whether it is there, and so is all that it lies in. */
  private boolean shown(String id) {
    return fromFx(
        () -> {
          for (Node at = node(id); at != null; at = at.getParent()) {
            if (!at.isVisible()) {
              return false;
            }
          }
          return true;
        });
  }

  private void type(String id, String text) {
    until(() -> shown(id));
    onFx(() -> ((TextInputControl) node(id)).setText(text));
  }

  private String text(String id) {
    return fromFx(() -> ((Labeled) node(id)).getText());
  }

  private void picture(String name) {
    Looks.save(scene, test.ui().messages(), "secrets-" + name);
  }

  @Test
  @DisplayName(
      "The encrypted file is chosen, made, unlocked in the next run, and gets another"
          + " pass-phrase")
  void theFile(FxRobot robot) {
    vault.keep("p", SecretKind.PASSWORD, Secret.of("hunter2"));
    show(new SecretsPanel(fromFx(() -> model()), test.ui()));
    until(() -> shown("secrets-ask"));
    Mouse.clickOn(robot, "#secrets-file");
    type("secrets-fresh", "one");
    type("secrets-again", "two");
    Mouse.clickOn(robot, "#secrets-create");
    until(() -> text("secrets-fault").contains("not the same"));
    picture("new");
    assertThat(vault.file().exists()).isFalse();
    type("secrets-again", "one");
    Mouse.clickOn(robot, "#secrets-create");
    until(() -> shown("secrets-change"));
    assertThat(vault.file().names()).as("what was typed before").containsExactly("p");
    picture("open");

    vault = vault();
    show(new SecretsPanel(fromFx(() -> model()), test.ui()));
    type("secrets-passphrase", "wrong");
    Mouse.clickOn(robot, "#secrets-unlock");
    until(() -> text("secrets-fault").contains("Nothing was changed"));
    picture("locked");
    type("secrets-passphrase", "one");
    Mouse.clickOn(robot, "#secrets-unlock");
    type("secrets-old", "one");
    type("secrets-changed", "two");
    type("secrets-changedagain", "two");
    Mouse.clickOn(robot, "#secrets-change");
    until(() -> test.ui().notices().shown().getLast().text().contains("another pass-phrase"));
    var next = vault();
    next.file().unlock(Secret.of("two"));
    assertThat(next.find("p", SecretKind.PASSWORD)).contains(Secret.of("hunter2"));
  }

  private SecretsModel model() {
    return new SecretsModel(vault, settings, test.ui());
  }

  @Test
  @DisplayName(
      "A connection whose secret is in the file waits for the pass-phrase, or goes without")
  void unlocks(FxRobot robot) {
    settings.update(s -> DeskVault.withFile(s, true));
    vault.file().create(Secret.of("one"));
    vault.keep("p", SecretKind.PASSWORD, Secret.of("hunter2"));
    vault = vault();
    assertThat(vault.isLockedFor(PROFILE)).isTrue();
    var went = new AtomicInteger();
    show(new UnlockPanel(fromFx(() -> model()), "TTS 生产", went::incrementAndGet, test.ui()));
    type("unlock-passphrase", "wrong");
    Mouse.clickOn(robot, "#unlock-open");
    until(() -> shown("unlock-fault"));
    picture("unlock");
    assertThat(went).hasValue(0);
    type("unlock-passphrase", "one");
    Mouse.clickOn(robot, "#unlock-open");
    until(() -> went.get() == 1);
    assertThat(closed).hasValue(1);
    assertThat(passwords(vault).find(PROFILE).find(SecretKind.PASSWORD))
        .contains(Secret.of("hunter2"));

    var panel = fromFx(() -> new UnlockPanel(model(), "x", went::incrementAndGet, test.ui()));
    show(panel);
    Mouse.clickOn(robot, "#unlock-skip");
    assertThat(fromFx(panel::mayClose)).isTrue();
    assertThat(went).as("it went on once").hasValue(2);
  }

  private ProfilePasswords passwords(DeskVault of) {
    return new ProfilePasswords(settings.environment(), of);
  }

  @Test
  @DisplayName("A missing secret is asked for, and the connection made with what is typed")
  void asksForWhatIsMissing(FxRobot robot) {
    var connection = new SwitchedConnection(new StoredSessions());
    var actions = fromFx(() -> new ConnectionActions(connection, passwords, settings, test.ui()));
    var asking = fromFx(() -> new SecretPromptModel(actions, vault, passwords, test.ui()));
    onFx(
        () ->
            asking.setOnQuestion(
                model -> test.ui().dialogs().open(new SecretPromptPanel(model, test.ui()))));
    connection.become(refused(ConnectionFault.Kind.NOT_PERMITTED));
    connection.become(refused(ConnectionFault.Kind.PASSWORD_REQUIRED));
    until(() -> test.dialogs().panels().size() == 1);
    show(test.dialogs().panels().getFirst());
    assertThat(text("prompt-what")).isEqualTo("“TTS 生产” needs a password.");
    picture("prompt");
    type("prompt-secret", "hunter2");
    Mouse.clickOn(robot, "#prompt-connect");
    until(() -> connection.secrets().size() == 1);
    assertThat(connection.secrets().getFirst())
        .isEqualTo(ProfileSecrets.ofPassword(Secret.of("hunter2")));
    until(() -> vault.find("p", SecretKind.PASSWORD).isPresent());
    assertThat(closed).hasValue(1);

    // One that is kept and wrong is not asked for by itself.
    connection.become(refused(ConnectionFault.Kind.PASSWORD_WRONG));
    connection.become(refused(ConnectionFault.Kind.KEY_UNREADABLE));
    connection.become(new ConnectionState.Connecting(PROFILE, 1));
    vault.forget("p");
    connection.become(refused(ConnectionFault.Kind.PASSWORD_REQUIRED));
    until(() -> test.dialogs().panels().size() == 2);
    // Whoever leaves the profile is not asked for its secret any longer.
    connection.become(new ConnectionState.Off(ConnectionState.Off.Why.DISCONNECTED));
    until(() -> fromFx(() -> asking.questionProperty().get() == null));
    onFx(
        () -> {
          asking.close();
          actions.close();
        });
  }

  private static ConnectionState refused(ConnectionFault.Kind kind) {
    return new ConnectionState.Refused(PROFILE, new ConnectionFault(kind, "detail"));
  }
}
