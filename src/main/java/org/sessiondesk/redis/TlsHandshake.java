package org.sessiondesk.redis;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.connection.ConnectionFault.Kind;
import org.sessiondesk.connection.ConnectionTest.Notice;
import org.sessiondesk.connection.ConnectionTest.ServerCertificate;
import org.sessiondesk.connection.TlsSettings.Verify;
import org.sessiondesk.redis.StepLog.Outcome;

/** Encrypts connections, and says of each which certificates were shown and what failed. */
final class TlsHandshake {
  private static final Duration SOON = Duration.ofDays(30);

  /** Reads what encryption is made with. */
  @FunctionalInterface
  interface Reader {
    TlsParts read() throws ConnectFailedException;
  }

  private final Reader reader;
  private final InstantSource clock;
  private @Nullable TlsParts read;

  /** Reads nothing yet: what cannot be read fails at the step of TLS. */
  TlsHandshake(Reader reader, InstantSource clock) {
    this.reader = reader;
    this.clock = clock;
  }

  /** What it encrypts with. */
  TlsParts parts() throws ConnectFailedException {
    var parts = read;
    if (parts == null) {
      parts = reader.read();
      read = parts;
    }
    return parts;
  }

  /**
   * Encrypts a connection and gets a first answer over it: only then does a server say that it
   * wants a certificate of ours. Closes it where that fails.
   */
  Outcome<RespSocket> encrypt(Socket plain, String host, int port, StepLog log)
      throws ConnectFailedException {
    TlsParts parts;
    try {
      parts = parts();
    } catch (ConnectFailedException e) {
      SocketOpener.closeQuietly(plain, e);
      throw e;
    }
    var trust = new SeenTrust(parts.trust(), parts.settings().verify());
    var keys = new AskedKeys(parts.keys());
    try {
      var socket = shakeHands(parts, plain, host, port, trust, keys);
      var redis = RespSocket.over(socket);
      if (redis.call("PING") instanceof RespError error && error.code().equals("DENIED")) {
        throw new ConnectFailedException(Kind.PASSWORD_REQUIRED, error.message());
      }
      notice(parts, trust, keys, log);
      var session = socket.getSession();
      return new Outcome<>(redis, session.getProtocol() + " " + session.getCipherSuite());
    } catch (SocketTimeoutException e) {
      SocketOpener.closeQuietly(plain, e);
      throw speaksPlainly(plain.getInetAddress(), plain.getPort())
          ? new ConnectFailedException(
              Kind.TLS_FAILED, "what answers at port " + port + " is a Redis without TLS", e)
          : new ConnectFailedException(Kind.TIMED_OUT, "no answer to the TLS handshake", e);
    } catch (ProtocolException e) {
      SocketOpener.closeQuietly(plain, e);
      throw new ConnectFailedException(
          Kind.NOT_REDIS, host + ":" + port + ": " + e.getMessage(), e);
    } catch (IOException | GeneralSecurityException e) {
      SocketOpener.closeQuietly(plain, e);
      throw new ConnectFailedException(kind(parts, trust, keys), "TLS: " + e.getMessage(), e);
    } finally {
      log.certificates(trust.seen().stream().map(TlsHandshake::shown).toList());
    }
  }

  private SSLSocket shakeHands(
      TlsParts parts, Socket plain, String host, int port, SeenTrust trust, AskedKeys keys)
      throws GeneralSecurityException, IOException {
    var context = SSLContext.getInstance("TLS");
    context.init(new KeyManager[] {keys}, new TrustManager[] {trust}, null);
    var name = parts.nameOf(host);
    var socket = (SSLSocket) context.getSocketFactory().createSocket(plain, name, port, true);
    var parameters = socket.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm(
        parts.settings().verify() == Verify.FULL ? "HTTPS" : "");
    parts.askForName(parameters);
    socket.setSSLParameters(parameters);
    socket.startHandshake();
    return socket;
  }

  private static Kind kind(TlsParts parts, SeenTrust trust, AskedKeys keys) {
    var fault = trust.fault();
    if (fault != null) {
      return fault;
    }
    if (!keys.asked()) {
      return Kind.TLS_FAILED;
    }
    // One that fits none of the authorities that the server names is not even shown.
    return parts.keys() == null
        ? Kind.CLIENT_CERTIFICATE_REQUIRED
        : Kind.CLIENT_CERTIFICATE_REFUSED;
  }

  private void notice(TlsParts parts, SeenTrust trust, AskedKeys keys, StepLog log) {
    switch (parts.settings().verify()) {
      case NONE -> log.notice(Notice.Kind.NOT_VERIFIED);
      case CHAIN -> log.notice(Notice.Kind.NAME_NOT_VERIFIED);
      case FULL -> {} // As it should be.
    }
    if (keys.shown()) {
      log.notice(Notice.Kind.CLIENT_CERTIFICATE_SHOWN);
    }
    if (!trust.seen().isEmpty()) {
      var end = trust.seen().getFirst().getNotAfter().toInstant();
      if (end.isBefore(clock.instant().plus(SOON))) {
        var day = LocalDate.ofInstant(end, ZoneId.systemDefault());
        log.notice(Notice.Kind.EXPIRES_SOON, day.toString());
      }
    }
  }

  private static ServerCertificate shown(X509Certificate certificate) {
    return new ServerCertificate(
        certificate.getSubjectX500Principal().getName(),
        certificate.getIssuerX500Principal().getName(),
        certificate.getNotBefore().toInstant(),
        certificate.getNotAfter().toInstant(),
        names(certificate));
  }

  private static List<String> names(X509Certificate certificate) {
    try {
      var names = certificate.getSubjectAlternativeNames();
      return names == null
          ? List.of()
          : names.stream()
              .map(List::getLast)
              .filter(String.class::isInstance)
              .map(String.class::cast)
              .toList();
    } catch (CertificateParsingException e) {
      return List.of(); // It is shown for people to look at; the check did not rest on it.
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
}
