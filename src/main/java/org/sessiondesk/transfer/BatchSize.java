package org.sessiondesk.transfer;

import java.util.List;
import org.sessiondesk.session.StoredBytes;

/** How many sessions a job takes at a time: many small ones, few large ones. */
final class BatchSize {
  private static final int FIRST = 16;
  private static final int MOST = 500;
  private static final long BYTES = 2 << 20;

  private final int most;
  private int next;

  BatchSize() {
    this(0);
  }

  /** The same for a job that is slowed down, in steps that nobody feels. */
  BatchSize(int perSecond) {
    most = perSecond > 0 ? Math.clamp(perSecond / 10, 1, MOST) : MOST;
    next = Math.min(FIRST, most);
  }

  /** How many to take next. */
  int next() {
    return next;
  }

  /** These were the last ones: slowly more, at once fewer. */
  void took(List<StoredBytes> values) {
    long bytes = 0;
    for (var value : values) {
      bytes += value.value().length;
    }
    long average = Math.max(1, bytes / Math.max(1, values.size()));
    next = (int) Math.min(Math.clamp(BYTES / average, 1, most), next * 2L);
  }
}
