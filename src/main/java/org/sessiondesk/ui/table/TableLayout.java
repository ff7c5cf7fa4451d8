package org.sessiondesk.ui.table;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.sessiondesk.service.SessionQuery.Column;

/**
 * How the table's columns are arranged: what is remembered between two runs.
 *
 * @param columns all columns, from left to right
 */
public record TableLayout(List<Place> columns) {

  /**
   * One column.
   *
   * @param column which
   * @param width in pixels
   * @param visible whether it is shown
   */
  public record Place(Column column, double width, boolean visible) {}

  /** The arrangement at the first start. */
  public static final TableLayout DEFAULT =
      new TableLayout(
          List.of(
              new Place(Column.STATE, 52, true),
              new Place(Column.TITLE, 280, true),
              new Place(Column.VOICE, 160, true),
              new Place(Column.KIND, 92, true),
              new Place(Column.CREATED, 104, true),
              new Place(Column.EXPIRES, 100, true),
              new Place(Column.METADATA, 176, true),
              new Place(Column.ID, 280, false)));

  /** Each column once: of doubles the first counts, and those that are missing come last. */
  public TableLayout {
    var missing = EnumSet.allOf(Column.class);
    var all = new ArrayList<Place>();
    for (var place : columns) {
      if (missing.remove(place.column())) {
        all.add(place);
      }
    }
    for (var column : missing) {
      all.add(new Place(column, 120, column != Column.ID));
    }
    columns = List.copyOf(all);
  }
}
