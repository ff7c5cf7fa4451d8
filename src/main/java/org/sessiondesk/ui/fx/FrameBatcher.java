package org.sessiondesk.ui.fx;

import java.util.concurrent.atomic.AtomicBoolean;
import javafx.application.Platform;

/**
 * Runs one action on the window's thread soon after it was asked for, however often that is: at
 * most once a turn of the window's event queue. May be asked from any thread.
 */
public final class FrameBatcher {
  private final Runnable action;
  private final AtomicBoolean asked = new AtomicBoolean();

  /** Batches calls of {@code action}. */
  public FrameBatcher(Runnable action) {
    this.action = action;
  }

  /** Asks for the action to run. */
  public void request() {
    if (asked.compareAndSet(false, true)) {
      Platform.runLater(
          () -> {
            asked.set(false);
            action.run();
          });
    }
  }
}
