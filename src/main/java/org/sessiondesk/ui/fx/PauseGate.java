package org.sessiondesk.ui.fx;

/** Where a job waits while it is to rest. Safe for use by several threads. */
final class PauseGate {
  private boolean shut;
  private boolean over;

  /** Shuts it, or opens it. */
  synchronized void shut(boolean rest) {
    shut = rest;
    notifyAll();
  }

  /** Opens it for good. */
  synchronized void openForGood() {
    over = true;
    notifyAll();
  }

  /** Waits while it is shut. An interrupt ends the wait and stays. */
  synchronized void pass() {
    try {
      while (shut && !over) {
        wait();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
