package org.sessiondesk.connection;

/** What a secret of a profile is for. */
public enum SecretKind {
  /** The password that the Redis itself asks for. */
  PASSWORD,
  /** The password that the sentinels ask for. */
  SENTINEL_PASSWORD,
  /** The pass-phrase of the client's own key for TLS. */
  KEY_PASSPHRASE,
  /** The password that the SSH server asks for. */
  SSH_PASSWORD,
  /** The pass-phrase of the key for SSH. */
  SSH_KEY_PASSPHRASE
}
