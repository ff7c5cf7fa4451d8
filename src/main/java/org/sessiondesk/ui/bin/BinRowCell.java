package org.sessiondesk.ui.bin;

import java.time.Duration;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.sessiondesk.ui.fx.DeskStyles;
import org.sessiondesk.ui.fx.FaithfulText;
import org.sessiondesk.ui.fx.Icons;
import org.sessiondesk.ui.fx.Ui;

/** A value of a batch: its kind, its name or text, its id, and what is left of its life. */
final class BinRowCell extends ListCell<BinRow> {
  private static final int LONGEST = 200;

  private final Ui ui;
  private final FontIcon icon = Icons.of(Feather.DATABASE, "bin-icon");
  private final Label title = new Label();
  private final Label id = new Label();
  private final Label life = new Label();
  private final HBox box;
  private String style = "";

  BinRowCell(Ui ui) {
    this.ui = ui;
    setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
    id.getStyleClass().addAll(DeskStyles.MUTED, DeskStyles.MONO);
    life.getStyleClass().addAll(DeskStyles.MUTED, DeskStyles.NUMBERS);
    life.setMinWidth(USE_PREF_SIZE);
    var lines = new VBox(2, title, id);
    lines.setMinWidth(0);
    HBox.setHgrow(lines, Priority.ALWAYS);
    box = new HBox(8, icon, lines, life);
    box.getStyleClass().add("bin-row");
    setPrefWidth(0);
    ui.messages().localeProperty().subscribe((_, _) -> updateItem(getItem(), isEmpty()));
    ui.clock().nowProperty().subscribe((_, _) -> showLife());
  }

  @Override
  protected void updateItem(@Nullable BinRow row, boolean empty) {
    super.updateItem(row, empty);
    if (empty || row == null) {
      setGraphic(null);
      setAccessibleText(null);
      setTooltip(null);
      return;
    }
    boolean temporary = row.item().kept().temporary();
    icon.setIconCode(
        row.readable() ? temporary ? Feather.CLOCK : Feather.DATABASE : Feather.ALERT_TRIANGLE);
    style(
        row.readable()
            ? temporary ? DeskStyles.STATE_ACTIVE : DeskStyles.STATE_PERSISTENT
            : DeskStyles.STATE_ERROR);
    title.setText(title(row));
    id.setText(FaithfulText.displayed(row.item().kept().id().value(), false));
    setAccessibleText(title.getText() + ", " + id.getText());
    setTooltip(new Tooltip(id.getText()));
    showLife();
    setGraphic(box);
  }

  private String title(BinRow row) {
    if (!row.readable()) {
      return ui.messages().get("bin.row.unreadable");
    }
    var name = row.name();
    return oneLine(name == null || name.isEmpty() ? row.text() : name + " · " + row.text());
  }

  /** The beginning of a text, on one line. */
  static String oneLine(String text) {
    var begin = text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
    return FaithfulText.displayed(begin, false);
  }

  private void showLife() {
    var row = getItem();
    var end = row == null ? null : row.item().kept().expiresAt();
    if (end == null) {
      life.setText("");
      return;
    }
    var left = Duration.between(ui.clock().now(), end);
    life.setText(
        left.isPositive()
            ? ui.messages().get("bin.row.left", ui.formats().countdown(left))
            : ui.messages().get("bin.row.over"));
  }

  private void style(String now) {
    if (!now.equals(style)) {
      icon.getStyleClass().remove(style);
      icon.getStyleClass().add(now);
      style = now;
    }
  }
}
