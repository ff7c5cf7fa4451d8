package org.sessiondesk.redis;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The authorities that Java and the operating system trust, a company's own among them. Read at the
 * first use, then kept.
 */
final class SystemTrust {
  private static final Logger LOG = LoggerFactory.getLogger(SystemTrust.class);

  /** Where Linux distributions and BSDs keep theirs. */
  private static final List<Path> BUNDLES =
      List.of(
          Path.of("/etc/ssl/certs/ca-certificates.crt"),
          Path.of("/etc/pki/tls/certs/ca-bundle.crt"),
          Path.of("/etc/ssl/ca-bundle.pem"),
          Path.of("/etc/ssl/cert.pem"));

  private @Nullable KeyStore store;

  /** All of them. */
  synchronized KeyStore keyStore() throws GeneralSecurityException, IOException {
    var made = store;
    if (made == null) {
      var all = new LinkedHashSet<X509Certificate>();
      addJavas(all);
      addSystems(all);
      made = of(all);
      store = made;
    }
    return made;
  }

  /** A store that trusts {@code authorities}. */
  static KeyStore of(Collection<X509Certificate> authorities)
      throws GeneralSecurityException, IOException {
    var made = KeyStore.getInstance("PKCS12");
    made.load(null, null);
    int i = 0;
    for (var authority : authorities) {
      made.setCertificateEntry("authority-" + i++, authority);
    }
    return made;
  }

  private static void addJavas(Set<X509Certificate> all) throws GeneralSecurityException {
    var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init((KeyStore) null);
    for (var manager : factory.getTrustManagers()) {
      if (manager instanceof X509TrustManager x509) {
        all.addAll(List.of(x509.getAcceptedIssuers()));
      }
    }
  }

  private static void addSystems(Set<X509Certificate> all) {
    var system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    if (system.startsWith("windows")) {
      addStore("Windows-ROOT", all);
    } else if (system.startsWith("mac")) {
      addStore("KeychainStore-ROOT", all);
      addStore("KeychainStore", all);
    } else {
      BUNDLES.stream()
          .filter(Files::isReadable)
          .findFirst()
          .ifPresent(file -> addBundle(file, all));
    }
  }

  private static void addStore(String type, Set<X509Certificate> all) {
    try {
      var theirs = KeyStore.getInstance(type);
      theirs.load(null, null);
      for (var alias : java.util.Collections.list(theirs.aliases())) {
        if (theirs.isCertificateEntry(alias)
            && theirs.getCertificate(alias) instanceof X509Certificate certificate) {
          all.add(certificate);
        }
      }
    } catch (GeneralSecurityException | IOException e) {
      LOG.warn("The system's authorities ({}) cannot be read", type, e);
    }
  }

  private static void addBundle(Path file, Set<X509Certificate> all) {
    try (InputStream in = Files.newInputStream(file)) {
      for (var certificate : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        all.add((X509Certificate) certificate);
      }
    } catch (GeneralSecurityException | IOException e) {
      LOG.warn("The system's authorities cannot be read from {}", file, e);
    }
  }
}
