package org.sessiondesk.ui.testing;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.sessiondesk.connection.Secret;
import org.sessiondesk.connection.SecretVault;

/** Passwords in memory: whatever keychain the machine has is left alone. */
public final class MemoryVault implements SecretVault {
  private final Map<String, Secret> kept = new ConcurrentHashMap<>();

  @Override
  public boolean isLasting() {
    return true;
  }

  @Override
  public Optional<Secret> find(String profileId) {
    return Optional.ofNullable(kept.get(profileId));
  }

  @Override
  public void keep(String profileId, Secret secret) {
    kept.put(profileId, secret);
  }

  @Override
  public void forget(String profileId) {
    kept.remove(profileId);
  }
}
