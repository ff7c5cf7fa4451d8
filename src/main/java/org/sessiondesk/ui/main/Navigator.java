package org.sessiondesk.ui.main;

import javafx.beans.property.ObjectProperty;
import org.sessiondesk.service.SessionQuery;
import org.sessiondesk.service.SessionQuery.View;
import org.sessiondesk.ui.fx.Notices;
import org.sessiondesk.ui.fx.Ui;
import org.sessiondesk.ui.table.SessionTableModel.Sort;

/**
 * Keeps the place where one is and what the table shows equal to each other. Going to a saved view
 * sets search, kind and order; changing one of these leaves it, as what is shown is not that view
 * any more. Its search does not go along to another place.
 */
final class Navigator {
  private final Parts parts;
  private final ObjectProperty<Place> place;
  private final ViewsModel views;
  private final Ui ui;
  private Place lastTable = new Place.Sessions(View.ALL);
  private boolean applying;

  Navigator(Parts parts, SidebarModel sidebar, Ui ui) {
    this.parts = parts;
    this.ui = ui;
    this.place = sidebar.placeProperty();
    this.views = sidebar.views();
    place.subscribe(this::went);
    parts.search().subscribe((_, _) -> tableChanged());
    parts.view().subscribe((_, _) -> tableChanged());
    parts
        .sort()
        .subscribe(
            (_, _) -> {
              if (place.get() instanceof Place.Saved) {
                tableChanged();
              }
            });
    views
        .views()
        .addListener(
            (javafx.collections.ListChangeListener<Object>)
                _ -> {
                  if (place.get() instanceof Place.Saved(var id) && views.find(id).isEmpty()) {
                    tableChanged();
                  }
                });
  }

  /** Goes back to the table, where one is elsewhere. */
  void showTable() {
    if (!place.get().showsTable()) {
      place.set(lastTable);
    }
  }

  /** What the table shows now. */
  SessionQuery query() {
    var sort = parts.sort().get();
    return new SessionQuery(
        parts.view().get(), parts.search().get(), sort.column(), sort.descending());
  }

  private void went(Place before, Place now) {
    if (applying) {
      return;
    }
    applying = true;
    switch (now) {
      case Place.Sessions(var view) -> {
        if (lastTable instanceof Place.Saved) {
          parts.search().set("");
        }
        parts.view().set(view);
      }
      case Place.Saved(var id) ->
          views.find(id).flatMap(ViewsModel::query).ifPresentOrElse(this::show, this::sayUnknown);
      case Place.Dashboard _, Place.Bin _, Place.Audit _, Place.Log _ -> {}
    }
    lastTable = now.showsTable() ? now : lastTable;
    applying = false;
  }

  private void show(SessionQuery query) {
    parts.search().set(query.search());
    parts.view().set(query.view());
    parts.sort().set(new Sort(query.column(), query.descending()));
  }

  private void sayUnknown() {
    ui.notices().show(Notices.Level.WARNING, ui.messages().get("main.view.unknown"));
  }

  /** Something else than going to a place changed what the table shows. */
  private void tableChanged() {
    if (!applying) {
      applying = true;
      lastTable = new Place.Sessions(parts.view().get());
      place.set(lastTable);
      applying = false;
    }
  }
}
