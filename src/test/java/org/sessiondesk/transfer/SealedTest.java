package org.sessiondesk.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sessiondesk.connection.Secret;
import org.sessiondesk.transfer.TransferException.Reason;

class SealedTest {
  private static final Secret SECRET = Secret.of("öffne dich 芝麻");

  /** The least that is taken: tests open thousands of files. */
  private static final int COST = 10;

  private static byte[] sealed(byte[] plain) throws IOException {
    var out = new ByteArrayOutputStream();
    var sealing = new SealedOutput(out, SECRET, COST);
    sealing.write(plain);
    sealing.finish();
    return out.toByteArray();
  }

  private static byte[] opened(byte[] sealed, @Nullable Secret secret) throws IOException {
    return new SealedInput(new ByteArrayInputStream(sealed), secret).readAllBytes();
  }

  private static Reason refusal(byte[] sealed, @Nullable Secret secret) throws IOException {
    try {
      opened(sealed, secret);
    } catch (TransferException e) {
      return e.reason();
    }
    throw new AssertionError("it was taken");
  }

  private static byte[] random(int length) {
    var bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 65_535, 65_536, 65_537, 131_072, 200_000})
  void whatWasSealed_isOpened(int length) throws IOException {
    var plain = random(length);
    var sealed = sealed(plain);
    assertThat(opened(sealed, SECRET)).isEqualTo(plain);
    int chunks = Math.max(1, (length + SealKeys.CHUNK - 1) / SealKeys.CHUNK);
    assertThat(sealed)
        .hasSize(SealKeys.HEADER + SealKeys.MAC + length + chunks * SealKeys.TAG)
        .isNotEqualTo(sealed(plain));
  }

  @Test
  void anotherPassphrase_isRefused() throws IOException {
    var sealed = sealed(random(100));
    assertThat(refusal(sealed, Secret.of("open sesame"))).isEqualTo(Reason.PASSPHRASE_WRONG);
    assertThat(refusal(sealed, null)).isEqualTo(Reason.PASSPHRASE_NEEDED);
  }

  @Test
  @DisplayName("A pass-phrase is the same however its letters are composed")
  void letters() throws IOException {
    assertThat(opened(sealed(random(9)), Secret.of("o\u0308ffne dich 芝麻"))).hasSize(9);
  }

  @Test
  void everyFlippedBit_isRefused() throws IOException {
    var sealed = sealed(random(150));
    for (int place = 0; place < sealed.length; place++) {
      if (place == 9) {
        continue; // The cost: other values are tried below, since they may be very high.
      }
      var flipped = sealed.clone();
      flipped[place] ^= (byte) (1 << (place % 8));
      if (place >= SealKeys.MAGIC.length) {
        assertThat(refusal(flipped, SECRET))
            .as("at " + place)
            .isIn(Reason.DAMAGED, Reason.PASSPHRASE_WRONG, Reason.NEWER_FORMAT);
      }
    }
  }

  @Test
  void aCost_thatWouldTakeTooMuch_isRefusedAtOnce() throws IOException {
    var sealed = sealed(random(10));
    for (int cost : new int[] {0, 9, 21, 62, 127, -1}) {
      sealed[9] = (byte) cost;
      assertThat(refusal(sealed, SECRET)).isEqualTo(Reason.DAMAGED);
    }
    sealed[9] = COST + 1;
    assertThat(refusal(sealed, SECRET)).isEqualTo(Reason.PASSPHRASE_WRONG);
  }

  @Test
  @DisplayName("Cut off anywhere it is refused, also where a chunk ends")
  void everyTruncation_isRefused() throws IOException {
    var sealed = sealed(random(3 * SealKeys.CHUNK));
    int start = SealKeys.HEADER + SealKeys.MAC;
    int chunk = SealKeys.CHUNK + SealKeys.TAG;
    IntStream.rangeClosed(0, 3)
        .flatMap(i -> IntStream.of(start + i * chunk - 1, start + i * chunk, start + i * chunk + 1))
        .filter(length -> length < sealed.length)
        .forEach(
            length ->
                assertThatThrownBy(() -> opened(Arrays.copyOf(sealed, length), SECRET))
                    .as("cut at " + length)
                    .isInstanceOf(TransferException.class));
    assertThat(refusal(Arrays.copyOf(sealed, start + chunk), SECRET)).isEqualTo(Reason.TRUNCATED);
    assertThat(refusal(Arrays.copyOf(sealed, 20), SECRET)).isEqualTo(Reason.TRUNCATED);
  }

  @Test
  void chunksThatChangePlaces_orComeTwice_areRefused() throws IOException {
    var sealed = sealed(random(3 * SealKeys.CHUNK));
    int start = SealKeys.HEADER + SealKeys.MAC;
    int chunk = SealKeys.CHUNK + SealKeys.TAG;
    var swapped = sealed.clone();
    System.arraycopy(sealed, start, swapped, start + chunk, chunk);
    System.arraycopy(sealed, start + chunk, swapped, start, chunk);
    assertThat(refusal(swapped, SECRET)).isEqualTo(Reason.DAMAGED);
    var longer = Arrays.copyOf(sealed, sealed.length + chunk);
    System.arraycopy(sealed, sealed.length - chunk, longer, sealed.length, chunk);
    assertThat(refusal(longer, SECRET)).isEqualTo(Reason.DAMAGED);
    assertThat(refusal(Arrays.copyOf(sealed, sealed.length + 1), SECRET)).isEqualTo(Reason.DAMAGED);
  }
}
