package org.sessiondesk.connection;

import java.util.EnumSet;
import java.util.Set;

/**
 * A named way to reach a Redis. Its secrets, if it has any, are kept apart from it, in the {@link
 * SecretVault} under {@link #id()}.
 *
 * @param id what identifies it for ever, whatever it is called
 * @param name what people call it; empty for the built-in store, whose name depends on the language
 * @param target which Redis it reaches
 * @param keyPrefix what every session's key begins with
 * @param marks how it is told from others, and guarded
 * @param way how it is reached
 */
public record ConnectionProfile(
    String id, String name, StoreTarget target, String keyPrefix, ProfileMarks marks, WayIn way) {

  /** The prefix that the TTS services use. */
  public static final String DEFAULT_KEY_PREFIX = "persistent_session:";

  /** The profile of the store that this program starts for itself. */
  public static final ConnectionProfile BUILT_IN =
      new ConnectionProfile("built-in", "", new StoreTarget.BuiltIn(), DEFAULT_KEY_PREFIX);

  /** The id of the profile that {@code REDIS_URL} describes. */
  public static final String ENVIRONMENT_ID = "environment";

  /** One that is reached in the usual way. */
  public ConnectionProfile(
      String id, String name, StoreTarget target, String keyPrefix, ProfileMarks marks) {
    this(id, name, target, keyPrefix, marks, WayIn.DEFAULT);
  }

  /** One without any marks. */
  public ConnectionProfile(String id, String name, StoreTarget target, String keyPrefix) {
    this(id, name, target, keyPrefix, ProfileMarks.NONE);
  }

  /** Whether this is the store that this program starts for itself. */
  public boolean isBuiltIn() {
    return target instanceof StoreTarget.BuiltIn;
  }

  /** The same, marked otherwise. */
  public ConnectionProfile withMarks(ProfileMarks other) {
    return new ConnectionProfile(id, name, target, keyPrefix, other, way);
  }

  /** The same, reached otherwise. */
  public ConnectionProfile withWay(WayIn other) {
    return new ConnectionProfile(id, name, target, keyPrefix, marks, other);
  }

  /** Another profile that leads to the same Redis in the same way. */
  public ConnectionProfile copy(String otherId, String otherName) {
    return new ConnectionProfile(otherId, otherName, target, keyPrefix, marks, way);
  }

  /** Whether whoever is in between could read and change everything, though it is encrypted. */
  public boolean isUnverified() {
    return target.encrypted() && way.tls().verify() == TlsSettings.Verify.NONE;
  }

  /** The secrets that reaching it may need. */
  public Set<SecretKind> secretKinds() {
    var kinds = EnumSet.noneOf(SecretKind.class);
    if (isBuiltIn()) {
      return kinds;
    }
    kinds.add(SecretKind.PASSWORD);
    if (target instanceof StoreTarget.Sentinel) {
      kinds.add(SecretKind.SENTINEL_PASSWORD);
    }
    if (target.encrypted() && way.tls().client() != null) {
      kinds.add(SecretKind.KEY_PASSPHRASE);
    }
    var ssh = way.ssh();
    if (ssh != null) {
      switch (ssh.login()) {
        case SshTunnel.Login.Password _ -> kinds.add(SecretKind.SSH_PASSWORD);
        case SshTunnel.Login.KeyFile _ -> kinds.add(SecretKind.SSH_KEY_PASSPHRASE);
        case SshTunnel.Login.Agent _ -> {} // It keeps its own.
      }
    }
    return kinds;
  }
}
