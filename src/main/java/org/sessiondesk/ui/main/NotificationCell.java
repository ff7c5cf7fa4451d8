package org.sessiondesk.ui.main;

import java.time.Instant;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.WeakChangeListener;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.ui.fx.DeskStyles;
import org.sessiondesk.ui.fx.Icons;
import org.sessiondesk.ui.fx.Ui;

/** Something that happened: its mark, what it was, and how long ago. */
final class NotificationCell extends ListCell<NotificationsModel.Entry> {
  private final Ui ui;
  private final Label text = new Label();
  private final Label ago = new Label();
  private final Tooltip exact = new Tooltip();
  private final HBox line = new HBox(10);
  private final ChangeListener<Instant> ticking = (_, _, now) -> tick(now);

  NotificationCell(Ui ui) {
    this.ui = ui;
    text.setWrapText(true);
    text.setMinHeight(Region.USE_PREF_SIZE);
    text.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(text, Priority.ALWAYS);
    ago.getStyleClass().add(DeskStyles.MUTED);
    ago.setMinWidth(Region.USE_PREF_SIZE);
    ago.setTooltip(exact);
    line.getStyleClass().add("main-note");
    setPrefWidth(0);
    ui.clock().nowProperty().addListener(new WeakChangeListener<>(ticking));
  }

  private void tick(Instant now) {
    var entry = getItem();
    if (entry != null && !isEmpty()) {
      ago.setText(ui.formats().ago(entry.at(), now));
    }
  }

  @Override
  protected void updateItem(NotificationsModel.@Nullable Entry entry, boolean empty) {
    super.updateItem(entry, empty);
    setText(null);
    if (empty || entry == null) {
      setGraphic(null);
      setAccessibleText(null);
      return;
    }
    text.setText(entry.text());
    tick(ui.clock().now());
    exact.setText(ui.formats().exact(entry.at()));
    var icon = Icons.of(ToastsView.icon(entry.level()), ToastsView.mark(entry.level()));
    line.getChildren().setAll(icon, text, ago);
    setGraphic(line);
    setAccessibleText(entry.text() + ", " + ago.getText());
  }
}
