package org.sessiondesk.ui.table;

import java.util.List;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.scene.Node;
import javafx.scene.control.TableColumn;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.sessiondesk.service.SessionRow;

/** Rows without words, in the place where sessions will be: something is on its way. */
final class TableSkeleton {
  private static final int ROWS = 6;

  /** How much of their columns the words of the rows seem to fill. */
  private static final double[] FILLED = {0.8, 0.55, 0.7, 0.45, 0.75, 0.6};

  private final List<? extends TableColumn<SessionRow, ?>> columns;
  private final VBox rows = new VBox();

  /** Rows under {@code columns}, whatever becomes of their order and widths. */
  TableSkeleton(ObservableList<TableColumn<SessionRow, ?>> columns) {
    this.columns = columns;
    rows.setId("table-skeleton");
    rows.getStyleClass().add("table-skeleton");
    rows.setMouseTransparent(true);
    columns.addListener((ListChangeListener<Object>) _ -> fill());
    fill();
  }

  Node node() {
    return rows;
  }

  private void fill() {
    rows.getChildren().clear();
    for (int row = 0; row < ROWS; row++) {
      var line = new HBox();
      line.getStyleClass().add("line");
      line.setOpacity(1 - (double) row / ROWS);
      for (var column : columns) {
        line.getChildren().add(place(column, FILLED[row]));
      }
      rows.getChildren().add(line);
    }
  }

  private static Node place(TableColumn<SessionRow, ?> column, double filled) {
    var bar = new Region();
    bar.getStyleClass().add("bar");
    bar.prefWidthProperty().bind(column.widthProperty().multiply(filled));
    var place = new HBox(bar);
    place.getStyleClass().add("place");
    place.minWidthProperty().bind(column.widthProperty());
    place.maxWidthProperty().bind(column.widthProperty());
    place.visibleProperty().bind(column.visibleProperty());
    place.managedProperty().bind(column.visibleProperty());
    return place;
  }
}
