package org.sessiondesk.redis;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.connection.ConnectionFault.Kind;
import org.sessiondesk.connection.ConnectionProfile;
import org.sessiondesk.connection.ConnectionStep;
import org.sessiondesk.connection.ProfileSecrets;
import org.sessiondesk.connection.SecretKind;
import org.sessiondesk.connection.StoreTarget;
import org.sessiondesk.connection.StoreTarget.Address;

/**
 * The way of one profile to servers: straight or through an SSH server, plain or encrypted. What
 * was reached through it lives as long as it is open.
 */
final class Route implements AutoCloseable {

  /** What all routes are made with. */
  record Means(SystemTrust trust, @Nullable Path sshAgent, InstantSource clock) {}

  /** A server that answers, and the address at which it does. */
  record Reached(RespSocket redis, InetSocketAddress address) {}

  private final SocketOpener sockets;
  private final @Nullable SshGate gate;
  private final @Nullable TlsHandshake tls;

  private Route(SocketOpener sockets, @Nullable SshGate gate, @Nullable TlsHandshake tls) {
    this.sockets = sockets;
    this.gate = gate;
    this.tls = tls;
  }

  /** Reads the files that the profile names; connects to the SSH server where there is one. */
  static Route open(
      ConnectionProfile profile,
      ProfileSecrets secrets,
      SocketOpener sockets,
      Means means,
      StepLog log)
      throws ConnectFailedException {
    var tls =
        profile.target().encrypted()
            ? new TlsHandshake(
                () ->
                    TlsParts.read(
                        profile.way().tls(), secrets.get(SecretKind.KEY_PASSPHRASE), means.trust()),
                means.clock())
            : null;
    var ssh = profile.way().ssh();
    if (ssh == null) {
      return new Route(sockets, null, tls);
    }
    if (profile.target() instanceof StoreTarget.Socket) {
      return log.take(
          ConnectionStep.START,
          () -> {
            throw new ConnectFailedException(
                Kind.NO_SUCH_WAY,
                "a socket file of this machine is not reached through an SSH server");
          });
    }
    var addresses = log.take(ConnectionStep.NAME, () -> sockets.resolve(ssh.address().host()));
    var gate = new SshGate[1];
    try {
      log.take(
          ConnectionStep.TCP,
          () -> {
            gate[0] = new SshGate(ssh, secrets, sockets.timeout(), means.sshAgent());
            return gate[0].connect(addresses);
          });
      log.take(ConnectionStep.SSH, gate[0]::logIn);
      return new Route(sockets, gate[0], tls);
    } catch (ConnectFailedException e) {
      if (gate[0] != null) {
        gate[0].close();
      }
      throw e;
    }
  }

  /** Goes to a server, step by step. */
  Reached reach(String host, int port, StepLog log) throws ConnectFailedException {
    return reach(host, port, log, false);
  }

  /** Goes to a server that others tell of: that its address is not reached is another trouble. */
  Reached reachAnnounced(Address address, StepLog log) throws ConnectFailedException {
    return reach(address.host(), address.port(), log, true);
  }

  private Reached reach(String host, int port, StepLog log, boolean announced)
      throws ConnectFailedException {
    var plain = plain(host, port, log, announced);
    var address = (InetSocketAddress) plain.getRemoteSocketAddress();
    if (tls != null) {
      var redis = log.take(ConnectionStep.TLS, () -> tls.encrypt(plain, host, port, log));
      return new Reached(redis, named(tls.parts().nameOf(host), address));
    }
    try {
      return new Reached(RespSocket.over(plain), address);
    } catch (IOException e) {
      SocketOpener.closeQuietly(plain, e);
      throw SocketOpener.fault(e, host + ":" + port);
    }
  }

  private Socket plain(String host, int port, StepLog log, boolean announced)
      throws ConnectFailedException {
    if (gate != null) {
      var here = log.take(ConnectionStep.SSH, told(announced, () -> gate.forward(host, port)));
      return sockets.connect(List.of(here.getAddress()), here.getPort()).value();
    }
    var addresses = log.take(ConnectionStep.NAME, told(announced, () -> sockets.resolve(host)));
    return log.take(ConnectionStep.TCP, told(announced, () -> sockets.connect(addresses, port)));
  }

  private static <T> StepLog.Work<T> told(boolean announced, StepLog.Work<T> work) {
    return () -> {
      try {
        return work.run();
      } catch (ConnectFailedException e) {
        var kind = e.fault().kind();
        if (announced
            && (kind == Kind.UNREACHABLE
                || kind == Kind.NAME_UNKNOWN
                || kind == Kind.TIMED_OUT
                || kind == Kind.SSH_NO_WAY)) {
          throw new ConnectFailedException(
              Kind.ANNOUNCED_UNREACHABLE, "announced, but: " + e.fault().detail(), e);
        }
        throw e;
      }
    };
  }

  /** Whether a server answers at all; gives back nothing that would have to be closed. */
  boolean answers(String host, int port) {
    var silent = new StepLog(_ -> {});
    try (var socket = plain(host, port, silent, false)) {
      return socket.isConnected();
    } catch (ConnectFailedException | IOException e) {
      return false;
    }
  }

  /** The address under the name that a certificate must have. */
  private static InetSocketAddress named(String name, InetSocketAddress address) {
    try {
      var bytes = address.getAddress().getAddress();
      return new InetSocketAddress(InetAddress.getByAddress(name, bytes), address.getPort());
    } catch (UnknownHostException e) {
      throw new IllegalStateException("an address has as many bytes as it had", e);
    }
  }

  /** What it encrypts with, or null where it does not. */
  @Nullable TlsParts tls() throws ConnectFailedException {
    return tls == null ? null : tls.parts();
  }

  @Override
  public void close() {
    if (gate != null) {
      gate.close();
    }
  }
}
