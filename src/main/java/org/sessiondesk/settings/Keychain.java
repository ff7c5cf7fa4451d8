package org.sessiondesk.settings;

import com.github.javakeyring.BackendNotSupportedException;
import com.github.javakeyring.Keyring;
import com.github.javakeyring.PasswordAccessException;
import java.util.Optional;

/** The keychain of the operating system, as {@link KeychainVault} uses it. Calls may hang. */
interface Keychain {

  /** What is kept for {@code account}. */
  Optional<String> find(String account) throws PasswordAccessException;

  /** Keeps {@code secret} for {@code account}. */
  void keep(String account, String secret) throws PasswordAccessException;

  /** Forgets what is kept for {@code account}, if anything is. */
  void forget(String account) throws PasswordAccessException;

  /** Opens a keychain. */
  interface Opener {

    /**
     * Opens it.
     *
     * @throws BackendNotSupportedException where there is none
     */
    Keychain open() throws BackendNotSupportedException;
  }

  /** Opens the one of this operating system, through java-keyring. */
  static Keychain ofSystem() throws BackendNotSupportedException {
    var keyring = Keyring.create();
    return new Keychain() {
      @Override
      public Optional<String> find(String account) throws PasswordAccessException {
        try {
          return Optional.ofNullable(keyring.getPassword(KeychainVault.SERVICE, account));
        } catch (PasswordAccessException e) {
          if (saysThereIsNone(e)) {
            return Optional.empty();
          }
          throw e;
        }
      }

      @Override
      public void keep(String account, String secret) throws PasswordAccessException {
        keyring.setPassword(KeychainVault.SERVICE, account, secret);
      }

      @Override
      public void forget(String account) throws PasswordAccessException {
        try {
          keyring.deletePassword(KeychainVault.SERVICE, account);
        } catch (PasswordAccessException e) {
          if (!saysThereIsNone(e)) {
            throw e;
          }
        }
      }
    };
  }

  /**
   * Whether {@code e} means that nothing is kept, not that the keychain failed. java-keyring 1.0.4
   * has one exception for both; these are its words on GNOME and macOS, KDE, and Windows.
   */
  static boolean saysThereIsNone(PasswordAccessException e) {
    var words = String.valueOf(e.getMessage());
    return words.contains("No stored credentials match")
        || words.contains("No password to delete")
        || words.contains("not in wallet")
        || words.contains("Password not Found")
        || words.contains("could not be found in the keychain")
        || words.endsWith("Error code 1168");
  }
}
