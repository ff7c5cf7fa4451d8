package org.sessiondesk.transfer;

import java.util.List;
import org.sessiondesk.service.StoreLease;
import org.sessiondesk.session.StoredEntry;

/**
 * A set of sessions as they were seen, to be looked at before they are deleted. Nothing was
 * changed. It keeps about 33 bytes for each, and belongs to the store that was connected then.
 */
public final class CleanupPlan {
  private final CleanupRequest request;
  private final StoreLease lease;
  private final FrozenSessions sessions;
  private final Counts counts;
  private final Tally outdated;
  private final List<StoredEntry> samples;

  /**
   * How many there are of each kind.
   *
   * @param persistent persistent sessions
   * @param temporary temporary sessions
   * @param unreadable what cannot be read as a session
   * @param notFound how many that were asked for are not there
   * @param bytes how long all of it is, as it is stored
   * @param binBytes about how much of the recycle bin it takes
   * @param binLimit how much the recycle bin may take; {@code Long.MAX_VALUE} where there is none
   */
  public record Counts(
      long persistent,
      long temporary,
      long unreadable,
      long notFound,
      long bytes,
      long binBytes,
      long binLimit) {}

  CleanupPlan(
      CleanupRequest request,
      StoreLease lease,
      FrozenSessions sessions,
      Counts counts,
      Tally outdated,
      List<StoredEntry> samples) {
    this.request = request;
    this.lease = lease;
    this.sessions = sessions;
    this.counts = counts;
    this.outdated = outdated;
    this.samples = List.copyOf(samples);
  }

  /** What was asked for. */
  public CleanupRequest request() {
    return request;
  }

  /** How many sessions would be deleted: the number that is to be confirmed. */
  public long size() {
    return sessions.size();
  }

  /** How many there are of each kind. */
  public Counts counts() {
    return counts;
  }

  /** Those that have changed since the query found them, and stay. */
  public Tally outdated() {
    return outdated;
  }

  /** The first of them. */
  public List<StoredEntry> samples() {
    return samples;
  }

  /**
   * Whether all of them find room in the recycle bin. Where they do not, they can be deleted for
   * ever, or the bin be made larger.
   */
  public boolean fitsBin() {
    return counts.binBytes() <= counts.binLimit();
  }

  /** Whether the number and the profile's name must be typed: it is production. */
  public boolean wantsName() {
    return Confirmation.wantsName(request.profile());
  }

  StoreLease lease() {
    return lease;
  }

  FrozenSessions sessions() {
    return sessions;
  }
}
