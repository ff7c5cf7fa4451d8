package org.sessiondesk.transfer;

import java.util.ArrayList;
import java.util.List;

/**
 * How many there are of something, and the first of them.
 *
 * @param count how many
 * @param samples at most {@link #MOST} of them
 */
public record Tally(long count, List<Sample> samples) {

  /** How many samples are kept. */
  public static final int MOST = 10;

  /** None. */
  public static final Tally NONE = new Tally(0, List.of());

  public Tally {
    samples = List.copyOf(samples);
  }

  /**
   * One of them.
   *
   * @param place where it stands in the file
   * @param id its id; empty where the line names none
   * @param detail what else there is to say, in English; may be empty
   */
  public record Sample(Place place, String id, String detail) {}

  /** Counts. */
  static final class Counter {
    private long count;
    private final List<Sample> samples = new ArrayList<>();

    void add(Place place, String id, String detail) {
      count++;
      if (samples.size() < MOST) {
        samples.add(new Sample(place, id, detail));
      }
    }

    long count() {
      return count;
    }

    Tally tally() {
      return new Tally(count, samples);
    }
  }
}
