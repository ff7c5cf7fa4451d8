package org.sessiondesk.settings;

import com.github.javakeyring.BackendNotSupportedException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.connection.Secret;
import org.sessiondesk.connection.SecretKind;
import org.sessiondesk.connection.SecretVault;
import org.sessiondesk.connection.VaultException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps passwords in the keychain of the operating system (Windows' credential store, macOS'
 * keychain, GNOME's keyring, KDE's wallet). Where there is none, or it does not answer, they are
 * kept in memory for this run, never in a file. The keychain is opened at the first call.
 *
 * <p>Every call of the keychain runs on a thread of its own with a limit of time: neither a D-Bus
 * that does not answer nor a native library that does not load stops who asks. A keychain that did
 * not answer in time is not asked again in this run.
 *
 * <p>On Linux the D-Bus library leaves threads behind that are not daemons, also where there is a
 * bus but no keychain on it, and spins when they are interrupted. So the program must end with
 * {@code System.exit}.
 */
public final class KeychainVault implements SecretVault {
  static final String SERVICE = "Session Desk";

  private static final Logger LOG = LoggerFactory.getLogger(KeychainVault.class);
  private static final Duration OPENING = Duration.ofSeconds(5);
  // The operating system may be asking its user for leave meanwhile.
  private static final Duration ANSWERING = Duration.ofSeconds(60);

  private final Keychain.Opener opener;
  private final Duration opening;
  private final Duration answering;
  private final Map<String, Secret> thisRun = new ConcurrentHashMap<>();
  private final ReentrantLock lock = new ReentrantLock();
  private boolean tried;
  private volatile @Nullable Keychain keychain;

  /** Makes the vault; opens nothing yet. */
  public KeychainVault() {
    this(Keychain::ofSystem, OPENING, ANSWERING);
  }

  KeychainVault(Keychain.Opener opener, Duration opening, Duration answering) {
    this.opener = opener;
    this.opening = opening;
    this.answering = answering;
  }

  @Override
  public boolean isLasting() {
    return opened() != null;
  }

  @Override
  public Optional<Secret> find(String profileId, SecretKind kind) {
    var account = account(profileId, kind);
    var kept = thisRun.get(account);
    if (kept != null) {
      return Optional.of(kept);
    }
    var open = opened();
    return open == null ? Optional.empty() : ask("read", () -> open.find(account)).map(Secret::of);
  }

  @Override
  public void keep(String profileId, SecretKind kind, Secret secret) {
    var account = account(profileId, kind);
    // First for this run: there it stays when the keychain fails.
    thisRun.put(account, secret);
    var open = opened();
    if (open != null) {
      ask(
          "kept",
          () -> {
            open.keep(account, new String(secret.reveal()));
            return true;
          });
      thisRun.remove(account, secret);
    }
  }

  @Override
  public void forget(String profileId) {
    var accounts = Stream.of(SecretKind.values()).map(kind -> account(profileId, kind)).toList();
    accounts.forEach(thisRun::remove);
    var open = opened();
    if (open != null) {
      ask(
          "forgotten",
          () -> {
            for (var account : accounts) {
              open.forget(account);
            }
            return true;
          });
    }
  }

  /** Passwords were kept before there were other kinds: theirs is the profile's id alone. */
  static String account(String profileId, SecretKind kind) {
    return kind == SecretKind.PASSWORD
        ? profileId
        : profileId + "/" + kind.name().toLowerCase(Locale.ROOT);
  }

  /** What is kept for this run only, by its account. */
  Map<String, Secret> heldForThisRun() {
    return Map.copyOf(thisRun);
  }

  /** Forgets what is kept for this run only. */
  void forgetForThisRun(Set<String> accounts) {
    accounts.forEach(thisRun::remove);
  }

  private @Nullable Keychain opened() {
    lock.lock();
    try {
      if (!tried) {
        tried = true;
        keychain = open();
      }
      return keychain;
    } finally {
      lock.unlock();
    }
  }

  private @Nullable Keychain open() {
    try {
      return call(opener::open, opening);
    } catch (ExecutionException e) {
      var cause = e.getCause();
      var why = cause instanceof BackendNotSupportedException ? cause.getMessage() : cause;
      LOG.info("No keychain here ({}): passwords are kept for this run only", why);
    } catch (TimeoutException _) {
      LOG.warn("The keychain does not answer: passwords are kept for this run only");
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      tried = false;
    }
    return null;
  }

  private <T> T ask(String done, Callable<T> question) {
    try {
      return call(question, answering);
    } catch (ExecutionException e) {
      var cause = e.getCause() == null ? e : e.getCause();
      throw new VaultException(
          "The password could not be " + done + ": " + cause.getMessage(), cause);
    } catch (TimeoutException e) {
      keychain = null;
      throw new VaultException("The keychain did not answer in time", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new VaultException("Interrupted while the keychain was asked", e);
    }
  }

  /** Runs {@code task} on a thread that the program does not wait for at its end. */
  private static <T> T call(Callable<T> task, Duration limit)
      throws ExecutionException, TimeoutException, InterruptedException {
    // FutureTask also catches what native code throws: UnsatisfiedLinkError and its kin.
    var future = new FutureTask<T>(task);
    // A platform thread: native calls would pin a virtual one's carrier for as long as they hang.
    Thread.ofPlatform().name("keychain").daemon().start(future);
    try {
      return future.get(limit.toNanos(), TimeUnit.NANOSECONDS);
    } finally {
      future.cancel(true);
    }
  }
}
