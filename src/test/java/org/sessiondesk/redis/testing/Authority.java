package org.sessiondesk.redis.testing;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.PKCS8Generator;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8EncryptorBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** An authority that nobody knows, and the certificates that it signs. */
public final class Authority {
  private final String name;
  private final KeyPair keys = keys("EC");
  private final X509Certificate certificate;

  /** Makes one. */
  public Authority(String name) {
    this.name = name;
    this.certificate =
        sign("CN=" + name, keys, Instant.now(), Instant.now().plus(Duration.ofDays(900)), true);
  }

  /** A certificate with its key. */
  public record Issued(X509Certificate certificate, PrivateKey key) {}

  /** Signs a certificate for a year, for hosts of these names or addresses. */
  public Issued issue(String... hosts) {
    return issue(Instant.now().plus(Duration.ofDays(365)), hosts);
  }

  /** Signs a certificate that ends at {@code until}. */
  public Issued issue(Instant until, String... hosts) {
    return issue("EC", until, hosts);
  }

  /** The same with another kind of key. */
  public Issued issue(String algorithm, Instant until, String... hosts) {
    var own = keys(algorithm);
    var from = until.minus(Duration.ofDays(400));
    return new Issued(sign("CN=" + hosts[0], own, from, until, false, hosts), own.getPrivate());
  }

  private static KeyPair keys(String algorithm) {
    try {
      var generator = KeyPairGenerator.getInstance(algorithm);
      generator.initialize(algorithm.equals("EC") ? 256 : 2048);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private X509Certificate sign(
      String subject,
      KeyPair own,
      Instant from,
      Instant until,
      boolean authority,
      String... hosts) {
    try {
      var builder =
          new JcaX509v3CertificateBuilder(
              new X500Principal("CN=" + name),
              new BigInteger(64, new SecureRandom()),
              Date.from(from.minusSeconds(60)),
              Date.from(until),
              new X500Principal(subject),
              own.getPublic());
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
      if (hosts.length > 0) {
        var names =
            Arrays.stream(hosts)
                .map(host -> new GeneralName(kind(host), host))
                .toArray(GeneralName[]::new);
        builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(names));
      }
      var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate());
      return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
    } catch (GeneralSecurityException | IOException | OperatorCreationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static int kind(String host) {
    return host.matches("[0-9.]+") ? GeneralName.iPAddress : GeneralName.dNSName;
  }

  /** Its own certificate as a PEM file in {@code folder}. */
  public Path file(Path folder) {
    return pem(folder.resolve(name + ".pem"), certificate);
  }

  /** Writes certificates and keys, in OpenSSL's own forms, into {@code file}. */
  public static Path pem(Path file, Object... items) {
    var text = new StringWriter();
    try (var writer = new JcaPEMWriter(text)) {
      for (var item : items) {
        // A curve's name is lost in the older form of such a key.
        writer.writeObject(
            item instanceof ECPrivateKey key ? new JcaPKCS8Generator(key, null) : item);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return write(file, text.toString());
  }

  /** Writes an encrypted key (PKCS#8). */
  public static Path encrypted(Path file, PrivateKey key, String passphrase) {
    try {
      var encryptor =
          new JceOpenSSLPKCS8EncryptorBuilder(PKCS8Generator.AES_256_CBC)
              .setPassword(passphrase.toCharArray())
              .setProvider(new org.bouncycastle.jce.provider.BouncyCastleProvider())
              .build();
      return pem(file, new JcaPKCS8Generator(key, encryptor));
    } catch (OperatorCreationException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Writes both into one file (PKCS#12). */
  public static Path pkcs12(Path file, Issued issued, String passphrase) {
    try (var out = Files.newOutputStream(file)) {
      var store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setKeyEntry(
          "me", issued.key(), passphrase.toCharArray(), new Certificate[] {issued.certificate()});
      store.store(out, passphrase.toCharArray());
      return file;
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Path write(Path file, String text) {
    try {
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
