package org.sessiondesk.ui.command;

import java.util.ArrayList;
import java.util.List;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.ui.fx.DeskStyles;
import org.sessiondesk.ui.fx.Icons;
import org.sessiondesk.ui.fx.WrappedText;

/** A line of the palette: icon, name with what was typed marked, what else is to be said, keys. */
final class PaletteCell extends ListCell<PaletteRow> {
  private static final PseudoClass IMPOSSIBLE = PseudoClass.getPseudoClass("impossible");

  private final HBox title = new HBox();
  private final Label detail = new Label();
  private final Label keys = new Label();
  private final HBox line = new HBox();

  PaletteCell() {
    title.getStyleClass().add("command-title");
    title.setMinWidth(0);
    HBox.setHgrow(title, Priority.ALWAYS);
    detail.getStyleClass().addAll(DeskStyles.MUTED, "command-detail");
    detail.setMinWidth(0);
    keys.getStyleClass().add("command-keys");
    keys.setMinWidth(Region.USE_PREF_SIZE);
    line.getStyleClass().add("command-line");
    setPrefWidth(0);
  }

  @Override
  protected void updateItem(@Nullable PaletteRow row, boolean empty) {
    super.updateItem(row, empty);
    setText(null);
    if (empty || row == null) {
      setGraphic(null);
      setAccessibleText(null);
      return;
    }
    var entry = row.entry();
    pseudoClassStateChanged(IMPOSSIBLE, entry.whyNot() != null);
    title.getChildren().setAll(pieces(row));
    var said = entry.whyNot() == null ? entry.detail() : entry.whyNot();
    detail.setText(said);
    keys.setText(entry.keys());
    line.getChildren().setAll(Icons.of(entry.icon()), title);
    if (!said.isEmpty()) {
      line.getChildren().add(detail);
    }
    if (!entry.keys().isEmpty()) {
      line.getChildren().add(keys);
    }
    setGraphic(line);
    setAccessibleText(
        String.join(", ", List.of(entry.title(), said, entry.keys())).replaceAll("(, )+$", ""));
  }

  /** Pieces in a row keep their order only where a text is written from left to right. */
  private static List<Node> pieces(PaletteRow row) {
    var text = row.entry().title();
    var places = row.places();
    if (places.isEmpty() || !WrappedText.canWrap(text)) {
      return List.of(piece(text, false, true));
    }
    var pieces = new ArrayList<Node>();
    int from = 0;
    while (from < text.length()) {
      boolean marked = places.get(from);
      int to = marked ? places.nextClearBit(from) : places.nextSetBit(from);
      to = to < 0 ? text.length() : Math.min(to, text.length());
      pieces.add(piece(text.substring(from, to), marked, to == text.length()));
      from = to;
    }
    return pieces;
  }

  /** The last piece is cut where there is no room. */
  private static Label piece(String text, boolean marked, boolean last) {
    var piece = new Label(text);
    piece.setMinWidth(last ? 0 : Region.USE_PREF_SIZE);
    if (marked) {
      piece.getStyleClass().add("command-typed");
    }
    return piece;
  }
}
