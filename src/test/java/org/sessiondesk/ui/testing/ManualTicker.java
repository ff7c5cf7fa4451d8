package org.sessiondesk.ui.testing;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.sessiondesk.session.Registration;
import org.sessiondesk.session.Ticker;

/** A ticker that ticks when a test says so, on the test's thread. */
public final class ManualTicker implements Ticker {
  private final List<Runnable> actions = new CopyOnWriteArrayList<>();

  @Override
  public Registration every(Duration period, Runnable action) {
    actions.add(action);
    return () -> actions.remove(action);
  }

  /** Ticks once, whatever the periods are. */
  public void tick() {
    actions.forEach(Runnable::run);
  }
}
