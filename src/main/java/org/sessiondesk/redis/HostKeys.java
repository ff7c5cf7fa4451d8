package org.sessiondesk.redis;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.sshd.client.config.hosts.KnownHostEntry;
import org.apache.sshd.client.keyverifier.ServerKeyVerifier;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.NamedFactory;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntryResolver;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.connection.ConnectionFault.Kind;
import org.sessiondesk.connection.SshTunnel;

/**
 * Whether an SSH server is the one that is meant: its key must be in the file of known hosts, or
 * have the fingerprint that an operator has vouched for. The file is read, never written.
 */
final class HostKeys implements ServerKeyVerifier {
  private final SshTunnel ssh;
  private final List<PublicKey> known = new ArrayList<>();
  private final List<PublicKey> revoked = new ArrayList<>();
  private volatile @Nullable ConnectFailedException refusal;

  /**
   * Reads what is known of the server.
   *
   * @throws ConnectFailedException where the file that the profile names cannot be read
   */
  HostKeys(SshTunnel ssh) throws ConnectFailedException {
    this.ssh = ssh;
    var own = ssh.knownHosts();
    var file = own == null ? KnownHostEntry.getDefaultKnownHostsFile() : own;
    if (own == null && !Files.isRegularFile(file)) {
      return;
    }
    read(file);
  }

  private void read(Path file) throws ConnectFailedException {
    try {
      for (var entry : KnownHostEntry.readKnownHostEntries(file)) {
        if (entry.isHostMatch(ssh.address().host(), ssh.address().port())) {
          var key = key(entry);
          if (key != null && entry.getMarker() == null) {
            known.add(key);
          } else if (key != null && entry.getMarker().equals("revoked")) {
            revoked.add(key);
          }
        }
      }
    } catch (IOException | RuntimeException e) {
      // Its parser also throws IllegalArgumentException and its kin at lines without sense.
      throw new ConnectFailedException(
          Kind.SSH_KEY_UNREADABLE, "known hosts in " + file + ": " + e.getMessage(), e);
    }
  }

  private static @Nullable PublicKey key(KnownHostEntry entry) throws IOException {
    try {
      return entry.getKeyEntry().resolvePublicKey(null, PublicKeyEntryResolver.IGNORING);
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
  }

  /**
   * {@code factories} with those first whose kind of key is known of the server: else it would show
   * one of another kind, which nobody knows.
   */
  <T> List<NamedFactory<T>> knownFirst(List<NamedFactory<T>> factories) {
    Set<String> types = new HashSet<>();
    known.forEach(key -> types.add(KeyUtils.getKeyType(key)));
    return factories.stream()
        .sorted(
            Comparator.comparing(
                factory -> !types.contains(KeyUtils.getCanonicalKeyType(factory.getName()))))
        .toList();
  }

  @Override
  public boolean verifyServerKey(ClientSession session, SocketAddress address, PublicKey key) {
    var print = KeyUtils.getFingerPrint(key);
    if (contains(revoked, key)) {
      refusal = refusal(Kind.SSH_HOST_CHANGED, "its key is marked as revoked", print, "");
    } else if (contains(known, key)) {
      return true;
    } else if (!known.isEmpty()) {
      refusal =
          refusal(
              Kind.SSH_HOST_CHANGED,
              "it shows another key than the one in the file of known hosts",
              print,
              "");
    } else if (ssh.hostKey() == null) {
      refusal = refusal(Kind.SSH_HOST_UNKNOWN, "nobody has vouched for its key", print, print);
    } else if (ssh.hostKey().equals(print)) {
      return true;
    } else {
      refusal =
          refusal(
              Kind.SSH_HOST_CHANGED,
              "it shows another key than the one trusted before, " + ssh.hostKey(),
              print,
              "");
    }
    return false;
  }

  private ConnectFailedException refusal(Kind kind, String why, String print, String offer) {
    return ConnectFailedException.offering(
        kind, ssh.address() + ": " + why + "; the key is " + print, offer);
  }

  private static boolean contains(List<PublicKey> keys, PublicKey wanted) {
    return keys.stream().anyMatch(key -> KeyUtils.compareKeys(key, wanted));
  }

  /** Why the server's key was refused, or null where it was not. */
  @Nullable ConnectFailedException refusal() {
    return refusal;
  }
}
