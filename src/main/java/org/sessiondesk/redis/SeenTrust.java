package org.sessiondesk.redis;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.connection.ConnectionFault.Kind;
import org.sessiondesk.connection.TlsSettings.Verify;

/**
 * Checks a server's certificate as Java does, but one thing after the other, so that it is known
 * which of them failed; and keeps what the server showed. For one handshake.
 */
final class SeenTrust extends X509ExtendedTrustManager {
  private final X509ExtendedTrustManager trust;
  private final Verify verify;
  private List<X509Certificate> seen = List.of();
  private @Nullable Kind fault;

  SeenTrust(TrustManagerFactory factory, Verify verify) {
    this.trust = (X509ExtendedTrustManager) factory.getTrustManagers()[0];
    this.verify = verify;
  }

  /** What the server showed, its own certificate first. */
  List<X509Certificate> seen() {
    return seen;
  }

  /** What was wrong with it, or null. */
  @Nullable Kind fault() {
    return fault;
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    seen = List.of(chain);
    if (verify == Verify.NONE) {
      return;
    }
    for (var certificate : chain) {
      check(Kind.CERTIFICATE_EXPIRED, certificate::checkValidity);
    }
    check(Kind.CERTIFICATE_UNTRUSTED, () -> trust.checkServerTrusted(chain, type));
    // The same again, and the name: whether it counts is said by the socket's parameters.
    check(Kind.CERTIFICATE_NAME, () -> trust.checkServerTrusted(chain, type, socket));
  }

  private interface Check {
    void run() throws CertificateException;
  }

  private void check(Kind kind, Check check) throws CertificateException {
    try {
      check.run();
    } catch (CertificateException e) {
      fault = kind;
      throw e;
    }
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    throw new CertificateException("only sockets are checked here");
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
    throw new CertificateException("only sockets are checked here");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    throw new CertificateException("this is a client");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    throw new CertificateException("this is a client");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
    throw new CertificateException("this is a client");
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return trust.getAcceptedIssuers();
  }
}
