package org.sessiondesk.ui.log;

import java.util.Locale;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.sessiondesk.ui.fx.DeskStyles;
import org.sessiondesk.ui.fx.Icons;
import org.sessiondesk.ui.fx.Ui;

/** A line of the log: level, time, who, what. */
final class LogCell extends ListCell<LogLine> {
  private final Ui ui;
  private final FontIcon icon = Icons.of(Feather.INFO, "log-icon");
  private final Label time = new Label();
  private final Label logger = new Label();
  private final Label message = new Label();
  private final HBox line = new HBox(icon, time, logger, message);
  private String style = "";

  LogCell(Ui ui) {
    this.ui = ui;
    setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
    line.getStyleClass().add("log-line");
    time.getStyleClass().addAll(DeskStyles.MONO, DeskStyles.MUTED, "log-time");
    logger.getStyleClass().addAll(DeskStyles.MUTED, "log-logger");
    message.setMinWidth(0);
    HBox.setHgrow(message, Priority.ALWAYS);
    // As wide as the list and no wider: a long message is cut, and shown in full below.
    setPrefWidth(0);
  }

  @Override
  protected void updateItem(@Nullable LogLine item, boolean empty) {
    super.updateItem(item, empty);
    if (empty || item == null) {
      setGraphic(null);
      setAccessibleText(null);
      return;
    }
    show(item);
    setGraphic(line);
  }

  private void show(LogLine item) {
    icon.setIconCode(
        switch (item.level()) {
          case ERROR -> Feather.X_OCTAGON;
          case WARN -> Feather.ALERT_TRIANGLE;
          case INFO -> Feather.INFO;
          case DEBUG -> Feather.CODE;
        });
    var now =
        switch (item.level()) {
          case ERROR -> DeskStyles.STATE_ERROR;
          case WARN -> DeskStyles.STATE_WARNING;
          case INFO -> DeskStyles.STATE_PERSISTENT;
          case DEBUG -> DeskStyles.STATE_OFF;
        };
    if (!now.equals(style)) {
      icon.getStyleClass().remove(style);
      icon.getStyleClass().add(now);
      style = now;
    }
    time.setText(ui.formats().moment(item.at(), ui.clock().now()));
    logger.setText(item.logger().substring(item.logger().lastIndexOf('.') + 1));
    message.setText(item.message().lines().findFirst().orElse(""));
    setAccessibleText(
        ui.messages().get("log.level." + item.level().name().toLowerCase(Locale.ROOT))
            + ", "
            + item.message());
  }
}
