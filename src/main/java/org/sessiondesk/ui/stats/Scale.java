package org.sessiondesk.ui.stats;

/**
 * An axis from 0 to a round number, with round numbers between.
 *
 * @param step from one line to the next
 * @param steps how many there are
 */
record Scale(long step, int steps) {
  private static final int MOST = 4;

  /** The smallest round scale that reaches {@code largest}; never empty. */
  static Scale reaching(long largest) {
    long unit = 1;
    while (true) {
      for (long factor : new long[] {1, 2, 5}) {
        long step = unit * factor;
        if (largest <= step * MOST) {
          return new Scale(step, (int) Math.max(1, (largest + step - 1) / step));
        }
      }
      unit *= 10;
    }
  }

  /** The number at the end of the axis. */
  long end() {
    return step * steps;
  }
}
