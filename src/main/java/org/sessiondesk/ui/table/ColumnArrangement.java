package org.sessiondesk.ui.table;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javafx.application.Platform;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.SimpleDoubleProperty;
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
 * takes the room that the other columns leave; where that is little, some of them give way.
 */
final class ColumnArrangement {
  private static final double SCROLL_BAR = 16;

  /** Which columns give way where the table is narrow, the first one first. */
  private static final List<Column> YIELDING = List.of(Column.METADATA, Column.VOICE, Column.KIND);

  private final TableView<SessionRow> table;
  private final SessionTableModel model;
  private final Map<Column, TableColumn<SessionRow, SessionRow>> columns =
      new EnumMap<>(Column.class);

  /**
   * How wide the operator wants the columns where text has its usual size; where there is no room
   * some are narrower.
   */
  private final Map<Column, Double> wished = new EnumMap<>(Column.class);

  /** How narrow the columns may be where text has its usual size. */
  private final Map<Column, Double> narrowest = new EnumMap<>(Column.class);

  /** How much larger the text is than usual. */
  private final DoubleProperty scale = new SimpleDoubleProperty(this, "scale", 1);

  private boolean applying;

  ColumnArrangement(TableView<SessionRow> table, SessionTableModel model, Ui ui) {
    this.table = table;
    this.model = model;
    var maker = new SessionColumns(ui);
    for (var which : Column.values()) {
      var column = maker.make(which);
      columns.put(which, column);
      narrowest.put(which, column.getMinWidth());
    }
    apply(model.layoutProperty().get());
    model.layoutProperty().subscribe((before, now) -> apply(now));
    scale.subscribe((before, now) -> apply(model.layoutProperty().get()));
    for (var entry : columns.entrySet()) {
      var column = entry.getValue();
      column.widthProperty().subscribe((before, now) -> widened(entry.getKey(), now.doubleValue()));
      column.visibleProperty().subscribe((before, now) -> changed());
    }
    table.getColumns().addListener((ListChangeListener<Object>) _ -> changed());
    table.widthProperty().subscribe((before, now) -> stretch());
    showSort(model.sortProperty().get());
    table.setSortPolicy(_ -> sortAsked());
    model.sortProperty().subscribe((before, now) -> showSort(now));
  }

  /** How much larger the text is than usual: columns are wider by as much. */
  DoubleProperty scaleProperty() {
    return scale;
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
        wished.put(place.column(), place.width());
        column.setMinWidth(narrowest.getOrDefault(place.column(), 0.0) * scale.get());
        column.setPrefWidth(place.width() * scale.get());
        column.setVisible(place.visible() || place.column() == Column.TITLE);
        ordered.add(column);
      }
    }
    table.getColumns().setAll(ordered);
    applying = false;
    stretch();
  }

  private void widened(Column which, double width) {
    if (!applying) {
      wished.put(which, width / scale.get());
      changed();
    }
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
        double width = wished(which, column) / scale.get();
        places.add(new TableLayout.Place(which, width, column.isVisible()));
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
    double room =
        table.getWidth() - table.snappedLeftInset() - table.snappedRightInset() - SCROLL_BAR;
    double rest = room;
    for (var entry : columns.entrySet()) {
      var column = entry.getValue();
      if (column.isVisible() && !column.equals(title)) {
        rest -= wished(entry.getKey(), column);
      }
    }
    double missing = Math.max(0, title.getMinWidth() - rest);
    for (var which : YIELDING) {
      missing -= narrow(which, missing);
    }
    title.setPrefWidth(Math.max(title.getMinWidth(), rest));
    applying = false;
  }

  /** How wide a column is to be with the text as large as it is. */
  private double wished(Column which, TableColumn<?, ?> column) {
    var wish = wished.get(which);
    return wish == null ? column.getWidth() : wish * scale.get();
  }

  /** Makes a column as wide as is wished, less what is missing and it can give; returns that. */
  private double narrow(Column which, double missing) {
    var column = columns.get(which);
    if (column == null || !column.isVisible()) {
      return 0;
    }
    double wish = wished(which, column);
    double given = Math.clamp(missing, 0, Math.max(0, wish - column.getMinWidth()));
    column.setPrefWidth(wish - given);
    return given;
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
    if (table.getSortOrder().size() != 1 || !column.equals(table.getSortOrder().getFirst())) {
      table.getSortOrder().setAll(List.of(column));
    }
    applying = false;
  }
}
