package org.sessiondesk.transfer;

import java.time.Duration;

/**
 * What comparing both stores after a copy has found about the sessions that were to be stored.
 *
 * @param same how many are the very same in both
 * @param differing those that differ: changed in one of both since they were copied
 * @param missing those that are not where they were copied to
 * @param gone how many are no longer in the store that was copied from, and so cannot be compared
 * @param left how many were not compared, since it was cancelled
 * @param took how long it took
 */
public record CopyVerification(
    long same, Tally differing, Tally missing, long gone, long left, Duration took) {

  /** Whether all were compared, and all that can be are the same. */
  public boolean sound() {
    return differing.count() == 0 && missing.count() == 0 && left == 0;
  }
}
