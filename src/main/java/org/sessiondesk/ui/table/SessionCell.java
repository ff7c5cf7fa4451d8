package org.sessiondesk.ui.table;

import java.time.Instant;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.WeakChangeListener;
import javafx.css.PseudoClass;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableView;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.service.SessionQuery.Column;
import org.sessiondesk.service.SessionRow;
import org.sessiondesk.ui.fx.SecondClock;

/** A cell that shows something of a session, and can follow the time. */
abstract class SessionCell extends TableCell<SessionRow, SessionRow> {
  private static final PseudoClass CHANGED = PseudoClass.getPseudoClass("changed");

  private final SecondClock clock;
  private final ChangeListener<Instant> ticking = (_, _, now) -> tick(now);
  private final ChangeListener<Number> freshening = (_, _, _) -> mark();

  /** Makes a cell; {@code live} tells whether it is shown anew every second. */
  SessionCell(SecondClock clock, boolean live) {
    this.clock = clock;
    if (live) {
      clock.nowProperty().addListener(new WeakChangeListener<>(ticking));
    }
    tableViewProperty().subscribe(this::watch);
  }

  private void watch(@Nullable TableView<SessionRow> table) {
    if (table instanceof SessionRowsTable rows) {
      rows.fresh().versionProperty().addListener(new WeakChangeListener<>(freshening));
    }
  }

  /** Hints at what has just changed. */
  private void mark() {
    var row = getItem();
    pseudoClassStateChanged(
        CHANGED,
        row != null
            && !isEmpty()
            && getTableView() instanceof SessionRowsTable rows
            && getTableColumn().getUserData() instanceof Column column
            && rows.fresh().isChanged(row, column));
  }

  @Override
  protected final void updateItem(@Nullable SessionRow row, boolean empty) {
    super.updateItem(row, empty);
    if (empty || row == null) {
      clear();
    } else {
      show(row, clock.now());
    }
    mark();
  }

  private void tick(Instant now) {
    var row = getItem();
    if (row != null && !isEmpty()) {
      show(row, now);
    }
  }

  /** Shows {@code row} as it is at {@code now}. */
  abstract void show(SessionRow row, Instant now);

  /** Shows nothing. */
  void clear() {
    setText(null);
    setGraphic(null);
    setTooltip(null);
  }
}
