package org.sessiondesk.ui.table;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.animation.PauseTransition;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.service.SessionRow;
import org.sessiondesk.session.SessionId;

/**
 * Which of the rows on the screen have just come or changed: they are hinted at for a moment.
 * Window's thread only.
 */
final class FreshRows {
  private static final Duration MOMENT = Duration.seconds(2);
  private static final java.time.Duration YOUNG = java.time.Duration.ofSeconds(10);

  /** What has happened to a row. */
  enum Kind {
    NEW,
    CHANGED
  }

  private final Map<SessionId, Kind> fresh = new HashMap<>();
  private final BooleanProperty wanted = new SimpleBooleanProperty(this, "wanted", true);
  private final ReadOnlyLongWrapper version = new ReadOnlyLongWrapper(this, "version");
  private final PauseTransition moment = new PauseTransition(MOMENT);

  FreshRows() {
    moment.setOnFinished(_ -> forget());
    wanted.subscribe((_, _) -> forget());
  }

  /** Whether anything is hinted at. */
  BooleanProperty wantedProperty() {
    return wanted;
  }

  /** Changes whenever other rows are hinted at. */
  ReadOnlyLongProperty versionProperty() {
    return version.getReadOnlyProperty();
  }

  /** What has just happened to {@code row}, or null. */
  @Nullable Kind of(SessionRow row) {
    return fresh.isEmpty() ? null : fresh.get(row.id());
  }

  /**
   * Compares what is on the screen now with what was there before. O(rows on the screen): so what
   * was out of sight before is new only where it was created a moment ago.
   *
   * @param before what was on the screen before
   */
  void compare(List<SessionRow> before, List<SessionRow> onScreen, Instant now) {
    if (!wanted.get() || before.isEmpty()) {
      return;
    }
    var known = new HashMap<SessionId, SessionRow>();
    before.forEach(row -> known.put(row.id(), row));
    var found = new HashMap<SessionId, Kind>();
    for (var row : onScreen) {
      var old = known.get(row.id());
      var created = row.createdAt();
      if (old == null) {
        if (created != null && created.isAfter(now.minus(YOUNG))) {
          found.put(row.id(), Kind.NEW);
        }
      } else if (!old.equals(row)) {
        found.put(row.id(), Kind.CHANGED);
      }
    }
    if (!found.isEmpty()) {
      fresh.putAll(found);
      version.set(version.get() + 1);
      moment.playFromStart();
    }
  }

  private void forget() {
    if (!fresh.isEmpty()) {
      fresh.clear();
      version.set(version.get() + 1);
    }
  }
}
