package org.sessiondesk.settings;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.generators.SCrypt;
import org.sessiondesk.connection.Secret;

/**
 * Seals single secrets by AES-256-GCM with a key that scrypt makes of a pass-phrase. What a secret
 * is for is sealed with it, so that nobody can put one in another's place.
 */
final class SecretSeal {
  static final int SALT = 16;

  /** 2^17 steps and 128 MiB, as is advised for what is tried by machines. */
  static final int STANDARD_COST = 17;

  static final int LEAST_COST = 10;

  /** What a file can ask for at the most: 1 GiB. */
  static final int MOST_COST = 20;

  private static final int BLOCK = 8;
  private static final int LANES = 1;
  private static final int KEY = 32;
  private static final int NONCE = 12;
  private static final int TAG_BITS = 128;
  private static final String PURPOSE = "session-desk-secrets 1 ";

  private final SecureRandom random = new SecureRandom();
  private final SecretKeySpec key;

  /** Makes the key. Takes about half a second, on purpose. */
  SecretSeal(Secret passphrase, byte[] salt, int cost) {
    var password = utf8(passphrase);
    var made = SCrypt.generate(password, salt, 1 << cost, BLOCK, LANES, KEY);
    key = new SecretKeySpec(made, "AES");
    Arrays.fill(password, (byte) 0);
    Arrays.fill(made, (byte) 0);
  }

  /** In one form, however the keyboard composes letters. */
  private static byte[] utf8(Secret passphrase) {
    var chars = passphrase.reveal();
    var composed = Normalizer.normalize(CharBuffer.wrap(chars), Normalizer.Form.NFC);
    Arrays.fill(chars, '\0');
    return composed.getBytes(StandardCharsets.UTF_8);
  }

  static byte[] newSalt() {
    var salt = new byte[SALT];
    new SecureRandom().nextBytes(salt);
    return salt;
  }

  /** The nonce, then {@code secret} encrypted, then its tag. */
  byte[] seal(String name, Secret secret) {
    var nonce = new byte[NONCE];
    random.nextBytes(nonce);
    var plain = bytes(secret);
    try {
      var encrypted = cipher(Cipher.ENCRYPT_MODE, name, nonce).doFinal(plain);
      var whole = Arrays.copyOf(nonce, NONCE + encrypted.length);
      System.arraycopy(encrypted, 0, whole, NONCE, encrypted.length);
      return whole;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has AES and GCM", e);
    } finally {
      Arrays.fill(plain, (byte) 0);
    }
  }

  private static byte[] bytes(Secret secret) {
    var chars = secret.reveal();
    var encoded = StandardCharsets.UTF_8.encode(CharBuffer.wrap(chars));
    Arrays.fill(chars, '\0');
    var bytes = new byte[encoded.remaining()];
    encoded.get(bytes);
    encoded.clear();
    while (encoded.hasRemaining()) {
      encoded.put((byte) 0);
    }
    return bytes;
  }

  /**
   * Undoes {@link #seal}.
   *
   * @throws GeneralSecurityException where it is not what this key sealed under that name
   */
  Secret open(String name, byte[] whole) throws GeneralSecurityException {
    if (whole.length < NONCE) {
      throw new GeneralSecurityException("too short");
    }
    var cipher = cipher(Cipher.DECRYPT_MODE, name, Arrays.copyOf(whole, NONCE));
    var plain = cipher.doFinal(whole, NONCE, whole.length - NONCE);
    var text = StandardCharsets.UTF_8.decode(ByteBuffer.wrap(plain));
    var chars = new char[text.remaining()];
    text.get(chars);
    Arrays.fill(plain, (byte) 0);
    var secret = Secret.of(chars);
    Arrays.fill(chars, '\0');
    return secret;
  }

  private Cipher cipher(int mode, String name, byte[] nonce) throws GeneralSecurityException {
    var cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD((PURPOSE + name).getBytes(StandardCharsets.UTF_8));
    return cipher;
  }
}
