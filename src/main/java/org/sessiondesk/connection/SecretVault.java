package org.sessiondesk.connection;

import java.util.Optional;

/** Keeps the secrets of profiles. Calls may block, for instance until the OS asked its user. */
public interface SecretVault {

  /** Whether what is kept outlives this run: an OS keychain is there and unlocked. */
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
