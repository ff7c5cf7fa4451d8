package org.sessiondesk.ui.bin;

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
import org.sessiondesk.session.Change;
import org.sessiondesk.session.KeptBatch;
import org.sessiondesk.ui.action.JournalWords;
import org.sessiondesk.ui.fx.DeskStyles;
import org.sessiondesk.ui.fx.Icons;
import org.sessiondesk.ui.fx.Ui;

/** A batch: what was done to how many, when, where and by whom. */
final class BatchCell extends ListCell<KeptBatch> {
  private final BinModel model;
  private final Ui ui;
  private final JournalWords words;
  private final FontIcon icon = Icons.of(Feather.TRASH_2, "bin-icon");
  private final Label title = new Label();
  private final Label where = new Label();
  private final Label note = new Label();
  private final HBox box;

  BatchCell(BinModel model, Ui ui) {
    this.model = model;
    this.ui = ui;
    this.words = new JournalWords(ui.messages());
    setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
    title.getStyleClass().add("bin-title");
    where.getStyleClass().add(DeskStyles.MUTED);
    note.getStyleClass().add(DeskStyles.STATE_WARNING);
    var lines = new VBox(2, title, where, note);
    lines.setMinWidth(0);
    HBox.setHgrow(lines, Priority.ALWAYS);
    box = new HBox(8, icon, lines);
    box.getStyleClass().add("bin-batch");
    // As wide as the list and no wider.
    setPrefWidth(0);
    ui.messages().localeProperty().subscribe((_, _) -> updateItem(getItem(), isEmpty()));
  }

  @Override
  protected void updateItem(@Nullable KeptBatch batch, boolean empty) {
    super.updateItem(batch, empty);
    if (empty || batch == null) {
      setGraphic(null);
      setAccessibleText(null);
      setTooltip(null);
      return;
    }
    icon.setIconCode(icon(batch.change()));
    title.setText(ui.messages().get("bin.batch", words.change(batch.change()), batch.count()));
    where.setText(
        ui.messages()
            .get(
                "bin.batch.where",
                ui.formats().moment(batch.at(), ui.clock().now()),
                words.store(batch.store()),
                words.who(batch.actor())));
    var warning = warning(batch);
    note.setText(warning);
    note.setVisible(!warning.isEmpty());
    note.setManaged(!warning.isEmpty());
    setAccessibleText(title.getText() + ", " + where.getText());
    setTooltip(new Tooltip(ui.formats().utc(batch.at()) + "\n" + batch.store().place()));
    setGraphic(box);
  }

  private String warning(KeptBatch batch) {
    if (!model.isHere(batch)) {
      return ui.messages().get("bin.batch.elsewhere");
    }
    return batch.whole() ? "" : ui.messages().get("bin.batch.broken");
  }

  private static Feather icon(Change change) {
    return switch (change) {
      case DELETE -> Feather.TRASH_2;
      case PROMOTE -> Feather.DATABASE;
      case DEMOTE -> Feather.CLOCK;
      case EXTEND -> Feather.SUNRISE;
      case RESTORE -> Feather.CORNER_UP_LEFT;
      default -> Feather.EDIT_2;
    };
  }
}
