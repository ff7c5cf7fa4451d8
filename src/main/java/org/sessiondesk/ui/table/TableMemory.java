package org.sessiondesk.ui.table;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.sessiondesk.service.SessionQuery.Column;
import org.sessiondesk.settings.SettingsService;
import org.sessiondesk.settings.TableColumns;

/** Keeps the arrangement of the table's columns and its order in the settings. */
public final class TableMemory {

  private TableMemory() {}

  /** Arranges the table as it was left, and remembers how it is arranged from now on. */
  public static void follow(SessionTableModel model, SettingsService settings) {
    var kept = settings.current().columns();
    if (!kept.order().isEmpty()) {
      model.layoutProperty().set(layout(kept));
    }
    kept.sort().stream()
        .findFirst()
        .flatMap(
            sort ->
                column(sort.column())
                    .map(column -> new SessionTableModel.Sort(column, sort.descending())))
        .ifPresent(model.sortProperty()::set);
    model.layoutProperty().subscribe((before, now) -> keep(model, settings));
    model.sortProperty().subscribe((before, now) -> keep(model, settings));
  }

  private static void keep(SessionTableModel model, SettingsService settings) {
    var order = new ArrayList<String>();
    var widths = new LinkedHashMap<String, Double>();
    var hidden = new HashSet<String>();
    for (var place : model.layoutProperty().get().columns()) {
      var name = name(place.column());
      order.add(name);
      widths.put(name, place.width());
      if (!place.visible()) {
        hidden.add(name);
      }
    }
    var sort = model.sortProperty().get();
    var columns =
        new TableColumns(
            order,
            widths,
            hidden,
            List.of(new TableColumns.Sort(name(sort.column()), sort.descending())));
    settings.update(s -> s.withColumns(columns));
  }

  private static TableLayout layout(TableColumns kept) {
    var defaults = new LinkedHashMap<Column, TableLayout.Place>();
    TableLayout.DEFAULT.columns().forEach(place -> defaults.put(place.column(), place));
    var places = new ArrayList<TableLayout.Place>();
    for (var name : kept.order()) {
      column(name)
          .map(defaults::remove)
          .ifPresent(
              place ->
                  places.add(
                      new TableLayout.Place(
                          place.column(),
                          kept.widths().getOrDefault(name, place.width()),
                          !kept.hidden().contains(name))));
    }
    places.addAll(defaults.values());
    return new TableLayout(places);
  }

  private static String name(Column column) {
    return column.name().toLowerCase(Locale.ROOT);
  }

  private static Optional<Column> column(String name) {
    for (var column : Column.values()) {
      if (name(column).equals(name)) {
        return Optional.of(column);
      }
    }
    return Optional.empty();
  }
}
