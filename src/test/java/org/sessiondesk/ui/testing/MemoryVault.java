package org.sessiondesk.ui.testing;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.sessiondesk.connection.Secret;
import org.sessiondesk.connection.SecretKind;
import org.sessiondesk.connection.SecretVault;

/** Passwords in memory: whatever keychain the machine has is left alone. */
public final class MemoryVault implements SecretVault {
  private final Map<String, Secret> kept = new ConcurrentHashMap<>();

  @Override
  public boolean isLasting() {
    return true;
  }

  @Override
  public Optional<Secret> find(String profileId, SecretKind kind) {
    return Optional.ofNullable(kept.get(profileId + kind));
  }

  @Override
  public void keep(String profileId, SecretKind kind, Secret secret) {
    kept.put(profileId + kind, secret);
  }

  @Override
  public void forget(String profileId) {
    kept.keySet().removeIf(key -> key.startsWith(profileId));
  }
}
