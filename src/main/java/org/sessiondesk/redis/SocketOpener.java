package org.sessiondesk.redis;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.ProtocolException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLException;
import org.sessiondesk.connection.ConnectionFault.Kind;
import org.sessiondesk.redis.StepLog.Outcome;

/** Opens sockets step by step, so that it is known which step failed and why. */
final class SocketOpener {
  private final Duration timeout;

  SocketOpener(Duration timeout) {
    this.timeout = timeout;
  }

  /** Looks up a host's name. */
  Outcome<List<InetAddress>> resolve(String host) throws ConnectFailedException {
    try {
      var addresses = List.of(InetAddress.getAllByName(host));
      return new Outcome<>(
          addresses,
          String.join(", ", addresses.stream().map(InetAddress::getHostAddress).toList()));
    } catch (UnknownHostException e) {
      throw new ConnectFailedException(Kind.NAME_UNKNOWN, "unknown host: " + host, e);
    }
  }

  /** Connects to the first of the addresses that takes the connection. */
  Outcome<Socket> connect(List<InetAddress> addresses, int port) throws ConnectFailedException {
    IOException last = null;
    for (var address : addresses) {
      var socket = new Socket();
      try {
        socket.setTcpNoDelay(true);
        socket.setSoTimeout((int) timeout.toMillis());
        socket.connect(new InetSocketAddress(address, port), (int) timeout.toMillis());
        return new Outcome<>(socket, address.getHostAddress() + ":" + port);
      } catch (IOException e) {
        closeQuietly(socket, e);
        last = e;
      }
    }
    throw fault(last == null ? new UnknownHostException() : last, addresses + ":" + port);
  }

  /** Connects to a Unix domain socket. */
  Outcome<SocketChannel> connect(String path) throws ConnectFailedException {
    try {
      var channel = SocketChannel.open(StandardProtocolFamily.UNIX);
      try {
        channel.connect(UnixDomainSocketAddress.of(path));
        return new Outcome<>(channel, path);
      } catch (IOException e) {
        closeQuietly(channel, e);
        throw e;
      }
    } catch (IOException e) {
      throw new ConnectFailedException(Kind.UNREACHABLE, path + ": " + e.getMessage(), e);
    }
  }

  /** How long each step may take. */
  Duration timeout() {
    return timeout;
  }

  /** What a failure of a connection means. */
  static ConnectFailedException fault(IOException e, String where) {
    var kind =
        switch (e) {
          case UnknownHostException _ -> Kind.NAME_UNKNOWN;
          case SocketTimeoutException _ -> Kind.TIMED_OUT;
          case ConnectException _, NoRouteToHostException _ -> Kind.UNREACHABLE;
          case SSLException _ -> Kind.TLS_FAILED;
          case ProtocolException _ -> Kind.NOT_REDIS;
          default -> Kind.LOST;
        };
    return new ConnectFailedException(kind, where + ": " + e.getMessage(), e);
  }

  /** Closes what a failure has left open. */
  static void closeQuietly(AutoCloseable open, Exception because) {
    try {
      open.close();
    } catch (Exception e) {
      because.addSuppressed(e);
    }
  }
}
