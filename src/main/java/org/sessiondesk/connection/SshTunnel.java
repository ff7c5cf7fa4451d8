package org.sessiondesk.connection;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.connection.StoreTarget.Address;

/**
 * An SSH server that the connection goes through: it, not this machine, connects to the Redis.
 *
 * @param address where the SSH server listens
 * @param user whom to log in as
 * @param login how to log in
 * @param knownHosts the file of the hosts whose keys are known; null for the user's own, {@code
 *     ~/.ssh/known_hosts}
 * @param hostKey the fingerprint, such as {@code SHA256:…}, that an operator has vouched for, of a
 *     host that the file does not know; null for none
 */
public record SshTunnel(
    Address address,
    String user,
    Login login,
    @Nullable Path knownHosts,
    @Nullable String hostKey) {

  /** Where SSH servers listen. */
  public static final int USUAL_PORT = 22;

  public SshTunnel {
    if (user.isBlank()) {
      throw new IllegalArgumentException("who logs in over SSH has a name");
    }
  }

  /** The same whose host's key has that fingerprint. */
  public SshTunnel withHostKey(@Nullable String fingerprint) {
    return new SshTunnel(address, user, login, knownHosts, fingerprint);
  }

  /** How people see it: {@code ssh://user@host:port}. */
  public String display() {
    return "ssh://" + PercentCode.encode(user) + "@" + address;
  }

  /** How to log in. */
  public sealed interface Login {

    /** With a password. */
    record Password() implements Login {}

    /** With the private key in a file. */
    record KeyFile(Path file) implements Login {}

    /** With a key that the user's SSH agent holds. */
    record Agent() implements Login {}
  }
}
