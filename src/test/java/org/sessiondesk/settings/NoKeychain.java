package org.sessiondesk.settings;

import com.github.javakeyring.BackendNotSupportedException;
import java.time.Duration;

/** A machine without a keychain, whatever machine the tests run on. */
public final class NoKeychain {
  private NoKeychain() {}

  /** A vault on such a machine. */
  public static KeychainVault vault() {
    return new KeychainVault(
        () -> {
          throw new BackendNotSupportedException("none here");
        },
        Duration.ofSeconds(10),
        Duration.ofSeconds(10));
  }
}
