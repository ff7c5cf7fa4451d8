package org.sessiondesk.ui.fx;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.sessiondesk.session.Registration;
import org.sessiondesk.session.Ticker;

/** The time as the window shows it: a property that moves on once a second. */
public final class SecondClock implements AutoCloseable {
  private final ReadOnlyObjectWrapper<Instant> now;
  private final Registration ticking;

  /** Makes it; {@code ticker} must tick on the window's thread. */
  public SecondClock(InstantSource clock, Ticker ticker) {
    now = new ReadOnlyObjectWrapper<>(clock.instant());
    ticking = ticker.every(Duration.ofSeconds(1), () -> now.set(clock.instant()));
  }

  /** The time, at most a second old. */
  public ReadOnlyObjectProperty<Instant> nowProperty() {
    return now.getReadOnlyProperty();
  }

  /** The time, at most a second old. */
  public Instant now() {
    return now.get();
  }

  @Override
  public void close() {
    ticking.close();
  }
}
