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
import java.util.function.Supplier;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.sessiondesk.connection.ConnectionFault.Kind;
import org.sessiondesk.redis.StepLog.Outcome;

/** Opens sockets step by step, so that it is known which step failed and why. */
final class SocketOpener {
  /** Asked for at the first use: to make it reads all authorities that are trusted. */
  private final Supplier<SSLSocketFactory> tls;

  private final Duration timeout;

  SocketOpener(Supplier<SSLSocketFactory> tls, Duration timeout) {
    this.tls = tls;
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

  /** Encrypts a connection; certificate and host name are checked. Closes it where that fails. */
  Outcome<Socket> encrypt(Socket plain, String host, int port) throws ConnectFailedException {
    try {
      var socket = (SSLSocket) tls.get().createSocket(plain, host, port, true);
      var parameters = socket.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      socket.setSSLParameters(parameters);
      socket.startHandshake();
      var session = socket.getSession();
      return new Outcome<>(socket, session.getProtocol() + " " + session.getCipherSuite());
    } catch (SocketTimeoutException e) {
      closeQuietly(plain, e);
      throw speaksPlainly(plain.getInetAddress(), port)
          ? new ConnectFailedException(
              Kind.TLS_FAILED, "what answers at port " + port + " is a Redis without TLS", e)
          : new ConnectFailedException(Kind.TIMED_OUT, "no answer to the TLS handshake", e);
    } catch (IOException e) {
      closeQuietly(plain, e);
      throw new ConnectFailedException(Kind.TLS_FAILED, "TLS: " + e.getMessage(), e);
    }
  }

  /** A Redis without TLS waits for ever for the end of what it takes for its first command. */
  private static boolean speaksPlainly(InetAddress address, int port) {
    try (var socket = new Socket()) {
      socket.setSoTimeout(500);
      socket.connect(new InetSocketAddress(address, port), 500);
      try (var redis = RespSocket.over(socket)) {
        return redis.call("PING") != null;
      }
    } catch (IOException e) {
      return false;
    }
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

  private static void closeQuietly(AutoCloseable open, Exception because) {
    try {
      open.close();
    } catch (Exception e) {
      because.addSuppressed(e);
    }
  }
}
