package org.sessiondesk.transfer;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.connection.Secret;
import org.sessiondesk.transfer.TransferException.Reason;

/**
 * Decrypts what {@link SealedOutput} wrote, chunk by chunk: it never gives a byte of a chunk that
 * is not sound, in its place, and the last one where the file ends. Not for several threads.
 */
final class SealedInput extends InputStream {
  private final PushbackInputStream in;
  private final SealKeys keys;
  private final byte[] sealed = new byte[SealKeys.CHUNK + SealKeys.TAG];
  private byte[] plain = new byte[0];
  private int at;
  private long number;
  private boolean ended;

  /**
   * Reads the header.
   *
   * @param passphrase null where none was given
   * @throws TransferException where the pass-phrase does not fit
   */
  SealedInput(InputStream source, @Nullable Secret passphrase) throws IOException {
    in = new PushbackInputStream(source);
    var header = in.readNBytes(SealKeys.HEADER);
    var mac = in.readNBytes(SealKeys.MAC);
    if (mac.length < SealKeys.MAC) {
      throw new TransferException(Reason.TRUNCATED, "the encrypted file ends within its header");
    }
    if (header[8] > SealKeys.VERSION) {
      throw new TransferException(
          Reason.NEWER_FORMAT, "the file was encrypted by a later version, or is damaged");
    }
    if (!SealKeys.isKnown(header)) {
      throw new TransferException(Reason.DAMAGED, "the encrypted file's header is damaged");
    }
    if (passphrase == null) {
      throw new TransferException(Reason.PASSPHRASE_NEEDED, "the file is encrypted");
    }
    keys = SealKeys.of(passphrase, header);
    if (!keys.isMac(header, mac)) {
      throw new TransferException(
          Reason.PASSPHRASE_WRONG,
          "the pass-phrase is not the one of this file, or its header is damaged");
    }
  }

  @Override
  public int read() throws IOException {
    return at < plain.length || next() ? plain[at++] & 0xFF : -1;
  }

  @Override
  public int read(byte[] bytes, int from, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (at == plain.length && !next()) {
      return -1;
    }
    int some = Math.min(length, plain.length - at);
    System.arraycopy(plain, at, bytes, from, some);
    at += some;
    return some;
  }

  /** Decrypts the next chunk; false at the end. */
  private boolean next() throws IOException {
    if (ended) {
      return false;
    }
    int length = in.readNBytes(sealed, 0, sealed.length);
    int beyond = length < sealed.length ? -1 : in.read();
    ended = beyond < 0;
    if (!ended) {
      in.unread(beyond);
    }
    plain = open(length);
    at = 0;
    number++;
    return plain.length > 0;
  }

  private byte[] open(int length) {
    try {
      return keys.open(number, ended, sealed, length);
    } catch (GeneralSecurityException e) {
      Arrays.fill(sealed, (byte) 0);
      boolean atChunk = ended && (length == 0 || length == sealed.length);
      throw new TransferException(
          atChunk ? Reason.TRUNCATED : Reason.DAMAGED,
          "the encrypted file is damaged or ends too early",
          e);
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
