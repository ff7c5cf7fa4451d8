package org.sessiondesk.settings;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import com.github.javakeyring.BackendNotSupportedException;
import com.github.javakeyring.PasswordAccessException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sessiondesk.connection.Secret;
import org.sessiondesk.connection.SecretKind;
import org.sessiondesk.connection.VaultException;

@Timeout(20)
class KeychainVaultTest {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final Duration SHORT = Duration.ofMillis(100);
  private static final SecretKind PASSWORD = SecretKind.PASSWORD;
  private static final Secret SECRET = Secret.of("hunter2");

  /** A keychain that keeps, fails or hangs as it is told. */
  private static final class FakeKeychain implements Keychain {
    final Map<String, String> kept = new ConcurrentHashMap<>();
    final CountDownLatch released = new CountDownLatch(1);
    volatile @Nullable Throwable failure;
    volatile boolean hangs;

    @Override
    public Optional<String> find(String account) throws PasswordAccessException {
      answer();
      return Optional.ofNullable(kept.get(account));
    }

    @Override
    public void keep(String account, String secret) throws PasswordAccessException {
      answer();
      kept.put(account, secret);
    }

    @Override
    public void forget(String account) throws PasswordAccessException {
      answer();
      kept.remove(account);
    }

    private void answer() throws PasswordAccessException {
      if (hangs) {
        waitUninterruptibly(released);
      }
      switch (failure) {
        case null -> {}
        case PasswordAccessException e -> throw e;
        case RuntimeException e -> throw e;
        case Error e -> throw e;
        default -> throw new AssertionError(failure);
      }
    }
  }

