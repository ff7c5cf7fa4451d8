package org.sessiondesk.ui.table;

import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import javafx.animation.PauseTransition;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.service.SessionQuery.Column;
import org.sessiondesk.service.SessionRow;
import org.sessiondesk.session.SessionId;

/**
 * Which of the rows on the screen have just come, and which of their cells have just changed: they
 * are hinted at for a moment. Window's thread only.
 */
final class FreshRows {
  private static final Duration MOMENT = Duration.seconds(2);
  private static final java.time.Duration YOUNG = java.time.Duration.ofSeconds(10);

  private final Set<SessionId> come = new HashSet<>();
  private final Map<SessionId, Set<Column>> changed = new HashMap<>();
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

  /** Whether {@code row} has just come. */
  boolean isNew(SessionRow row) {
    return !come.isEmpty() && come.contains(row.id());
  }

  /** Whether what {@code column} says of {@code row} has just changed. */
  boolean isChanged(SessionRow row, Column column) {
    return !changed.isEmpty() && changed.getOrDefault(row.id(), Set.of()).contains(column);
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
    boolean any = false;
    for (var row : onScreen) {
      var old = known.get(row.id());
      if (old == null) {
        var created = row.createdAt();
        any |= created != null && created.isAfter(now.minus(YOUNG)) && come.add(row.id());
      } else if (!old.equals(row)) {
        var columns = differing(old, row);
        any |= !columns.isEmpty();
        changed.merge(row.id(), columns, FreshRows::both);
      }
    }
    if (any) {
      version.set(version.get() + 1);
      moment.playFromStart();
    }
  }

  private static Set<Column> both(Set<Column> some, Set<Column> others) {
    some.addAll(others);
    return some;
  }

  /** The columns that say something else of a session now. */
  private static Set<Column> differing(SessionRow old, SessionRow row) {
    var columns = EnumSet.noneOf(Column.class);
    for (var column : Column.values()) {
      if (!Objects.equals(said(old, column), said(row, column))) {
        columns.add(column);
      }
    }
    return columns;
  }

  private static @Nullable Object said(SessionRow row, Column column) {
    return switch (column) {
      case STATE -> Arrays.asList(row.persistent(), row.unreadable());
      case TITLE -> Arrays.asList(row.name(), row.text(), row.fallback(), row.unreadable());
      case VOICE -> row.voice();
      case KIND -> row.persistent();
      case CREATED -> row.createdAt();
      case EXPIRES -> Arrays.asList(row.persistent(), row.expiresAt());
      case METADATA -> row.metadata();
      case ID -> row.id();
    };
  }

  private void forget() {
    if (!come.isEmpty() || !changed.isEmpty()) {
      come.clear();
      changed.clear();
      version.set(version.get() + 1);
    }
  }
}
