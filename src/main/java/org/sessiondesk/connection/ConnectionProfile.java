package org.sessiondesk.connection;

/**
 * A named way to reach a Redis. Its password, if it has one, is kept apart from it, in the {@link
 * SecretVault} under {@link #id()}.
 *
 * @param id what identifies it for ever, whatever it is called
 * @param name what people call it; empty for the built-in store, whose name depends on the language
 * @param target which Redis it reaches
 * @param keyPrefix what every session's key begins with
 * @param marks how it is told from others, and guarded
 */
public record ConnectionProfile(
    String id, String name, StoreTarget target, String keyPrefix, ProfileMarks marks) {

  /** The prefix that the TTS services use. */
  public static final String DEFAULT_KEY_PREFIX = "persistent_session:";

  /** The profile of the store that this program starts for itself. */
  public static final ConnectionProfile BUILT_IN =
      new ConnectionProfile("built-in", "", new StoreTarget.BuiltIn(), DEFAULT_KEY_PREFIX);

  /** The id of the profile that {@code REDIS_URL} describes. */
  public static final String ENVIRONMENT_ID = "environment";

  /** One without any marks. */
  public ConnectionProfile(String id, String name, StoreTarget target, String keyPrefix) {
    this(id, name, target, keyPrefix, ProfileMarks.NONE);
  }

  /** Whether this is the store that this program starts for itself. */
  public boolean isBuiltIn() {
    return target instanceof StoreTarget.BuiltIn;
  }
}
