package org.sessiondesk.session;

import java.time.Duration;

/**
 * The statistics of {@code GET /api/v1/sessions/stats}, at one moment.
 *
 * @param temporaryTotal temporary sessions held
 * @param temporaryActive those before their deadline
 * @param temporaryExpired those past it that no clean-up has removed yet
 * @param persistent persistent sessions; 0 while no store is reachable
 * @param defaultTtl the life of a temporary session for which none is asked
 * @param storeEnabled whether a store of persistent sessions is reachable
 */
public record SessionStats(
    long temporaryTotal,
    long temporaryActive,
    long temporaryExpired,
    long persistent,
    Duration defaultTtl,
    boolean storeEnabled) {

  /** All sessions together. */
  public long total() {
    return temporaryTotal + persistent;
  }
}
