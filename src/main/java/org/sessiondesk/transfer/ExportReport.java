package org.sessiondesk.transfer;

import java.time.Duration;

/**
 * How an export ended.
 *
 * @param persistent how many persistent sessions were written, unreadable ones included
 * @param temporary how many temporary ones
 * @param notFound how many that were asked for are not there
 * @param bytes how long the file is; 0 where it was cancelled
 * @param took how long it took
 * @param cancelled whether it was cancelled: then there is no file
 */
public record ExportReport(
    long persistent, long temporary, long notFound, long bytes, Duration took, boolean cancelled) {

  /** How many were written. */
  public long written() {
    return persistent + temporary;
  }
}
