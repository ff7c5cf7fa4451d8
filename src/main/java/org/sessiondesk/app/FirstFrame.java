package org.sessiondesk.app;

import javafx.animation.AnimationTimer;

/**
 * Runs something once the first frame of a window is on the screen. The first pulse after the
 * window was shown paints that frame; when the second one comes, it has been handed over.
 */
final class FirstFrame extends AnimationTimer {
  private final Runnable action;
  private boolean painted;

  private FirstFrame(Runnable action) {
    this.action = action;
  }

  /** Runs {@code action} on the window's thread after the next frame. */
  static void then(Runnable action) {
    new FirstFrame(action).start();
  }

  @Override
  public void handle(long now) {
    if (painted) {
      stop();
      action.run();
    }
    painted = true;
  }
}
