package org.sessiondesk.redis;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts the commands that were sent and not answered yet, so that a link that is given up while
 * its server still answers is not closed before they are: of a write whose answer is cut off nobody
 * knows whether it was done. Safe for use by many threads.
 */
final class InFlight {

  /** One more than are under way until it is over, so that it is zero once, and last. */
  private final AtomicInteger count = new AtomicInteger(1);

  private final CompletableFuture<Void> answered = new CompletableFuture<>();
  private volatile boolean over;

  /** A command is about to be sent, and {@link #end} will follow; false where it must not be. */
  boolean begin() {
    if (over) {
      return false;
    }
    count.incrementAndGet();
    if (over) {
      end();
      return false;
    }
    return true;
  }

  /** A command was answered, or will not be. */
  void end() {
    if (count.decrementAndGet() == 0) {
      answered.complete(null);
    }
  }

  /** Lets no more begin; completes when all have ended. To be called once. */
  CompletableFuture<Void> finish() {
    over = true;
    end();
    return answered;
  }
}
