package org.sessiondesk.text;

import java.util.concurrent.CancellationException;
import org.sessiondesk.session.Progress;

/** How segmenting ends before its end. */
final class Cancelling {
  private Cancelling() {}

  /**
   * Goes on unless {@code progress} is cancelled.
   *
   * @throws CancellationException if it is
   */
  static void check(Progress progress) {
    if (progress.cancelled()) {
      throw new CancellationException("segmenting was cancelled");
    }
  }
}
