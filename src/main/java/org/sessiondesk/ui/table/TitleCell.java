package org.sessiondesk.ui.table;

import java.time.Instant;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.kordamp.ikonli.feather.Feather;
import org.sessiondesk.service.SessionRow;
import org.sessiondesk.ui.fx.DeskStyles;
import org.sessiondesk.ui.fx.Icons;
import org.sessiondesk.ui.fx.Ui;

/** A session's name and the first line of its text, and a mark where it is a fallback. */
final class TitleCell extends SessionCell {
  private static final double NAME_SHARE = 0.6;

  private final Ui ui;
  private final Label mark = new Label();
  private final Label name = new Label();
  private final Label text = new Label();
  private final HBox line = new HBox(mark, name, text);

  TitleCell(Ui ui) {
    super(ui.clock(), false);
    this.ui = ui;
    setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
    line.getStyleClass().add("table-title");
    mark.setGraphic(Icons.of(Feather.CORNER_RIGHT_DOWN, DeskStyles.STATE_WARNING));
    mark.setMinWidth(Label.USE_PREF_SIZE);
    mark.managedProperty().bind(mark.visibleProperty());
    name.getStyleClass().add("table-name");
    name.setTextOverrun(OverrunStyle.ELLIPSIS);
    name.managedProperty().bind(name.visibleProperty());
    text.setMinWidth(0);
    HBox.setHgrow(text, Priority.ALWAYS);
  }

  /** Where there is little room it is the text that gives way, and a long name only then. */
  @Override
  protected void layoutChildren() {
    double width = Math.ceil(Math.min(name.prefWidth(-1), getWidth() * NAME_SHARE));
    name.setMinWidth(width);
    name.setMaxWidth(width);
    super.layoutChildren();
  }

  @Override
  void show(SessionRow row, Instant now) {
    var title = RowText.name(row);
    name.setText(title);
    name.setVisible(!title.isEmpty());
    var first = row.unreadable() != null ? row.id().value() : RowText.firstLine(row.text());
    text.setText(first);
    text.getStyleClass().remove(DeskStyles.MUTED);
    if (!title.isEmpty() || row.unreadable() != null) {
      text.getStyleClass().add(DeskStyles.MUTED);
    }
    mark.setVisible(row.fallback());
    if (row.fallback()) {
      var words = ui.messages().get("table.state.fallback");
      mark.setTooltip(new Tooltip(words));
      mark.setAccessibleText(words);
    }
    setAccessibleText(title.isEmpty() ? first : title + ", " + first);
    setGraphic(line);
  }
}
