package org.sessiondesk.ui.inspector;

import java.util.function.DoubleConsumer;
import org.sessiondesk.session.Progress;
import org.sessiondesk.ui.fx.FrameBatcher;

/** The progress of a job, told to somebody else too: as a share, on the window's thread. */
final class SharedProgress implements Progress {
  private final Progress job;
  private final FrameBatcher shown;
  private volatile double share = -1;

  /**
   * Tells {@code job} and, batched, {@code other}: 0 to 1, negative where it is not known how much
   * there is to do.
   */
  SharedProgress(Progress job, DoubleConsumer other) {
    this.job = job;
    shown = new FrameBatcher(() -> other.accept(share));
  }

  @Override
  public void at(long done, long total) {
    share = total <= 0 ? -1 : (double) done / total;
    shown.request();
    job.at(done, total);
  }

  @Override
  public boolean cancelled() {
    return job.cancelled();
  }
}
