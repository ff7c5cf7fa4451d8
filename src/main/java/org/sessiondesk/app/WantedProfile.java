package org.sessiondesk.app;

import org.jspecify.annotations.Nullable;
import org.sessiondesk.connection.ConnectionProfile;
import org.sessiondesk.connection.ProfileSecrets;
import org.sessiondesk.connection.VaultException;
import org.sessiondesk.settings.ProfilePasswords;
import org.sessiondesk.settings.SecretFileException;
import org.sessiondesk.settings.SettingsService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which connection profile is wanted at the start.
 *
 * @param name what {@code --profile} says, or null where it is not given
 */
record WantedProfile(SettingsService settings, ProfilePasswords passwords, @Nullable String name) {
  private static final Logger LOG = LoggerFactory.getLogger(WantedProfile.class);

  /**
   * The profile, or null where persistent sessions are off.
   *
   * @throws UnknownProfileException where there is none of that name
   */
  @Nullable ConnectionProfile find() {
    if (name == null) {
      return settings.startProfile().value().orElse(null);
    }
    return settings
        .findProfile(name)
        .orElseThrow(() -> new UnknownProfileException(name, settings.profiles()));
  }

  /** The secrets of {@code profile}: the environment's, or those that were kept for it. Blocks. */
  ProfileSecrets secrets(ConnectionProfile profile) {
    try {
      return passwords.find(profile);
    } catch (VaultException e) {
      LOG.warn("The keychain could not be read; connecting without a password", e);
      return ProfileSecrets.NONE;
    } catch (SecretFileException e) {
      LOG.warn("The file of secrets could not be read; connecting without a password", e);
      return ProfileSecrets.NONE;
    }
  }
}
