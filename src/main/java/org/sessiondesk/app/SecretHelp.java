package org.sessiondesk.app;

import java.util.Optional;
import org.sessiondesk.connection.ConnectionFault;
import org.sessiondesk.connection.ConnectionProfile;
import org.sessiondesk.connection.ConnectionState;
import org.sessiondesk.connection.SecretKind;
import org.sessiondesk.connection.VaultException;
import org.sessiondesk.settings.DeskVault;
import org.sessiondesk.settings.Environment;
import org.sessiondesk.settings.ProfilePasswords;
import org.sessiondesk.settings.SecretFileException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Secrets where nobody can be asked for them: whence they come, and how to give one. */
record SecretHelp(Environment environment, DeskVault vault, ProfilePasswords passwords) {
  private static final Logger LOG = LoggerFactory.getLogger(SecretHelp.class);

  /** Opens the file of secrets where the environment has its pass-phrase. Blocks. */
  void unlock() {
    environment
        .secretsPassphrase()
        .ifPresent(
            passphrase -> {
              if (vault.file().exists() && !vault.file().isUnlocked()) {
                try {
                  vault.file().unlock(passphrase);
                } catch (SecretFileException e) {
                  LOG.error("The secrets stay locked: {}", e.getMessage());
                }
              }
            });
  }

  /** What to do where {@code state} is for want of a secret; empty where it is not. */
  Optional<String> words(ConnectionState state) {
    return state instanceof ConnectionState.Refused(var profile, var why)
        ? words(profile, why)
        : Optional.empty();
  }

  /** What to do about {@code why} where it is for want of a secret; empty where it is not. */
  Optional<String> words(ConnectionProfile profile, ConnectionFault why) {
    return why.kind()
        .secret()
        .filter(profile.secretKinds()::contains)
        .filter(kind -> isMissing(profile, kind))
        .map(kind -> words(profile, kind));
  }

  private boolean isMissing(ConnectionProfile profile, SecretKind kind) {
    try {
      return passwords.find(profile).find(kind).isEmpty();
    } catch (VaultException | SecretFileException e) {
      LOG.debug("No secret of {} can be read", profile.name(), e);
      return true;
    }
  }

  private String words(ConnectionProfile profile, SecretKind kind) {
    var name = CommandContext.nameOf(profile);
    var secret =
        switch (kind) {
          case PASSWORD -> "The password";
          case SENTINEL_PASSWORD -> "The sentinels' password";
          case KEY_PASSPHRASE -> "The pass-phrase of the client's key";
          case SSH_PASSWORD -> "The SSH server's password";
          case SSH_KEY_PASSPHRASE -> "The pass-phrase of the SSH key";
        };
    var locked =
        vault.isLockedFor(profile)
            ? " The file of secrets is locked: set " + Environment.SECRETS_PASSPHRASE + "."
            : "";
    return secret
        + " of the connection “"
        + name
        + "” is missing: set "
        + Environment.secretName(kind)
        + " (where the program begins with it), or "
        + Environment.secretName(kind, profile.id())
        + ", in the environment, or keep it in the window."
        + locked;
  }
}
