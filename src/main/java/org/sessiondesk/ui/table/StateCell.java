package org.sessiondesk.ui.table;

import java.time.Instant;
import java.util.Locale;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Tooltip;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.sessiondesk.service.SessionRow;
import org.sessiondesk.ui.fx.DeskStyles;
import org.sessiondesk.ui.fx.Icons;
import org.sessiondesk.ui.fx.Ui;

/** What a session is, by shape, by colour and in words. */
final class StateCell extends SessionCell {
  private final Ui ui;
  private final FontIcon icon = Icons.of(Feather.CLOCK, "table-state");
  private final Tooltip words = new Tooltip();
  private @Nullable String style;

  StateCell(Ui ui) {
    super(ui.clock(), true);
    this.ui = ui;
    setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
    getStyleClass().add("table-state-cell");
  }

  @Override
  void show(SessionRow row, Instant now) {
    var state = row.state(now);
    icon.setIconCode(
        switch (state) {
          case ACTIVE -> Feather.CLOCK;
          case EXPIRED -> Feather.SLASH;
          case PERSISTENT -> Feather.DATABASE;
          case UNREADABLE -> Feather.ALERT_TRIANGLE;
        });
    style(
        switch (state) {
          case ACTIVE -> DeskStyles.STATE_ACTIVE;
          case EXPIRED -> DeskStyles.STATE_EXPIRED;
          case PERSISTENT -> DeskStyles.STATE_PERSISTENT;
          case UNREADABLE -> DeskStyles.STATE_ERROR;
        });
    var text = ui.messages().get("table.state." + state.name().toLowerCase(Locale.ROOT));
    var reason = row.unreadable();
    if (reason != null) {
      var key = "table.unreadable." + reason.name().toLowerCase(Locale.ROOT).replace("_", "");
      text = text + "\n" + ui.messages().get(key);
    }
    words.setText(text);
    setAccessibleText(text);
    setTooltip(words);
    setGraphic(icon);
  }

  private void style(String now) {
    if (!now.equals(style)) {
      icon.getStyleClass().remove(style);
      icon.getStyleClass().add(now);
      style = now;
    }
  }
}
