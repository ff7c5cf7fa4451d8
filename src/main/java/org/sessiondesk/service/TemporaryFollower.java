package org.sessiondesk.service;

import java.util.List;
import java.util.function.Consumer;
import org.sessiondesk.session.SessionId;
import org.sessiondesk.session.StoreFollower;
import org.sessiondesk.session.StoredEntry;

/** Passes on of which temporary sessions the store tells; what they are now, it can be asked. */
record TemporaryFollower(Consumer<SessionId> touched) implements StoreFollower {
  @Override
  public void passStarted(long expected) {}

  @Override
  public void page(List<StoredEntry> entries) {
    entries.forEach(entry -> touched.accept(entry.id()));
  }

  @Override
  public void passCompleted() {}

  @Override
  public void changed(List<StoredEntry> present, List<SessionId> gone) {
    present.forEach(entry -> touched.accept(entry.id()));
    gone.forEach(touched);
  }

  @Override
  public void tracking(Tracking tracking) {}
}
