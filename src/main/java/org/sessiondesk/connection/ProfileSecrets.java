package org.sessiondesk.connection;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The secrets of one profile, each by what it is for. Their texts appear in no message, log or dump
 * of a record.
 */
public record ProfileSecrets(Map<SecretKind, Secret> byKind) {

  /** No secret at all. */
  public static final ProfileSecrets NONE = new ProfileSecrets(Map.of());

  public ProfileSecrets {
    byKind = Map.copyOf(byKind);
  }

  /** The password of the Redis alone. */
  public static ProfileSecrets ofPassword(Secret password) {
    return NONE.with(SecretKind.PASSWORD, password);
  }

  /** The one of that kind, where there is one. */
  public Optional<Secret> find(SecretKind kind) {
    return Optional.ofNullable(byKind.get(kind));
  }

  /** The one of that kind, or null. */
  public @Nullable Secret get(SecretKind kind) {
    return byKind.get(kind);
  }

  /** The same with {@code secret} as the one of that kind. */
  public ProfileSecrets with(SecretKind kind, Secret secret) {
    return with(new ProfileSecrets(Map.of(kind, secret)));
  }

  /** The same, but where {@code others} has one of a kind, that one. */
  public ProfileSecrets with(ProfileSecrets others) {
    var all = new EnumMap<SecretKind, Secret>(SecretKind.class);
    all.putAll(byKind);
    all.putAll(others.byKind);
    return new ProfileSecrets(all);
  }
}
