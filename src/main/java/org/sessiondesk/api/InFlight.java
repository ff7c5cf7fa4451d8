package org.sessiondesk.api;

import java.time.Duration;

/** Counts the requests under way, so that a server can be closed once they are answered. */
final class InFlight {
  private int count;
  private boolean closed;

  /** A request begins; false where no more are taken. */
  synchronized boolean enter() {
    if (closed) {
      return false;
    }
    count++;
    return true;
  }

  /** A request that had begun is answered. */
  synchronized void leave() {
    count--;
    notifyAll();
  }

  /** Takes no more requests, and waits for those under way, but no longer than {@code most}. */
  synchronized void close(Duration most) throws InterruptedException {
    closed = true;
    long end = System.nanoTime() + most.toNanos();
    for (long left = most.toMillis(); count > 0 && left > 0; ) {
      wait(left);
      left = (end - System.nanoTime()) / 1_000_000;
    }
  }
}
