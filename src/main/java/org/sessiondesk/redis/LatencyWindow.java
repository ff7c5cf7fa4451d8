package org.sessiondesk.redis;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.sessiondesk.connection.ServerFigures.Latency;

/**
 * How long the calls of the last minute took: counted in classes, each an eighth of a power of two
 * wide, so that a percentile is told at most 12.5 % too high (the idea of HdrHistogram). Of fixed
 * size. Safe for use by many threads.
 */
final class LatencyWindow {
  private static final int SLICES = 6;
  private static final long SLICE_NANOS = 10_000_000_000L;
  private static final int PARTS = 8;
  private static final int CLASSES = 40 * PARTS;

  private final LongSupplier nanos;
  private final int[][] counts = new int[SLICES][CLASSES];
  private long slice;

  /** By a clock of nanoseconds that never goes back. */
  LatencyWindow(LongSupplier nanos) {
    this.nanos = nanos;
    slice = Math.floorDiv(nanos.getAsLong(), SLICE_NANOS);
  }

  /** A call has ended that took so many nanoseconds. */
  synchronized void add(long took) {
    moveOn();
    counts[(int) Math.floorMod(slice, (long) SLICES)][classOf(took)]++;
  }

  /** What the calls took that ended within the last minute; empty where there were none. */
  synchronized Optional<Latency> lately() {
    moveOn();
    var all = new long[CLASSES];
    long total = 0;
    for (var each : counts) {
      for (int i = 0; i < CLASSES; i++) {
        all[i] += each[i];
        total += each[i];
      }
    }
    return total == 0
        ? Optional.empty()
        : Optional.of(new Latency(total, percentile(all, total, 50), percentile(all, total, 99)));
  }

  private void moveOn() {
    long now = Math.floorDiv(nanos.getAsLong(), SLICE_NANOS);
    for (long old = Math.max(slice + 1, now - SLICES + 1); old <= now; old++) {
      Arrays.fill(counts[(int) Math.floorMod(old, (long) SLICES)], 0);
    }
    slice = Math.max(slice, now);
  }

  private static Duration percentile(long[] all, long total, int percent) {
    long rank = (total * percent + 99) / 100;
    int at = 0;
    for (long seen = all[0]; seen < rank; seen += all[at]) {
      at++;
    }
    return Duration.ofNanos(upperEnd(at));
  }

  private static int classOf(long took) {
    if (took < PARTS) {
      return (int) Math.max(0, took);
    }
    int exponent = 63 - Long.numberOfLeadingZeros(took);
    int part = (int) (took >>> (exponent - 3)) & (PARTS - 1);
    return Math.min(CLASSES - 1, (exponent - 2) * PARTS + part);
  }

  /** The longest time that belongs to a class. */
  private static long upperEnd(int index) {
    if (index < PARTS) {
      return index;
    }
    int exponent = index / PARTS + 2;
    return ((long) (PARTS + index % PARTS + 1) << (exponent - 3)) - 1;
  }
}
