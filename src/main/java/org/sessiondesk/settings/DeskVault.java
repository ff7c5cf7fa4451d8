package org.sessiondesk.settings;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sessiondesk.connection.ConnectionProfile;
import org.sessiondesk.connection.Secret;
import org.sessiondesk.connection.SecretKind;
import org.sessiondesk.connection.SecretVault;
import org.sessiondesk.session.Json;

/**
 * Where the operator wants secrets to be: in the keychain of the operating system; where there is
 * none, in memory for this run, or in a file under a pass-phrase, as was chosen.
 */
public final class DeskVault implements SecretVault {
  private static final String KEY = "secrets.file";

  private final KeychainVault keychain;
  private final SecretFile file;
  private final SettingsService settings;

  /** Chooses between {@code keychain} and {@code file} as {@code settings} say. */
  public DeskVault(KeychainVault keychain, SecretFile file, SettingsService settings) {
    this.keychain = keychain;
    this.file = file;
    this.settings = settings;
  }

  /** Whether {@code settings} want the file where there is no keychain. */
  public static boolean wantsFile(Settings settings) {
    return settings.ui(KEY).equals(Optional.of(new Json.Bool(true)));
  }

  /** {@code settings} that want the file, or not. */
  public static Settings withFile(Settings settings, boolean wanted) {
    return wantsFile(settings) == wanted ? settings : settings.withUi(KEY, new Json.Bool(wanted));
  }

  /** The file, which is used where it is wanted and there is no keychain. */
  public SecretFile file() {
    return file;
  }

  @Override
  public boolean isLasting() {
    return place() != Place.THIS_RUN;
  }

  @Override
  public Place place() {
    if (keychain.isLasting()) {
      return Place.KEYCHAIN;
    }
    if (!wantsFile(settings.current()) || !file.exists()) {
      return Place.THIS_RUN;
    }
    return file.isUnlocked() ? Place.FILE : Place.LOCKED_FILE;
  }

  /** Whether a secret of {@code profile} lies in the file, which has to be unlocked first. */
  public boolean isLockedFor(ConnectionProfile profile) {
    // In this order: the keychain may take its time, and most often there is no such file.
    if (profile.secretKinds().isEmpty() || !file.exists() || place() != Place.LOCKED_FILE) {
      return false;
    }
    try {
      var kept = file.names();
      return profile.secretKinds().stream()
          .anyMatch(kind -> kept.contains(KeychainVault.account(profile.id(), kind)));
    } catch (SecretFileException e) {
      return true; // What it holds cannot be told; unlocking it will say why.
    }
  }

  @Override
  public Optional<Secret> find(String profileId, SecretKind kind) {
    return keychain
        .find(profileId, kind)
        .or(
            () ->
                place() == Place.FILE
                    ? file.find(KeychainVault.account(profileId, kind))
                    : Optional.empty());
  }

  @Override
  public void keep(String profileId, SecretKind kind, Secret secret) {
    keychain.keep(profileId, kind, secret);
    // Where there is no keychain it is now kept for this run: there it stays if the file fails,
    // and until it is unlocked.
    switch (place()) {
      case KEYCHAIN, THIS_RUN, LOCKED_FILE -> {}
      case FILE -> {
        file.keep(KeychainVault.account(profileId, kind), secret);
        keychain.forgetForThisRun(Set.of(KeychainVault.account(profileId, kind)));
      }
    }
  }

  @Override
  public void forget(String profileId) {
    keychain.forget(profileId);
    var accounts =
        Stream.of(SecretKind.values())
            .map(kind -> KeychainVault.account(profileId, kind))
            .collect(Collectors.toSet());
    if (!keychain.isLasting()) {
      file.forget(accounts::contains);
    }
  }

  /** Puts into the file, which is unlocked, what is kept for this run only. */
  public void fileWhatIsOnlyHeld() {
    if (place() == Place.FILE) {
      var held = keychain.heldForThisRun();
      held.forEach(file::keep);
      keychain.forgetForThisRun(held.keySet());
    }
  }
}
