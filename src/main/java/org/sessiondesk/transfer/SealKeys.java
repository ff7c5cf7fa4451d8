package org.sessiondesk.transfer;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.text.Normalizer;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.generators.SCrypt;
import org.sessiondesk.connection.Secret;

/**
 * The keys of one encrypted file, made of its pass-phrase and its header, and what they are used
 * for. The format is described in {@code docs/transfer.md}.
 */
final class SealKeys {
  static final byte[] MAGIC = "SDSEALED".getBytes(StandardCharsets.US_ASCII);
  static final int VERSION = 1;
  static final int SALT = 16;

  /** Magic, version, the three numbers of scrypt, salt. */
  static final int HEADER = 8 + 4 + SALT;

  static final int MAC = 32;
  static final int CHUNK = 64 << 10;
  static final int TAG = 16;

  /** 2^17 steps and 128 MiB, as is advised for what is tried by machines. */
  static final int STANDARD_COST = 17;

  private static final int LEAST_COST = 10;

  /** What a file can ask for at the most: 1 GiB. */
  private static final int MOST_COST = 20;

  private static final int BLOCK = 8;
  private static final int LANES = 1;
  private static final int KEY = 32;

  private final SecretKey headerKey;
  private final SecretKey payloadKey;
  private final Cipher cipher;

  private SealKeys(SecretKey headerKey, SecretKey payloadKey, Cipher cipher) {
    this.headerKey = headerKey;
    this.payloadKey = payloadKey;
    this.cipher = cipher;
  }

  /** A header with a new salt, which must be random. */
  static byte[] header(int cost, byte[] salt) {
    return ByteBuffer.allocate(HEADER)
        .put(MAGIC)
        .put((byte) VERSION)
        .put((byte) cost)
        .put((byte) BLOCK)
        .put((byte) LANES)
        .put(salt)
        .array();
  }

  /** Whether the numbers of a header are some that this program can and will reckon with. */
  static boolean isKnown(byte[] header) {
    return header[8] == VERSION
        && header[9] >= LEAST_COST
        && header[9] <= MOST_COST
        && header[10] == BLOCK
        && header[11] == LANES;
  }

  /** The keys that belong to {@code header}, whose numbers are known. Takes a while, on purpose. */
  static SealKeys of(Secret passphrase, byte[] header) {
    var password = utf8(passphrase);
    var salt = Arrays.copyOfRange(header, HEADER - SALT, HEADER);
    byte[] master = new byte[0];
    try {
      master = SCrypt.generate(password, salt, 1 << header[9], BLOCK, LANES, KEY);
      return new SealKeys(
          derived(master, "session-desk header", "HmacSHA256"),
          derived(master, "session-desk payload", "AES"),
          Cipher.getInstance("AES/GCM/NoPadding"));
    } catch (GeneralSecurityException e) {
      throw impossible(e);
    } finally {
      Arrays.fill(password, (byte) 0);
      Arrays.fill(master, (byte) 0);
    }
  }

  private static SecretKey derived(byte[] master, String purpose, String algorithm)
      throws GeneralSecurityException {
    var how =
        HKDFParameterSpec.ofExtract()
            .addIKM(new SecretKeySpec(master, "Generic"))
            .thenExpand(purpose.getBytes(StandardCharsets.US_ASCII), KEY);
    return KDF.getInstance("HKDF-SHA256").deriveKey(algorithm, how);
  }

  /** In one form, however the keyboard composes letters. */
  private static byte[] utf8(Secret passphrase) {
    var chars = passphrase.reveal();
    var composed = Normalizer.normalize(CharBuffer.wrap(chars), Normalizer.Form.NFC);
    Arrays.fill(chars, '\0');
    return composed.getBytes(StandardCharsets.UTF_8);
  }

  /** What proves that the header is the one that these keys were made for. */
  byte[] mac(byte[] header) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(headerKey);
      return mac.doFinal(header);
    } catch (GeneralSecurityException e) {
      throw impossible(e);
    }
  }

  boolean isMac(byte[] header, byte[] mac) {
    return MessageDigest.isEqual(mac(header), mac);
  }

  /**
   * Encrypts the chunk number {@code number}, from 0; its place and its being last are sealed, too.
   */
  byte[] seal(long number, boolean last, byte[] plain, int length) {
    try {
      cipher.init(Cipher.ENCRYPT_MODE, payloadKey, nonce(number, last));
      return cipher.doFinal(plain, 0, length);
    } catch (GeneralSecurityException e) {
      throw impossible(e);
    }
  }

  /**
   * Undoes {@link #seal}.
   *
   * @throws GeneralSecurityException where it is not that very chunk
   */
  byte[] open(long number, boolean last, byte[] sealed, int length)
      throws GeneralSecurityException {
    cipher.init(Cipher.DECRYPT_MODE, payloadKey, nonce(number, last));
    return cipher.doFinal(sealed, 0, length);
  }

  private static GCMParameterSpec nonce(long number, boolean last) {
    var nonce = ByteBuffer.allocate(12).putLong(3, number).put(11, (byte) (last ? 1 : 0));
    return new GCMParameterSpec(TAG * 8, nonce.array());
  }

  private static IllegalStateException impossible(GeneralSecurityException e) {
    return new IllegalStateException("every Java 25 has AES, GCM, HMAC and HKDF", e);
  }
}
