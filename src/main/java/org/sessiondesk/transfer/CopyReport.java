package org.sessiondesk.transfer;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.session.StoreException;

/**
 * How a copy ended. What is done stays done; the same copy checked and run again goes on where this
 * one stopped, since it finds what this one has stored.
 *
 * @param created how many were stored under ids under which nothing was
 * @param replaced how many replaced what was stored
 * @param beside how many were stored under new ids
 * @param already how many were there when their turn came, though not at the check
 * @param gone how many are no longer in the store that is copied from
 * @param conflicts sessions that were not stored, since what is stored has changed since the check
 * @param unknown sessions of which the store did not say whether it has stored them
 * @param left how many that were to be stored were not reached
 * @param took how long it took
 * @param cancelled whether it was cancelled
 * @param failure why it stopped before the end, or null
 */
public record CopyReport(
    long created,
    long replaced,
    long beside,
    long already,
    long gone,
    Tally conflicts,
    Tally unknown,
    long left,
    Duration took,
    boolean cancelled,
    @Nullable StoreException failure) {

  /** How many were stored. */
  public long stored() {
    return created + replaced + beside;
  }

  /** Whether everything that was to be stored is. */
  public boolean complete() {
    return left == 0 && conflicts.count() == 0 && unknown.count() == 0;
  }
}
