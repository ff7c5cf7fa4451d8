package org.sessiondesk.transfer;

import java.util.List;
import org.sessiondesk.service.StoreLease;
import org.sessiondesk.session.SessionId;

/**
 * Which temporary sessions would be made persistent. Nothing was changed. Belongs to the store that
 * was connected then.
 */
public final class PromotePlan {
  private final List<SessionId> ids;
  private final long expired;
  private final Tally taken;
  private final StoreLease lease;

  PromotePlan(List<SessionId> ids, long expired, Tally taken, StoreLease lease) {
    this.ids = List.copyOf(ids);
    this.expired = expired;
    this.taken = taken;
    this.lease = lease;
  }

  /** How many would be moved, or found to be taken. */
  public long size() {
    return ids.size();
  }

  /** How many have expired, and are left to the periodic clean-up. */
  public long expired() {
    return expired;
  }

  /** Those under whose id the store holds another session: they cannot be moved. */
  public Tally taken() {
    return taken;
  }

  List<SessionId> ids() {
    return ids;
  }

  StoreLease lease() {
    return lease;
  }
}
