package org.sessiondesk.connection;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How an encrypted connection is made: whom it trusts, and what it shows of itself.
 *
 * @param verify what is checked of the server's certificate
 * @param authorities a PEM file with the certificates of the authorities to trust instead of those
 *     that Java and the operating system trust; null for the latter
 * @param client the certificate that the program shows of itself, or null for none
 * @param serverName the name that is asked for (SNI) and that the certificate must have, or null
 *     for the host's
 */
public record TlsSettings(
    Verify verify,
    @Nullable Path authorities,
    @Nullable ClientCertificate client,
    @Nullable String serverName) {

  /** Everything checked, nothing of one's own. */
  public static final TlsSettings DEFAULT = new TlsSettings(Verify.FULL, null, null, null);

  public TlsSettings {
    if (serverName != null && serverName.isBlank()) {
      throw new IllegalArgumentException("a server's name is not blank");
    }
  }

  /** What is checked of a server's certificate. */
  public enum Verify {
    /** That somebody trusted has signed it, its dates, and that it names the host. */
    FULL,
    /** That somebody trusted has signed it, and its dates; it may name any host. */
    CHAIN,
    /** Nothing: whoever is in between can read and change everything. */
    NONE
  }

  /** A certificate that the program shows of itself, with its key. */
  public sealed interface ClientCertificate {

    /**
     * Two PEM files; one file may be both.
     *
     * @param certificate the certificate, and those that lead to its authority
     * @param key its key, encrypted or not
     */
    record Pem(Path certificate, Path key) implements ClientCertificate {}

    /** One file with both (PKCS#12: {@code .p12}, {@code .pfx}). */
    record Pkcs12(Path file) implements ClientCertificate {}
  }
}
