package org.sessiondesk.connection;

import java.util.Optional;

/** Keeps the passwords of profiles. Calls may block, for instance until the OS asked its user. */
public interface SecretVault {

  /** Whether what is kept outlives this run: an OS keychain is there and unlocked. */
  boolean isLasting();

  /**
   * The password of the profile.
   *
   * @throws VaultException where the keychain fails
   */
  Optional<Secret> find(String profileId);

  /**
   * Keeps the password of the profile: in the keychain, or for this run only where there is none.
   *
   * @throws VaultException where the keychain fails; the password is then kept for this run
   */
  void keep(String profileId, Secret secret);

  /**
   * Forgets the password of the profile.
   *
   * @throws VaultException where the keychain fails
   */
  void forget(String profileId);
}
