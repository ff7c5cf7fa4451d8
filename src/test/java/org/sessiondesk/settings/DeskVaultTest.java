package org.sessiondesk.settings;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.javakeyring.BackendNotSupportedException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sessiondesk.connection.ConnectionProfile;
import org.sessiondesk.connection.RedisUrl;
import org.sessiondesk.connection.Secret;
import org.sessiondesk.connection.SecretKind;
import org.sessiondesk.connection.SecretVault.Place;
import org.sessiondesk.json.JacksonJson;

@SuppressWarnings("NullAway.Init")
class DeskVaultTest {
  private static final Secret PASSPHRASE = Secret.of("open");
  private static final Secret SECRET = Secret.of("x");

  @TempDir Path folder;
  private final Map<String, String> keychain = new HashMap<>();
  private SettingsService settings;

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
  }

  @AfterEach
  void close() {
    settings.close();
  }

  private DeskVault withKeychain() {
    return vault(
        () ->
            new Keychain() {
              @Override
              public Optional<String> find(String account) {
                return Optional.ofNullable(keychain.get(account));
              }

              @Override
              public void keep(String account, String secret) {
                keychain.put(account, secret);
              }

              @Override
              public void forget(String account) {
                keychain.remove(account);
              }
            });
  }

  private DeskVault withoutKeychain() {
    return vault(
        () -> {
          throw new BackendNotSupportedException("none here");
        });
  }

  private DeskVault vault(Keychain.Opener opener) {
    var limit = Duration.ofSeconds(10);
    return new DeskVault(
        new KeychainVault(opener, limit, limit),
        new SecretFile(folder.resolve("s.json"), new JacksonJson(), SecretSeal.LEAST_COST),
        settings);
  }

  private static ConnectionProfile profile(String id) {
    return new ConnectionProfile(id, id, RedisUrl.parse("redis://h").target(), "p:");
  }

  @Test
  @DisplayName("Where there is a keychain, secrets are there and nowhere else")
  void prefersTheKeychain() {
    settings.update(s -> DeskVault.withFile(s, true));
    var vault = withKeychain();
    vault.file().create(PASSPHRASE);
    vault.keep("a", SecretKind.PASSWORD, SECRET);
    assertThat(vault.place()).isEqualTo(Place.KEYCHAIN);
    assertThat(keychain).containsOnlyKeys("a");
    assertThat(vault.file().names()).isEmpty();
  }

  @Test
  @DisplayName(
      "Without a keychain secrets are kept for this run, in no file, unless that is wanted")
  void asksOncePerRun() {
    var vault = withoutKeychain();
    vault.keep("a", SecretKind.PASSWORD, SECRET);
    assertThat(vault.place()).isEqualTo(Place.THIS_RUN);
    assertThat(vault.find("a", SecretKind.PASSWORD)).contains(SECRET);
    assertThat(vault.file().exists()).isFalse();
    assertThat(withoutKeychain().find("a", SecretKind.PASSWORD)).isEmpty();
  }

  @Test
  @DisplayName("In the file secrets outlive the run; what needs them waits for the pass-phrase")
  void keepsInTheFile() {
    var vault = withoutKeychain();
    vault.keep("before", SecretKind.PASSWORD, SECRET);
    settings.update(s -> DeskVault.withFile(s, true));
    assertThat(vault.isLasting()).as("there is no file yet").isFalse();
    vault.file().create(PASSPHRASE);
    vault.fileWhatIsOnlyHeld();
    vault.keep("a", SecretKind.SSH_PASSWORD, SECRET);
    vault.keep("a", SecretKind.PASSWORD, SECRET);

    var next = withoutKeychain();
    assertThat(next.place()).isEqualTo(Place.LOCKED_FILE);
    assertThat(next.isLockedFor(profile("a"))).isTrue();
    assertThat(next.isLockedFor(profile("before"))).isTrue();
    assertThat(next.isLockedFor(profile("other"))).isFalse();
    assertThat(next.isLockedFor(ConnectionProfile.BUILT_IN)).isFalse();
    assertThat(next.find("a", SecretKind.PASSWORD)).isEmpty();
    next.keep("late", SecretKind.PASSWORD, SECRET);
    next.file().unlock(PASSPHRASE);
    next.fileWhatIsOnlyHeld();
    assertThat(next.file().names()).contains("late");
    assertThat(next.isLockedFor(profile("a"))).isFalse();
    assertThat(next.find("a", SecretKind.SSH_PASSWORD)).contains(SECRET);

    next.forget("a");
    assertThat(next.file().names()).containsExactlyInAnyOrder("before", "late");
  }

  @Test
  @DisplayName("The choice survives the settings file")
  void theChoiceIsASetting() {
    assertThat(DeskVault.wantsFile(settings.current())).isFalse();
    settings.update(s -> DeskVault.withFile(s, true));
    assertThat(DeskVault.wantsFile(settings.current())).isTrue();
    settings.update(s -> DeskVault.withFile(s, false));
    assertThat(DeskVault.wantsFile(settings.current())).isFalse();
  }
}
