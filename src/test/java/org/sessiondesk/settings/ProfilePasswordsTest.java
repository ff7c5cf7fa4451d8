package org.sessiondesk.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.sessiondesk.connection.ConnectionProfile;
import org.sessiondesk.connection.ProfileMarks;
import org.sessiondesk.connection.ProfileSecrets;
import org.sessiondesk.connection.RedisUrl;
import org.sessiondesk.connection.Secret;
import org.sessiondesk.connection.SecretKind;
import org.sessiondesk.connection.SecretVault;
import org.sessiondesk.connection.SshTunnel;
import org.sessiondesk.connection.StoreTarget.Address;
import org.sessiondesk.connection.TlsSettings;
import org.sessiondesk.connection.WayIn;

class ProfilePasswordsTest {

  /** Has a secret of every kind for every profile, and notes which were asked for. */
  private static final class FullVault implements SecretVault {
    final Map<SecretKind, String> asked = new HashMap<>();

    @Override
    public boolean isLasting() {
      return true;
    }

    @Override
    public Optional<Secret> find(String profileId, SecretKind kind) {
      asked.put(kind, profileId);
      return Optional.of(Secret.of(profileId + " " + kind));
    }

    @Override
    public void keep(String profileId, SecretKind kind, Secret secret) {
      throw new AssertionError("nothing is kept here");
    }

    @Override
    public void forget(String profileId) {
      throw new AssertionError("nothing is forgotten here");
    }
  }

  private final FullVault vault = new FullVault();
  private final ProfilePasswords passwords =
      new ProfilePasswords(Environment.of(Map.of(), null), vault);

  private static ConnectionProfile profile(String url, WayIn way) {
    return new ConnectionProfile(
        "p", "", RedisUrl.parse(url).target(), "x:", ProfileMarks.NONE, way);
  }

  private static SshTunnel tunnel(SshTunnel.Login login) {
    return new SshTunnel(new Address("jump", 22), "me", login, null, null);
  }

  @Test
  void onlyWhatTheWayNeedsIsAskedFor() {
    assertThat(passwords.find(profile("redis://h", WayIn.DEFAULT)).byKind())
        .containsExactly(Map.entry(SecretKind.PASSWORD, Secret.of("p PASSWORD")));
    assertThat(vault.asked).containsOnlyKeys(SecretKind.PASSWORD);

    assertThat(passwords.find(profile("redis-sentinel://h#m", WayIn.DEFAULT)).byKind())
        .containsOnlyKeys(SecretKind.PASSWORD, SecretKind.SENTINEL_PASSWORD);

    var certificate =
        new TlsSettings(
            TlsSettings.Verify.FULL,
            null,
            new TlsSettings.ClientCertificate.Pkcs12(Path.of("me.p12")),
            null);
    var everything =
        WayIn.DEFAULT.withTls(certificate).withSsh(tunnel(new SshTunnel.Login.Password()));
    assertThat(passwords.find(profile("rediss://h", everything)).byKind())
        .containsOnlyKeys(SecretKind.PASSWORD, SecretKind.KEY_PASSPHRASE, SecretKind.SSH_PASSWORD);
    var byKey = WayIn.DEFAULT.withSsh(tunnel(new SshTunnel.Login.KeyFile(Path.of("id"))));
    assertThat(passwords.find(profile("redis://h", byKey)).byKind())
        .containsOnlyKeys(SecretKind.PASSWORD, SecretKind.SSH_KEY_PASSPHRASE);
  }

  @Test
  void whatWasTypedCounts_andIsNotAskedFor() {
    var typed = ProfileSecrets.ofPassword(Secret.of("typed"));

    assertThat(passwords.find(profile("redis-sentinel://h#m", WayIn.DEFAULT), typed))
        .isEqualTo(typed.with(SecretKind.SENTINEL_PASSWORD, Secret.of("p SENTINEL_PASSWORD")));
    assertThat(vault.asked).containsOnlyKeys(SecretKind.SENTINEL_PASSWORD);
  }

  @Test
  void theBuiltInStoreHasNone() {
    assertThat(passwords.find(ConnectionProfile.BUILT_IN)).isEqualTo(ProfileSecrets.NONE);
    assertThat(vault.asked).isEmpty();
  }

  @Test
  void theEnvironmentsAreThoseOfItsUrl_alsoTheSentinels() {
    var url = "redis-sentinel://:pw@h?sentinelPassword=guard#m";
    var environment = Environment.of(Map.of("REDIS_ENABLED", "true", "REDIS_URL", url), null);
    var profile = environment.redisProfile().orElseThrow();

    assertThat(new ProfilePasswords(environment, vault).find(profile))
        .isEqualTo(
            ProfileSecrets.ofPassword(Secret.of("pw"))
                .with(SecretKind.SENTINEL_PASSWORD, Secret.of("guard")));
    assertThat(vault.asked).isEmpty();
    assertThat(profile.toString()).doesNotContain("guard").doesNotContain("pw@");
  }

  @Test
  void aSecretIsShownNowhere() {
    var secrets =
        ProfileSecrets.ofPassword(Secret.of("hunter2"))
            .with(SecretKind.SSH_PASSWORD, Secret.of("hunter3"));

    assertThat(secrets.toString()).doesNotContain("hunter").contains("SSH_PASSWORD");
  }

  @Test
  @DisplayName(
      "Variables of the environment give the secrets of the first profile, or of one by id")
  void secretsOfTheEnvironment() {
    var environment =
        Environment.of(
            Map.of(
                "SESSION_DESK_PASSWORD", "first's",
                "SESSION_DESK_SENTINEL_PASSWORD_3f_25", "3f-25's",
                "SESSION_DESK_SECRETS_PASSPHRASE", "file's"),
            null);
    var from = new ProfilePasswords(environment, vault);
    var first = profile("redis-sentinel://h#m", WayIn.DEFAULT);
    var other = first.copy("3f-25", "other");
    assertThat(from.find(first).find(SecretKind.PASSWORD))
        .as("no profile is the first one yet")
        .contains(Secret.of("p PASSWORD"));
    from.beginWith(first);
    assertThat(from.find(first).find(SecretKind.PASSWORD)).contains(Secret.of("first's"));
    assertThat(from.find(first).find(SecretKind.SENTINEL_PASSWORD))
        .contains(Secret.of("p SENTINEL_PASSWORD"));
    assertThat(from.find(other).byKind())
        .containsEntry(SecretKind.PASSWORD, Secret.of("3f-25 PASSWORD"))
        .containsEntry(SecretKind.SENTINEL_PASSWORD, Secret.of("3f-25's"));
    assertThat(
            from.find(first, ProfileSecrets.ofPassword(Secret.of("typed")))
                .find(SecretKind.PASSWORD))
        .contains(Secret.of("typed"));
    assertThat(environment.secretsPassphrase()).contains(Secret.of("file's"));
  }
}
