package org.sessiondesk.service;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.sessiondesk.session.SessionId;
import org.sessiondesk.session.StoreFollower;
import org.sessiondesk.session.StoredEntry;

/**
 * Passes on of which temporary sessions the store tells, as many at once as it tells of; what they
 * are now, it can be asked.
 */
record TemporaryFollower(Consumer<List<SessionId>> touched) implements StoreFollower {
  @Override
  public void passStarted(long expected) {}

  @Override
  public void page(List<StoredEntry> entries) {
    changed(entries, List.of());
  }

  @Override
  public void passCompleted() {}

  @Override
  public void changed(List<StoredEntry> present, List<SessionId> gone) {
    var ids = new ArrayList<SessionId>(present.size() + gone.size());
    present.forEach(entry -> ids.add(entry.id()));
    ids.addAll(gone);
    touched.accept(ids);
  }

  @Override
  public void tracking(Tracking tracking) {}
}
