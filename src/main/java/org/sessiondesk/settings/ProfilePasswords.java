package org.sessiondesk.settings;

import java.util.Optional;
import org.sessiondesk.connection.ConnectionProfile;
import org.sessiondesk.connection.Secret;
import org.sessiondesk.connection.SecretVault;

/** Where the password of a profile comes from: {@code REDIS_URL}, or the vault. */
public final class ProfilePasswords {
  private final Environment environment;
  private final SecretVault vault;

  /** Looks in {@code environment} and {@code vault}. */
  public ProfilePasswords(Environment environment, SecretVault vault) {
    this.environment = environment;
    this.vault = vault;
  }

  /**
   * The password of {@code profile}, where it has one. May block while the keychain asks its user.
   *
   * @throws org.sessiondesk.connection.VaultException where the keychain fails
   */
  public Optional<Secret> find(ConnectionProfile profile) {
    if (profile.isBuiltIn()) {
      return Optional.empty();
    }
    return profile.id().equals(ConnectionProfile.ENVIRONMENT_ID)
        ? environment.redisPassword()
        : vault.find(profile.id());
  }
}
