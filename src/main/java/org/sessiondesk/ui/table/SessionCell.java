package org.sessiondesk.ui.table;

import java.time.Instant;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.WeakChangeListener;
import javafx.scene.control.TableCell;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.service.SessionRow;
import org.sessiondesk.ui.fx.SecondClock;

/** A cell that shows something of a session, and can follow the time. */
abstract class SessionCell extends TableCell<SessionRow, SessionRow> {
  private final SecondClock clock;
  private final ChangeListener<Instant> ticking = (_, _, now) -> tick(now);

  /** Makes a cell; {@code live} tells whether it is shown anew every second. */
  SessionCell(SecondClock clock, boolean live) {
    this.clock = clock;
    if (live) {
      clock.nowProperty().addListener(new WeakChangeListener<>(ticking));
    }
  }

  @Override
  protected final void updateItem(@Nullable SessionRow row, boolean empty) {
    super.updateItem(row, empty);
    if (empty || row == null) {
      clear();
    } else {
      show(row, clock.now());
    }
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
