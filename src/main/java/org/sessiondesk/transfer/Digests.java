package org.sessiondesk.transfer;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.sessiondesk.session.StoredBytes;

/** The one digest that archives use. */
final class Digests {
  private Digests() {}

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** The digest of what is stored. */
  static byte[] of(StoredBytes stored) {
    return sha256().digest(stored.value());
  }
}
