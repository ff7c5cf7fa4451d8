package org.sessiondesk.app;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.sessiondesk.connection.ConnectionControl;
import org.sessiondesk.connection.ConnectionState;
import org.sessiondesk.connection.ConnectionState.Off;

/**
 * Waits until it is known whether there is a store of persistent sessions. Whoever calls the API
 * before that would be given a temporary session for a persistent one, for want of a moment.
 */
final class FirstAttempt {
  /** A store that takes longer is treated as one that is down. */
  static final Duration PATIENCE = Duration.ofSeconds(5);

  private FirstAttempt() {}

  /**
   * Blocks until the first attempt to connect has ended, well or not, or none is wanted; {@code
   * patience} at the longest.
   */
  static void await(ConnectionControl connection, Duration patience) {
    var known = new CountDownLatch(1);
    try (var _ = connection.watch(state -> tell(state, known))) {
      known.await(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void tell(ConnectionState state, CountDownLatch known) {
    boolean pending =
        switch (state) {
          case Off off -> off.why() == Off.Why.DISCONNECTED;
          case ConnectionState.Connecting connecting -> connecting.attempt() <= 1;
          default -> false;
        };
    if (!pending) {
      known.countDown();
    }
  }
}
