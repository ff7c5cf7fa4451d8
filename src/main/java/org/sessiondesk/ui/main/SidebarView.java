package org.sessiondesk.ui.main;

import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.collections.FXCollections;
import javafx.collections.transformation.FilteredList;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.sessiondesk.service.SessionQuery.View;
import org.sessiondesk.ui.fx.DeskStyles;
import org.sessiondesk.ui.fx.Icons;
import org.sessiondesk.ui.fx.Ui;

/** The list of places at the left. */
final class SidebarView {
  private static final double WIDTH = 208;

  private record Item(Place place, String key, Feather icon, @Nullable View counted) {}

  private static final List<Item> ITEMS =
      List.of(
          sessions(View.ALL, "main.place.all", Feather.LAYERS),
          sessions(View.TEMPORARY, "main.place.temporary", Feather.CLOCK),
          sessions(View.PERSISTENT, "main.place.persistent", Feather.DATABASE),
          sessions(View.EXPIRING_SOON, "main.place.soon", Feather.SUNSET),
          sessions(View.EXPIRED, "main.place.expired", Feather.MOON),
          sessions(View.FALLBACK, "main.place.fallback", Feather.CORNER_DOWN_RIGHT),
          sessions(View.UNREADABLE, "main.place.unreadable", Feather.ALERT_OCTAGON),
          new Item(new Place.Dashboard(), "main.place.dashboard", Feather.BAR_CHART_2, null),
          new Item(new Place.Log(), "main.place.log", Feather.FILE_TEXT, null));

  private final SidebarModel model;
  private final Ui ui;
  private final StackPane node;

  SidebarView(SidebarModel model, Ui ui) {
    this.model = model;
    this.ui = ui;
    var fallbacks = model.countProperty(View.FALLBACK);
    var shown = new FilteredList<>(FXCollections.observableList(ITEMS));
    // Fallbacks are rare: the place is there when there are some, or while one is looking at it.
    shown
        .predicateProperty()
        .bind(
            Bindings.createObjectBinding(
                () ->
                    item ->
                        item.counted() != View.FALLBACK
                            || fallbacks.get() > 0
                            || model.placeProperty().get().equals(item.place()),
                Bindings.createBooleanBinding(() -> fallbacks.get() > 0, fallbacks),
                model.placeProperty()));
    var list = new ListView<Item>(shown);
    list.setId("sidebar");
    list.setCellFactory(_ -> new ItemCell());
    list.accessibleTextProperty().bind(ui.messages().bind("main.sidebar.accessible"));
    list.getSelectionModel()
        .selectedItemProperty()
        .subscribe(
            item -> {
              if (item != null) {
                model.placeProperty().set(item.place());
              }
            });
    model.placeProperty().subscribe(place -> select(list, place));
    node = new StackPane(list);
    node.getStyleClass().add("desk-sidebar");
    node.setMinWidth(WIDTH);
    node.setPrefWidth(WIDTH);
    node.setMaxWidth(WIDTH);
  }

  Node node() {
    return node;
  }

  private static void select(ListView<Item> list, Place place) {
    list.getItems().stream()
        .filter(item -> item.place().equals(place))
        .findFirst()
        .ifPresent(list.getSelectionModel()::select);
  }

  private static Item sessions(View view, String key, Feather icon) {
    return new Item(new Place.Sessions(view), key, icon, view);
  }

  private final class ItemCell extends ListCell<Item> {
    private final Label name = new Label();
    private final Label count = new Label();
    private final HBox box = new HBox();
    private final StackPane outer = new StackPane(box);

    ItemCell() {
      HBox.setHgrow(name, Priority.ALWAYS);
      name.setMaxWidth(Double.MAX_VALUE);
      count.getStyleClass().addAll("desk-sidebar-count", DeskStyles.NUMBERS);
      count.setMinWidth(USE_PREF_SIZE);
      box.getStyleClass().add("desk-sidebar-item");
      setAccessibleRole(AccessibleRole.LIST_ITEM);
      // The list's width decides, never the longest name: no scroll bar.
      setPrefWidth(0);
    }

    @Override
    protected void updateItem(@Nullable Item item, boolean empty) {
      super.updateItem(item, empty);
      name.textProperty().unbind();
      count.textProperty().unbind();
      accessibleTextProperty().unbind();
      setId(null);
      if (empty || item == null) {
        setGraphic(null);
        return;
      }
      setId("place-" + item.key().substring(item.key().lastIndexOf('.') + 1));
      name.textProperty().bind(ui.messages().bind(item.key()));
      var icon = Icons.of(item.icon());
      box.getChildren().setAll(icon, name);
      accessibleTextProperty().bind(name.textProperty());
      if (item.counted() != null) {
        var counted = model.countProperty(item.counted());
        count
            .textProperty()
            .bind(
                Bindings.createStringBinding(
                    () -> ui.formats().number(counted.get()),
                    counted,
                    ui.messages().localeProperty()));
        box.getChildren().add(count);
        accessibleTextProperty().unbind();
        accessibleTextProperty()
            .bind(Bindings.concat(name.textProperty(), " ", count.textProperty()));
      }
      setGraphic(outer);
      outer
          .getStyleClass()
          .setAll(
              item.place() instanceof Place.Dashboard
                  ? List.of("desk-sidebar-separated")
                  : List.of());
    }
  }
}
