package org.sessiondesk.settings;

import java.util.Optional;
import org.sessiondesk.connection.ConnectionProfile;
import org.sessiondesk.connection.ProfileSecrets;
import org.sessiondesk.connection.SecretVault;

/**
 * Where the secrets of a profile come from: {@code REDIS_URL}, variables of the environment, or the
 * vault.
 */
public final class ProfilePasswords {
  private final Environment environment;
  private final SecretVault vault;
  private volatile String firstId = "";

  /** Looks in {@code environment} and {@code vault}. */
  public ProfilePasswords(Environment environment, SecretVault vault) {
    this.environment = environment;
    this.vault = vault;
  }

  /**
   * The secrets of {@code profile}, where it has any. May block while the keychain asks its user.
   *
   * @throws org.sessiondesk.connection.VaultException where the keychain fails
   */
  public ProfileSecrets find(ConnectionProfile profile) {
    return find(profile, ProfileSecrets.NONE);
  }

  /**
   * The same, but what was {@code typed} just now counts instead of what is kept: that is not even
   * asked for.
   *
   * @throws org.sessiondesk.connection.VaultException where the keychain fails
   */
  public ProfileSecrets find(ConnectionProfile profile, ProfileSecrets typed) {
    boolean first = profile.id().equals(firstId);
    boolean fromUrl = profile.id().equals(ConnectionProfile.ENVIRONMENT_ID);
    var secrets = (fromUrl ? environment.redisSecrets() : ProfileSecrets.NONE).with(typed);
    for (var kind : profile.secretKinds()) {
      if (typed.find(kind).isEmpty()) {
        var kept =
            environment
                .secret(profile.id(), kind, first)
                .or(() -> fromUrl ? Optional.empty() : vault.find(profile.id(), kind));
        if (kept.isPresent()) {
          secrets = secrets.with(kind, kept.get());
        }
      }
    }
    return secrets;
  }

  /** From now on {@code profile} is the one that the program began with. */
  public void beginWith(ConnectionProfile profile) {
    firstId = profile.id();
  }
}
