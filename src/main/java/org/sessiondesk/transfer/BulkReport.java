package org.sessiondesk.transfer;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.session.KeptBatch;

/**
 * How a job that changes many sessions ended. Every one of them is counted in exactly one place.
 *
 * @param done how many were deleted, edited or moved
 * @param gone how many were not there any more
 * @param changed those that are not what was looked at any more, and were left alone
 * @param unknown those of which the store did not say whether it did it
 * @param left how many were not reached; run the whole job again to go on
 * @param kept what they were, out of the recycle bin to be put back; empty where nothing is there
 * @param took how long it took
 * @param cancelled whether it was cancelled
 * @param failure why it stopped before the end, or null: mostly a {@link
 *     org.sessiondesk.session.StoreException}, or a {@link
 *     org.sessiondesk.session.RecycleBinException} where the next ones could not be kept
 */
public record BulkReport(
    long done,
    long gone,
    Tally changed,
    Tally unknown,
    long left,
    Optional<KeptBatch> kept,
    Duration took,
    boolean cancelled,
    @Nullable RuntimeException failure) {

  /** Whether nothing is left to do: those that are gone count as done. */
  public boolean complete() {
    return left == 0 && changed.count() == 0 && unknown.count() == 0;
  }
}
