package org.sessiondesk.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sessiondesk.connection.ConnectionFault;
import org.sessiondesk.connection.ConnectionFault.Kind;
import org.sessiondesk.connection.ConnectionProfile;
import org.sessiondesk.connection.ConnectionState;
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

/** Without a window it is said which secret of which profile is missing, and how to give it. */
class SecretHelpTest {
  private static final ConnectionProfile PROFILE =
      new ConnectionProfile("3f-25", "TTS", RedisUrl.parse("redis-sentinel://h#m").target(), "p:");

  @TempDir Path folder;

  private SecretHelp help(Map<String, String> variables, boolean inFile) {
    var environment = Environment.of(variables, null);
    var json = new JacksonJson();
    var file =
        new SettingsFile(
            List.of(folder.resolve("settings.json")),
            json,
            "1",
            InstantSource.system(),
            Duration.ZERO);
    var settings = new SettingsService(file, environment);
    var vault =
        new DeskVault(
            NoKeychain.vault(), new SecretFile(folder.resolve("secrets.json"), json), settings);
    if (inFile) {
      settings.update(s -> DeskVault.withFile(s, true));
      var before = new SecretFile(folder.resolve("secrets.json"), json);
      before.create(Secret.of("open"));
      before.keep(PROFILE.id(), Secret.of("hunter2"));
    }
    settings.close();
    return new SecretHelp(environment, vault, new ProfilePasswords(environment, vault));
  }

  private static ConnectionState refused(Kind kind) {
    return new ConnectionState.Refused(PROFILE, new ConnectionFault(kind, ""));
  }

  @Test
  void namesTheSecretTheProfileAndTheVariables() {
    var help = help(Map.of("SESSION_DESK_SENTINEL_PASSWORD_3f_25", "x"), false);
    assertThat(help.words(refused(Kind.PASSWORD_REQUIRED)).orElseThrow())
        .contains("The password of the connection “TTS” is missing")
        .contains("SESSION_DESK_PASSWORD (", "SESSION_DESK_PASSWORD_3f_25,")
        .doesNotContain("PASSPHRASE");
    assertThat(help.words(refused(Kind.SENTINEL_PASSWORD_WRONG))).as("it was given").isEmpty();
    assertThat(help.words(refused(Kind.SSH_LOGIN_REFUSED))).as("it needs none").isEmpty();
    assertThat(help.words(refused(Kind.NOT_PERMITTED))).isEmpty();
    assertThat(help.words(new ConnectionState.Off(ConnectionState.Off.Why.DISABLED))).isEmpty();
  }

  @Test
  @DisplayName("A locked file is named, and opened by the pass-phrase in the environment")
  void opensTheFile() throws java.io.IOException {
    var locked = help(Map.of("SESSION_DESK_SECRETS_PASSPHRASE", "wrong"), true);
    locked.unlock();
    assertThat(locked.words(refused(Kind.PASSWORD_REQUIRED)).orElseThrow())
        .contains("file of secrets is locked: set SESSION_DESK_SECRETS_PASSPHRASE");

    java.nio.file.Files.delete(folder.resolve("secrets.json"));
    var open = help(Map.of("SESSION_DESK_SECRETS_PASSPHRASE", "open"), true);
    open.unlock();
    assertThat(open.passwords().find(PROFILE).find(SecretKind.PASSWORD))
        .contains(Secret.of("hunter2"));
    assertThat(open.words(refused(Kind.PASSWORD_REQUIRED))).isEmpty();
  }
}
