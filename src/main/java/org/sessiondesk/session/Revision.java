package org.sessiondesk.session;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Which state of a stored session somebody has seen: what a store compares before it overwrites or
 * deletes. Two revisions are equal exactly when the stored bytes were.
 */
public final class Revision {
  private final byte[] token;

  private Revision(byte[] token) {
    this.token = token;
  }

  /** The revision that {@code token} stands for. The array is taken over, not copied. */
  public static Revision of(byte[] token) {
    return new Revision(token);
  }

  /** The store's own token: for Redis the very value that was read. Not to be changed. */
  public byte[] token() {
    return token;
  }

  /** A short text that differs where the revision differs: the first 32 hex digits of SHA-256. */
  public String tag() {
    try {
      var digest = MessageDigest.getInstance("SHA-256").digest(token);
      return HexFormat.of().formatHex(digest, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Revision that && Arrays.equals(token, that.token);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(token);
  }

  @Override
  public String toString() {
    return "Revision[" + tag() + "]";
  }
}
