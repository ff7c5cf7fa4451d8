package org.sessiondesk.connection;

import org.jspecify.annotations.Nullable;

/**
 * How a Redis is reached, apart from which one it is. Holds no secret.
 *
 * @param tls how the connection is encrypted, where the {@link StoreTarget} says that it is
 * @param ssh the SSH server that the connection goes through, or null for none
 * @param limits how long things may take
 */
public record WayIn(TlsSettings tls, @Nullable SshTunnel ssh, TimeLimits limits) {

  /** Straight, with what the operating system and Java trust, and the usual time limits. */
  public static final WayIn DEFAULT = new WayIn(TlsSettings.DEFAULT, null, TimeLimits.DEFAULT);

  /** The same with other encryption. */
  public WayIn withTls(TlsSettings other) {
    return new WayIn(other, ssh, limits);
  }

  /** The same through an SSH server, or straight. */
  public WayIn withSsh(@Nullable SshTunnel other) {
    return new WayIn(tls, other, limits);
  }

  /** The same with other time limits. */
  public WayIn withLimits(TimeLimits other) {
    return new WayIn(tls, ssh, other);
  }
}
