package org.sessiondesk.ui.table;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javafx.application.Platform;
import javafx.collections.ListChangeListener;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.service.SessionQuery.Column;
import org.sessiondesk.service.SessionRow;
import org.sessiondesk.ui.fx.Ui;
import org.sessiondesk.ui.table.SessionTableModel.Sort;

/**
 * Keeps the table's columns and the model's arrangement and order equal to each other. The title
 * takes the room that the other columns leave.
 */
final class ColumnArrangement {
  private static final double SCROLL_BAR = 16;

  private final TableView<SessionRow> table;
  private final SessionTableModel model;
  private final Map<Column, TableColumn<SessionRow, SessionRow>> columns =
      new EnumMap<>(Column.class);
  private boolean applying;

  ColumnArrangement(TableView<SessionRow> table, SessionTableModel model, Ui ui) {
    this.table = table;
    this.model = model;
    var maker = new SessionColumns(ui);
    for (var which : Column.values()) {
      columns.put(which, maker.make(which));
    }
    apply(model.layoutProperty().get());
    model.layoutProperty().subscribe((before, now) -> apply(now));
    for (var column : columns.values()) {
      column.widthProperty().subscribe((before, now) -> changed());
      column.visibleProperty().subscribe((before, now) -> changed());
    }
    table.getColumns().addListener((ListChangeListener<Object>) _ -> changed());
    table.widthProperty().subscribe((before, now) -> stretch());
    showSort(model.sortProperty().get());
    table.setSortPolicy(_ -> sortAsked());
    model.sortProperty().subscribe((before, now) -> showSort(now));
  }

  /** All columns, in the order of {@link Column}. */
  List<TableColumn<SessionRow, SessionRow>> all() {
    return List.copyOf(columns.values());
  }

  private void apply(TableLayout layout) {
    if (applying) {
      return;
    }
    applying = true;
    var ordered = new ArrayList<TableColumn<SessionRow, SessionRow>>();
    for (var place : layout.columns()) {
      var column = columns.get(place.column());
      if (column != null) {
        column.setPrefWidth(place.width());
        column.setVisible(place.visible() || place.column() == Column.TITLE);
        ordered.add(column);
      }
    }
    table.getColumns().setAll(ordered);
    applying = false;
    stretch();
  }

  private void changed() {
    if (applying) {
      return;
    }
    stretch();
    applying = true;
    var places = new ArrayList<TableLayout.Place>();
    for (var column : table.getColumns()) {
      if (column.getUserData() instanceof Column which) {
        places.add(new TableLayout.Place(which, column.getWidth(), column.isVisible()));
      }
    }
    model.layoutProperty().set(new TableLayout(places));
    applying = false;
  }

  private void stretch() {
    var title = columns.get(Column.TITLE);
    if (applying || title == null || table.getWidth() <= 0) {
      return;
    }
    applying = true;
    double others = 0;
    for (var column : columns.values()) {
      others += column.isVisible() && column != title ? column.getWidth() : 0;
    }
    double room = table.getWidth() - table.snappedLeftInset() - table.snappedRightInset();
    title.setPrefWidth(Math.max(title.getMinWidth(), room - SCROLL_BAR - others));
    applying = false;
  }

  // ---- order

  private boolean sortAsked() {
    if (applying) {
      return true;
    }
    if (table.getSortOrder().isEmpty()) {
      // A click on another header first empties the order: wait whether something follows.
      Platform.runLater(
          () -> {
            if (table.getSortOrder().isEmpty()) {
              model.sortProperty().set(Sort.NEWEST);
              showSort(Sort.NEWEST);
            }
          });
    } else {
      var last = table.getSortOrder().getLast();
      if (last.getUserData() instanceof Column which) {
        boolean descending = last.getSortType() == TableColumn.SortType.DESCENDING;
        model.sortProperty().set(new Sort(which, descending));
      }
    }
    return true;
  }

  private void showSort(Sort sort) {
    @Nullable TableColumn<SessionRow, SessionRow> column = columns.get(sort.column());
    if (column == null) {
      return;
    }
    applying = true;
    column.setSortType(
        sort.descending() ? TableColumn.SortType.DESCENDING : TableColumn.SortType.ASCENDING);
    if (table.getSortOrder().size() != 1 || table.getSortOrder().getFirst() != column) {
      table.getSortOrder().setAll(List.of(column));
    }
    applying = false;
  }
}
