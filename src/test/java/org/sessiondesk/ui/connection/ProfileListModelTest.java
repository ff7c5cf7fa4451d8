package org.sessiondesk.ui.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.sessiondesk.connection.ConnectionProfile;
import org.sessiondesk.connection.Secret;
import org.sessiondesk.connection.SecretKind;
import org.sessiondesk.connection.StoreTarget;
import org.sessiondesk.json.JacksonJson;
import org.sessiondesk.settings.Environment;
import org.sessiondesk.settings.ProfileExchange;
import org.sessiondesk.settings.ProfilePasswords;
import org.sessiondesk.settings.SettingsFile;
import org.sessiondesk.settings.SettingsService;
import org.sessiondesk.ui.action.ConnectionActions;
import org.sessiondesk.ui.testing.MemoryVault;
import org.sessiondesk.ui.testing.StillConnection;
import org.sessiondesk.ui.testing.TestUi;
import org.testfx.framework.junit5.ApplicationExtension;

/** The list of profiles: order, copies, and what is imported. */
@ExtendWith(ApplicationExtension.class)
@SuppressWarnings("NullAway.Init")
class ProfileListModelTest {
  @TempDir Path folder;
  private final MemoryVault vault = new MemoryVault();
  private final TestUi test = TestUi.inline(Locale.ENGLISH);
  private SettingsService settings;
  private ConnectionActions actions;
  private ProfileListModel list;

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
            Environment.of(
                Map.of("REDIS_ENABLED", "true", "REDIS_URL", "redis://:fromenv@env"), null));
    for (var name : List.of("a", "b", "c")) {
      settings.update(s -> s.withProfile(profile(name)));
    }
    var passwords = new ProfilePasswords(settings.environment(), vault);
    actions = new ConnectionActions(StillConnection.none(), passwords, settings, test.ui());
    list = new ProfileListModel(actions, vault, passwords, settings, test.ui());
  }

  @AfterEach
  void close() {
    actions.close();
    settings.close();
  }

  private static ConnectionProfile profile(String name) {
    return new ConnectionProfile(
        "id-" + name,
        name,
        new StoreTarget.Standalone(new StoreTarget.Address(name, 6379), false, 0, null),
        "p:");
  }

  private List<String> saved() {
    return settings.current().profiles().stream().skip(1).map(ConnectionProfile::name).toList();
  }

  private void select(String name) {
    list.selectedProperty().set(settings.findProfile(name).orElseThrow());
  }

  private String lastNotice() {
    return test.ui().notices().shown().getLast().text();
  }

  @Test
  @DisplayName("A profile is moved up and down and stays so; the fixed ones keep their places")
  void moves() {
    select("c");
    assertThat(list.canMove(1)).isFalse();
    list.move(-1);
    list.move(-1);
    assertThat(saved()).containsExactly("c", "a", "b");
    assertThat(list.canMove(-1)).isFalse();
    list.move(-1);
    assertThat(saved()).containsExactly("c", "a", "b");
    assertThat(Objects.requireNonNull(list.selectedProperty().get()).name()).isEqualTo("c");

    list.moveTo(profile("b"), ConnectionProfile.BUILT_IN);
    assertThat(saved()).containsExactly("b", "c", "a");
    list.moveTo(profile("b"), profile("a"));
    assertThat(saved()).containsExactly("c", "a", "b");
    list.moveTo(ConnectionProfile.BUILT_IN, profile("a"));
    assertThat(list.profiles().getFirst()).isEqualTo(ConnectionProfile.BUILT_IN);
  }

  @Test
  @DisplayName("What is not saved yet can be moved, and keeps its place when it is saved")
  void movesWhatIsNotSaved() {
    select("a");
    list.add();
    list.move(-1);
    assertThat(saved()).containsExactly("a", "b", "c");
    var fresh = Objects.requireNonNull(list.selectedProperty().get());
    settings.update(s -> s.withProfile(fresh));
    list.put(fresh);
    assertThat(saved()).containsExactly("a", "b", fresh.name(), "c");
  }

  @Test
  @DisplayName("A copy is saved at once, below the original, with its secrets, and that is said")
  void duplicates() {
    vault.keep("id-a", SecretKind.PASSWORD, Secret.of("one"));
    select("a");
    list.duplicate();
    assertThat(saved()).containsExactly("a", "a (copy)", "b", "c");
    var copy = settings.findProfile("a (copy)").orElseThrow();
    assertThat(vault.find(copy.id(), SecretKind.PASSWORD)).contains(Secret.of("one"));
    assertThat(lastNotice()).contains("a (copy)", "secret");
    assertThat(list.selectedProperty().get()).isEqualTo(copy);

    select("a");
    list.duplicate();
    assertThat(saved()).contains("a (copy) (2)");
    select("b");
    list.duplicate();
    assertThat(lastNotice()).contains("No secrets were kept");
  }

  @Test
  @DisplayName("A copy of the environment's profile can be changed, and has its password")
  void duplicatesTheEnvironments() {
    select("REDIS_URL");
    list.duplicate();
    var copy = settings.findProfile("REDIS_URL (copy)").orElseThrow();
    assertThat(list.isEditable(copy)).isTrue();
    assertThat(vault.find(copy.id(), SecretKind.PASSWORD)).contains(Secret.of("fromenv"));
  }

  @Test
  @DisplayName("Nothing is added before it was seen; of what is there already a second one is not")
  void imports() {
    var model = new ProfileImportModel(list, new ProfileExchange(new JacksonJson()), test.ui());
    model.textProperty().set("redis://a\nredis://:hunter2@new:6379/1\nredis://b:x\n");
    model.readText();
    assertThat(model.textProperty().get()).as("it held a password").isEmpty();
    assertThat(saved()).containsExactly("a", "b", "c");
    assertThat(model.candidates()).hasSize(2);
    assertThat(model.faults()).containsExactly("line 3: Its port is not a number from 1 to 65535.");
    assertThat(model.wantedProperty().get()).isEqualTo(2);
    model.candidates().getFirst().wanted().set(false);
    assertThat(model.add()).isTrue();
    assertThat(saved()).containsExactly("a", "b", "c", "new:6379");
    var added = settings.findProfile("new:6379").orElseThrow();
    assertThat(vault.find(added.id(), SecretKind.PASSWORD)).contains(Secret.of("hunter2"));
    assertThat(lastNotice()).isEqualTo("1 connection was added, with 1 secret");

    model.textProperty().set("redis://:hunter2@new:6379/1");
    model.readText();
    assertThat(model.candidates().getFirst().known()).isTrue();
    assertThat(model.add()).isFalse();
    model.candidates().getFirst().wanted().set(true);
    assertThat(model.add()).isTrue();
    assertThat(saved()).contains("new:6379 (2)");
  }

  @Test
  @DisplayName("All are exported, or those that are chosen, and never a secret")
  void exports() throws java.io.IOException {
    vault.keep("id-a", SecretKind.PASSWORD, Secret.of("hunter2"));
    var exchange = new ProfileExchange(new JacksonJson());
    var model = new ProfileExportModel(list, exchange, test.ui());
    assertThat(model.export()).as("nobody said where").isFalse();
    var file = folder.resolve("out.json");
    test.dialogs().saveTo(file);
    assertThat(model.export()).isTrue();
    assertThat(exchange.read(file).found())
        .extracting(found -> found.profile().name())
        .containsExactly("REDIS_URL", "a", "b", "c");
    assertThat(java.nio.file.Files.readString(file)).doesNotContain("hunter2", "fromenv");
    model.all(false);
    model.choices().getLast().wanted().set(true);
    model.export();
    assertThat(exchange.read(file).found())
        .extracting(found -> found.profile().name())
        .containsExactly("c");
    assertThat(lastNotice()).contains("1 connection was written", file.toString());

    test.dialogs().saveTo(folder.resolve("out.json/below.json"));
    model.export();
    assertThat(lastNotice()).contains("could not be written");
  }
}
