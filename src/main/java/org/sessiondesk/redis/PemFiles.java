package org.sessiondesk.redis;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.PEMEncryptedKeyPair;
import org.bouncycastle.openssl.PEMException;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8DecryptorProviderBuilder;
import org.bouncycastle.openssl.jcajce.JcePEMDecryptorProviderBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;
import org.bouncycastle.pkcs.PKCSException;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.connection.ConnectionFault.Kind;
import org.sessiondesk.connection.Secret;

/** Reads certificates and keys from PEM files, as OpenSSL and its kin write them. */
final class PemFiles {
  private PemFiles() {}

  /** All certificates in the file, in their order; at least one. */
  static List<X509Certificate> certificates(Path file) throws ConnectFailedException {
    var found = new ArrayList<X509Certificate>();
    try (var parser = new PEMParser(Files.newBufferedReader(file, StandardCharsets.ISO_8859_1))) {
      var factory = CertificateFactory.getInstance("X.509");
      for (var item = parser.readObject(); item != null; item = parser.readObject()) {
        if (item instanceof X509CertificateHolder holder) {
          found.add(certificate(factory, holder));
        }
      }
    } catch (IOException | CertificateException e) {
      throw unreadable(file, e);
    }
    if (found.isEmpty()) {
      throw new ConnectFailedException(Kind.KEY_UNREADABLE, file + ": no certificate in it");
    }
    return found;
  }

  private static X509Certificate certificate(
      CertificateFactory factory, X509CertificateHolder holder)
      throws CertificateException, IOException {
    return (X509Certificate)
        factory.generateCertificate(new ByteArrayInputStream(holder.getEncoded()));
  }

  /** The first private key in the file. */
  static PrivateKey key(Path file, @Nullable Secret passphrase) throws ConnectFailedException {
    try (var parser = new PEMParser(Files.newBufferedReader(file, StandardCharsets.ISO_8859_1))) {
      for (var item = parser.readObject(); item != null; item = parser.readObject()) {
        var info = keyInfo(item, file, passphrase);
        if (info != null) {
          return new JcaPEMKeyConverter().getPrivateKey(info);
        }
      }
    } catch (IOException | PKCSException | OperatorCreationException e) {
      throw unreadable(file, e);
    }
    throw new ConnectFailedException(Kind.KEY_UNREADABLE, file + ": no private key in it");
  }

  private static @Nullable PrivateKeyInfo keyInfo(
      Object item, Path file, @Nullable Secret passphrase)
      throws IOException, PKCSException, OperatorCreationException, ConnectFailedException {
    return switch (item) {
      case PrivateKeyInfo info -> info;
      case PEMKeyPair pair -> pair.getPrivateKeyInfo();
      case PKCS8EncryptedPrivateKeyInfo encrypted ->
          encrypted.decryptPrivateKeyInfo(
              new JceOpenSSLPKCS8DecryptorProviderBuilder()
                  .setProvider(new BouncyCastleProvider())
                  .build(needed(file, passphrase)));
      case PEMEncryptedKeyPair encrypted ->
          encrypted
              .decryptKeyPair(
                  new JcePEMDecryptorProviderBuilder()
                      .setProvider(new BouncyCastleProvider())
                      .build(needed(file, passphrase)))
              .getPrivateKeyInfo();
      default -> null; // Certificates, parameters of curves.
    };
  }

  private static char[] needed(Path file, @Nullable Secret passphrase)
      throws ConnectFailedException {
    if (passphrase == null) {
      throw new ConnectFailedException(
          Kind.KEY_UNREADABLE, file + ": the key is encrypted, and no pass-phrase is given");
    }
    return passphrase.reveal();
  }

  /** What it means that a file of our own cannot be read or decrypted. */
  static ConnectFailedException unreadable(Path file, Exception e) {
    var why =
        switch (e) {
          case NoSuchFileException _ -> "there is no such file";
          case PKCSException _ -> "the pass-phrase does not open it";
          case PEMException _ -> "it cannot be read or decrypted: " + e.getMessage();
          case GeneralSecurityException _ -> "it cannot be used: " + e.getMessage();
          default -> String.valueOf(e.getMessage());
        };
    return new ConnectFailedException(Kind.KEY_UNREADABLE, file + ": " + why, e);
  }
}
