package org.sessiondesk.redis;

import io.lettuce.core.SslOptions;
import io.lettuce.core.SslVerifyMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.connection.Secret;
import org.sessiondesk.connection.TlsSettings;
import org.sessiondesk.connection.TlsSettings.ClientCertificate;

/**
 * What an encrypted connection is made with: whom it trusts, what it shows of itself.
 *
 * @param settings what the profile says
 * @param trust checks servers' certificates
 * @param keys holds our own certificate, or null for none
 */
record TlsParts(TlsSettings settings, TrustManagerFactory trust, @Nullable KeyManagerFactory keys) {

  /** Reads the files that the settings name. */
  static TlsParts read(TlsSettings settings, @Nullable Secret passphrase, SystemTrust system)
      throws ConnectFailedException {
    return new TlsParts(
        settings, trust(settings.authorities(), system), keys(settings, passphrase));
  }

  private static TrustManagerFactory trust(@Nullable Path authorities, SystemTrust system)
      throws ConnectFailedException {
    try {
      var store =
          authorities == null
              ? system.keyStore()
              : SystemTrust.of(PemFiles.certificates(authorities));
      var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(store);
      return factory;
    } catch (GeneralSecurityException | IOException e) {
      throw PemFiles.unreadable(authorities == null ? Path.of("cacerts") : authorities, e);
    }
  }

  private static @Nullable KeyManagerFactory keys(TlsSettings settings, @Nullable Secret passphrase)
      throws ConnectFailedException {
    return switch (settings.client()) {
      case null -> null;
      case ClientCertificate.Pem(var certificate, var key) -> pem(certificate, key, passphrase);
      case ClientCertificate.Pkcs12(var file) -> pkcs12(file, passphrase);
    };
  }

  private static KeyManagerFactory pem(Path certificate, Path key, @Nullable Secret passphrase)
      throws ConnectFailedException {
    var chain = PemFiles.certificates(certificate).toArray(Certificate[]::new);
    var secret = PemFiles.key(key, passphrase);
    try {
      var store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setKeyEntry("client", secret, new char[0], chain);
      return factory(store, new char[0]);
    } catch (GeneralSecurityException | IOException e) {
      throw PemFiles.unreadable(key, e);
    }
  }

  private static KeyManagerFactory pkcs12(Path file, @Nullable Secret passphrase)
      throws ConnectFailedException {
    var word = passphrase == null ? new char[0] : passphrase.reveal();
    try (var in = Files.newInputStream(file)) {
      var store = KeyStore.getInstance("PKCS12");
      store.load(in, word);
      return factory(store, word);
    } catch (GeneralSecurityException | IOException e) {
      throw PemFiles.unreadable(file, e);
    }
  }

  private static KeyManagerFactory factory(KeyStore store, char[] word)
      throws GeneralSecurityException {
    var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, word);
    return factory;
  }

  /** The name that a certificate must have, of a server that is reached at {@code host}. */
  String nameOf(String host) {
    var own = settings.serverName();
    return own == null ? host : own;
  }

  /** Asks for the name that the settings say; others are asked for by themselves. */
  void askForName(SSLParameters parameters) {
    var own = settings.serverName();
    if (own != null
        && own.chars().anyMatch(c -> c != '.' && (c < '0' || c > '9'))
        && own.indexOf(':') < 0) {
      parameters.setServerNames(List.of(new SNIHostName(own)));
    }
  }

  /** The same for Lettuce. */
  SslOptions options(Duration handshake) {
    var options =
        SslOptions.builder()
            .jdkSslProvider()
            .handshakeTimeout(handshake)
            .trustManager(trust)
            .sslParameters(
                () -> {
                  var parameters = new SSLParameters();
                  askForName(parameters);
                  return parameters;
                });
    if (keys != null) {
      options.keyManager(keys);
    }
    return options.build();
  }

  /** How much Lettuce checks. */
  SslVerifyMode verifyMode() {
    return switch (settings.verify()) {
      case FULL -> SslVerifyMode.FULL;
      case CHAIN -> SslVerifyMode.CA;
      case NONE -> SslVerifyMode.NONE;
    };
  }
}
