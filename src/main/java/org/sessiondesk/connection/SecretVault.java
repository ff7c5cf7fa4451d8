package org.sessiondesk.connection;

import java.util.Optional;

/** Keeps the secrets of profiles. Calls may block, for instance until the OS asked its user. */
public interface SecretVault {

  /** Where secrets go that are kept now. */
  enum Place {
    /** The keychain of the operating system. */
    KEYCHAIN,
    /** A file under a pass-phrase, which was given in this run. */
    FILE,
    /** Such a file, but until its pass-phrase is given they are kept for this run only. */
    LOCKED_FILE,
    /** They are kept for this run only. */
    THIS_RUN
  }

  /** Where secrets go that are kept now. */
  default Place place() {
    return isLasting() ? Place.KEYCHAIN : Place.THIS_RUN;
  }

  /** Whether what is kept outlives this run. */
  boolean isLasting();

  /**
   * The secret of that kind of the profile.
   *
   * @throws VaultException where the keychain fails
   */
  Optional<Secret> find(String profileId, SecretKind kind);

  /**
   * Keeps a secret of the profile: in the keychain, or for this run only where there is none.
   *
   * @throws VaultException where the keychain fails; the secret is then kept for this run
   */
  void keep(String profileId, SecretKind kind, Secret secret);

  /**
   * Forgets every secret of the profile.
   *
   * @throws VaultException where the keychain fails
   */
  void forget(String profileId);
}