  /** As native code waits: an interruption is of no use. */
  private static void waitUninterruptibly(CountDownLatch latch) {
    boolean interrupted = false;
    while (true) {
      try {
        latch.await();
        break;
      } catch (InterruptedException _) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void keepsInTheKeychain() {
    var keychain = new FakeKeychain();
    var vault = new KeychainVault(() -> keychain, LONG, LONG);

    assertThat(vault.isLasting()).isTrue();
    vault.keep("a", PASSWORD, SECRET);
    assertThat(keychain.kept).containsExactly(Map.entry("a", "hunter2"));
    assertThat(vault.find("a", PASSWORD)).contains(SECRET);
    assertThat(new KeychainVault(() -> keychain, LONG, LONG).find("a", PASSWORD)).contains(SECRET);
    assertThat(vault.find("b", PASSWORD)).isEmpty();
    vault.forget("a");
    vault.forget("b");
    assertThat(keychain.kept).isEmpty();
    assertThat(vault.find("a", PASSWORD)).isEmpty();
  }

  @Test
  void kindsAreKeptApart_andForgottenTogether() {
    var keychain = new FakeKeychain();
    var vault = new KeychainVault(() -> keychain, LONG, LONG);

    vault.keep("a", PASSWORD, SECRET);
    vault.keep("a", SecretKind.SSH_PASSWORD, Secret.of("ssh"));
    vault.keep("b", SecretKind.SSH_PASSWORD, Secret.of("other"));

    assertThat(vault.find("a", PASSWORD)).contains(SECRET);
    assertThat(vault.find("a", SecretKind.SSH_PASSWORD)).contains(Secret.of("ssh"));
    assertThat(vault.find("a", SecretKind.SENTINEL_PASSWORD)).isEmpty();
    vault.forget("a");
    assertThat(keychain.kept).containsOnlyKeys("b/ssh_password");
  }

  @Test
  void opensNothingBeforeTheFirstCall_andThenOnce() {
    var opened = new AtomicInteger();
    var vault =
        new KeychainVault(
            () -> {
              opened.incrementAndGet();
              throw new BackendNotSupportedException("none");
            },
            LONG,
            LONG);
    assertThat(opened).hasValue(0);

    vault.find("a", PASSWORD);
    vault.keep("a", PASSWORD, SECRET);
    vault.isLasting();

    assertThat(opened).hasValue(1);
  }

  @Test
  void keepsForThisRun_whenThereIsNoKeychain() {
    var vault =
        new KeychainVault(
            () -> {
              throw new BackendNotSupportedException("none");
            },
            LONG,
            LONG);

    assertThat(vault.isLasting()).isFalse();
    vault.keep("a", PASSWORD, SECRET);
    assertThat(vault.find("a", PASSWORD)).contains(SECRET);
    vault.forget("a");
    assertThat(vault.find("a", PASSWORD)).isEmpty();
  }

  @Test
  void keepsForThisRun_whenNativeCodeDoesNotLoad() {
    var vault =
        new KeychainVault(
            () -> {
              throw new UnsatisfiedLinkError("libsecret");
            },
            LONG,
            LONG);

    assertThat(vault.isLasting()).isFalse();
    vault.keep("a", PASSWORD, SECRET);
    assertThat(vault.find("a", PASSWORD)).contains(SECRET);
  }

  @Test
  void keepsForThisRun_whenOpeningHangs() {
    var never = new CountDownLatch(1);
    var vault =
        new KeychainVault(
            () -> {
              waitUninterruptibly(never);
              return new FakeKeychain();
            },
            SHORT,
            LONG);
    try {
      assertThat(vault.isLasting()).isFalse();
      vault.keep("a", PASSWORD, SECRET);
      assertThat(vault.find("a", PASSWORD)).contains(SECRET);
    } finally {
      never.countDown();
    }
  }

  @Test
  void saysSo_whenTheKeychainFails_andKeepsForThisRun() {
    var keychain = new FakeKeychain();
    var vault = new KeychainVault(() -> keychain, LONG, LONG);
    for (var failure :
        new Throwable[] {
          new PasswordAccessException("locked"),
          new IllegalStateException("D-Bus"),
          new UnsatisfiedLinkError("native")
        }) {
      keychain.failure = failure;

      assertThatExceptionOfType(VaultException.class)
          .isThrownBy(() -> vault.find("other", PASSWORD))
          .withCause(failure);
      assertThatExceptionOfType(VaultException.class).isThrownBy(() -> vault.forget("other"));
      assertThatExceptionOfType(VaultException.class)
          .isThrownBy(() -> vault.keep("a", PASSWORD, SECRET))
          .withMessageNotContaining("hunter2");
      assertThat(vault.find("a", PASSWORD)).contains(SECRET);
    }

    keychain.failure = null;
    assertThat(keychain.kept).isEmpty();
    vault.keep("a", PASSWORD, SECRET);
    assertThat(keychain.kept).containsKey("a");
  }

  @Test
  void asksNoMore_onceTheKeychainHung() {
    var keychain = new FakeKeychain();
    var vault = new KeychainVault(() -> keychain, LONG, SHORT);
    assertThat(vault.isLasting()).isTrue();
    keychain.hangs = true;
    try {
      assertThatExceptionOfType(VaultException.class)
          .isThrownBy(() -> vault.keep("a", PASSWORD, SECRET))
          .withMessageContaining("did not answer");

      assertThat(vault.isLasting()).isFalse();
      assertThat(vault.find("a", PASSWORD)).contains(SECRET);
    } finally {
      keychain.released.countDown();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "No stored credentials match Session Desk account: x",
        "No password to delete. No stored credentials match Session Desk account: x",
        "Password is not in wallet",
        "Password cannot be deleted, it is not in wallet",
        "Error code 1168",
        "The specified item could not be found in the keychain."
      })
  void knowsTheWordsForNothingKept(String words) {
    assertThat(Keychain.saysThereIsNone(new PasswordAccessException(words))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Error code 5", "Failed to get credential. denied", "locked"})
  void takesOtherWordsForAFailure(String words) {
    assertThat(Keychain.saysThereIsNone(new PasswordAccessException(words))).isFalse();
  }

  /** Reads only: on a developer's machine this is the real keychain. */
  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "elsewhere the system may ask its user")
  void theRealKeychainAnswersOrIsReplaced_andLeavesNoThreadBehind() {
    var vault = new KeychainVault();

    boolean lasting = vault.isLasting();
    assertThat(vault.find("org.sessiondesk.test.nothing", PASSWORD)).isEmpty();
    if (!lasting) {
      vault.keep("a", PASSWORD, SECRET);
      assertThat(vault.find("a", PASSWORD)).contains(SECRET);
    }
    await()
        .atMost(5, SECONDS)
        .until(
            () ->
                Thread.getAllStackTraces().keySet().stream()
                    .noneMatch(thread -> thread.getName().equals("keychain")));
  }
}
