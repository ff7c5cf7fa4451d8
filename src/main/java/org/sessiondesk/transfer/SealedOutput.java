package org.sessiondesk.transfer;

import java.io.IOException;
import java.io.OutputStream;
import java.security.SecureRandom;
import org.sessiondesk.connection.Secret;

/**
 * Encrypts what is written to it, chunk by chunk; {@link #finish} writes the last one, without
 * which nobody takes the file for whole. Not for several threads.
 */
final class SealedOutput extends OutputStream {
  private final OutputStream out;
  private final SealKeys keys;
  private final byte[] chunk = new byte[SealKeys.CHUNK];
  private int filled;
  private long number;

  /** Writes the header to {@code out}. */
  SealedOutput(OutputStream out, Secret passphrase, int cost) throws IOException {
    this.out = out;
    var salt = new byte[SealKeys.SALT];
    new SecureRandom().nextBytes(salt);
    var header = SealKeys.header(cost, salt);
    keys = SealKeys.of(passphrase, header);
    out.write(header);
    out.write(keys.mac(header));
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    int at = from;
    int left = length;
    while (left > 0) {
      if (filled == chunk.length) {
        seal(false);
      }
      int some = Math.min(left, chunk.length - filled);
      System.arraycopy(bytes, at, chunk, filled, some);
      filled += some;
      at += some;
      left -= some;
    }
  }

  private void seal(boolean last) throws IOException {
    out.write(keys.seal(number++, last, chunk, filled));
    filled = 0;
  }

  /** Writes the last chunk. Nothing may be written after that. */
  void finish() throws IOException {
    seal(true);
    out.flush();
  }
}
