package org.sessiondesk.ui.table;

import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import org.sessiondesk.service.SessionIndex;

/**
 * When the table may show what has changed: at once, unless the operator has paused it, or is just
 * about to click somewhere. What waits is counted and shown as soon as nothing holds it. Window's
 * thread only.
 */
final class LiveUpdates {
  private final SessionIndex index;
  private final Runnable refresh;
  private final BooleanProperty paused = new SimpleBooleanProperty(this, "paused");
  private final BooleanProperty held = new SimpleBooleanProperty(this, "held");
  private final ReadOnlyLongWrapper waiting = new ReadOnlyLongWrapper(this, "waiting");
  private long shownVersion;
  private boolean missed;

  LiveUpdates(SessionIndex index, Runnable refresh) {
    this.index = index;
    this.refresh = refresh;
    paused.subscribe((_, _) -> release());
    held.subscribe((_, _) -> release());
  }

  /** Whether the operator has stopped the table. */
  BooleanProperty pausedProperty() {
    return paused;
  }

  /** Whether the table is to stand still for a moment. */
  BooleanProperty heldProperty() {
    return held;
  }

  /** How many changes wait to be shown. */
  ReadOnlyLongProperty waitingProperty() {
    return waiting.getReadOnlyProperty();
  }

  /** Something may have changed. */
  void changed() {
    if (paused.get() || held.get()) {
      missed = true;
      waiting.set(Math.max(0, index.version() - shownVersion));
    } else {
      refresh.run();
    }
  }

  /** All changes up to now are shown. */
  void shown() {
    shownVersion = index.version();
    missed = false;
    waiting.set(0);
  }

  private void release() {
    if (missed && !paused.get() && !held.get()) {
      refresh.run();
    }
  }
}
