package org.sessiondesk.transfer;

import java.util.List;
import org.sessiondesk.service.StoreLease;
import org.sessiondesk.session.Session;

/**
 * A set of sessions as they were seen, and what they would become. Nothing was changed. It keeps
 * about 33 bytes for each that would change, and belongs to the store that was connected then.
 */
public final class BulkEditPlan {
  private final BulkEditRequest request;
  private final StoreLease lease;
  private final FrozenSessions sessions;
  private final long unchanged;
  private final SeenSessions.Others others;
  private final Tally unreadable;
  private final Tally invalid;
  private final List<Sample> samples;

  /** A session before and after. */
  public record Sample(Session before, Session after) {}

  BulkEditPlan(
      BulkEditRequest request,
      StoreLease lease,
      FrozenSessions sessions,
      long unchanged,
      SeenSessions.Others others,
      Tally unreadable,
      Tally invalid,
      List<Sample> samples) {
    this.request = request;
    this.lease = lease;
    this.sessions = sessions;
    this.unchanged = unchanged;
    this.others = others;
    this.unreadable = unreadable;
    this.invalid = invalid;
    this.samples = List.copyOf(samples);
  }

  /** What was asked for. */
  public BulkEditRequest request() {
    return request;
  }

  /** How many sessions would change: the number that is to be confirmed. */
  public long size() {
    return sessions.size();
  }

  /** How many are already as they would become. */
  public long unchanged() {
    return unchanged;
  }

  /** How many that were asked for are not there. */
  public long notFound() {
    return others.notFound();
  }

  /** Those that have changed since the query found them, and stay. */
  public Tally outdated() {
    return others.outdated();
  }

  /** What cannot be read as a session, and stays. */
  public Tally unreadable() {
    return unreadable;
  }

  /** Those that would break the rules, with what is wrong, and stay. */
  public Tally invalid() {
    return invalid;
  }

  /** The first of those that would change. */
  public List<Sample> samples() {
    return samples;
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
