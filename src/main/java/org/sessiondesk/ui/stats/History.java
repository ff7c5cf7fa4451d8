package org.sessiondesk.ui.stats;

import java.time.Instant;

/**
 * Samples of the last while: a ring of fixed size in which the newest overwrites the oldest. Not
 * safe for several threads.
 */
public final class History {

  /**
   * One sample.
   *
   * @param at when it was taken
   * @param active temporary sessions before their deadline
   * @param expired temporary sessions past it
   * @param persistent persistent sessions
   * @param happened what had happened since the start
   */
  public record Sample(
      Instant at, long active, long expired, long persistent, StatsModel.Happened happened) {}

  private final Sample[] ring;
  private int size;
  private int next;

  History(int capacity) {
    ring = new Sample[capacity];
  }

  void add(Sample sample) {
    ring[next] = sample;
    next = (next + 1) % ring.length;
    size = Math.min(size + 1, ring.length);
  }

  /** How many samples there are. */
  public int size() {
    return size;
  }

  /** The sample {@code index}, 0 being the oldest. */
  public Sample get(int index) {
    if (index < 0 || index >= size) {
      throw new IndexOutOfBoundsException(index);
    }
    return ring[(next - size + index + ring.length) % ring.length];
  }
}
