package org.sessiondesk.ui.main;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.scene.Node;
import javafx.scene.control.ListView;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.sessiondesk.service.SessionQuery.View;
import org.sessiondesk.settings.SavedView;
import org.sessiondesk.ui.fx.Ui;

/** The list of places at the left: kinds of sessions, the operator's views, other pages. */
final class SidebarView {
  /** One line of the list. */
  sealed interface Item {

    /** Where it leads. */
    Place place();

    /** A kind of sessions. */
    record Kind(View view, Feather icon) implements Item {
      @Override
      public Place place() {
        return new Place.Sessions(view);
      }
    }

    /** A view that the operator made; {@code first} says whether it is the first one. */
    record Saved(SavedView view, boolean first) implements Item {
      @Override
      public Place place() {
        return new Place.Saved(view.id());
      }
    }

    /** Another page; {@code first} says whether it is the first one. */
    record Page(Place place, String key, Feather icon, boolean first) implements Item {}
  }

  static final List<Item.Kind> KINDS =
      List.of(
          new Item.Kind(View.ALL, Feather.LAYERS),
          new Item.Kind(View.TEMPORARY, Feather.CLOCK),
          new Item.Kind(View.PERSISTENT, Feather.DATABASE),
          new Item.Kind(View.EXPIRING_SOON, Feather.SUNSET),
          new Item.Kind(View.EXPIRED, Feather.MOON),
          new Item.Kind(View.FALLBACK, Feather.CORNER_DOWN_RIGHT),
          new Item.Kind(View.UNREADABLE, Feather.ALERT_OCTAGON));

  private static final List<Item> PAGES =
      List.of(
          new Item.Page(new Place.Dashboard(), "main.place.dashboard", Feather.BAR_CHART_2, true),
          new Item.Page(new Place.Bin(), "main.place.bin", Feather.TRASH_2, false),
          new Item.Page(new Place.Audit(), "main.place.audit", Feather.CHECK_SQUARE, false),
          new Item.Page(new Place.Log(), "main.place.log", Feather.FILE_TEXT, false));

  private final SidebarModel model;
  private final ObservableList<Item> items = FXCollections.observableArrayList();
  private final ListView<Item> list = new ListView<>(items);
  private final BooleanBinding someFallbacks;
  private final VBox node;
  private boolean updating;

  /**
   * Makes it.
   *
   * @param rename asks for another name of a view
   * @param replace has a view ask for what the table shows now
   * @param foot what is shown beneath the list
   */
  SidebarView(
      SidebarModel model,
      Consumer<SavedView> rename,
      Consumer<SavedView> replace,
      Node foot,
      Ui ui) {
    this.model = model;
    var fallbacks = model.countProperty(View.FALLBACK);
    someFallbacks = Bindings.createBooleanBinding(() -> fallbacks.get() > 0, fallbacks);
    list.setId("sidebar");
    var menu = new ViewMenu(model.views(), rename, replace, ui);
    list.setCellFactory(_ -> new SidebarCell(model, ui));
    menu.addTo(list);
    list.accessibleTextProperty().bind(ui.messages().bind("main.sidebar.accessible"));
    list.getSelectionModel().selectedItemProperty().subscribe(this::selected);
    someFallbacks.subscribe(_ -> fill());
    model.views().views().addListener((ListChangeListener<SavedView>) _ -> fill());
    model.placeProperty().subscribe(_ -> fill());
    VBox.setVgrow(list, Priority.ALWAYS);
    node = new VBox(list, foot);
    node.getStyleClass().add("desk-sidebar");
    node.setMinWidth(Region.USE_PREF_SIZE);
    node.setMaxWidth(Region.USE_PREF_SIZE);
  }

  Node node() {
    return node;
  }

  /** The key of what a kind is called. */
  static String key(View view) {
    return switch (view) {
      case ALL -> "main.place.all";
      case TEMPORARY -> "main.place.temporary";
      case PERSISTENT -> "main.place.persistent";
      case EXPIRING_SOON -> "main.place.soon";
      case EXPIRED -> "main.place.expired";
      case FALLBACK -> "main.place.fallback";
      case UNREADABLE -> "main.place.unreadable";
    };
  }

  private void selected(@Nullable Item item) {
    if (item != null && !updating) {
      model.placeProperty().set(item.place());
    }
  }

  /** Makes the list anew where it is another one, and selects the place where one is. */
  private void fill() {
    var place = model.placeProperty().get();
    var wanted = new ArrayList<Item>();
    // Fallbacks are rare: the place is there when there are some, or while one is looking at it.
    for (var kind : KINDS) {
      if (kind.view() != View.FALLBACK || someFallbacks.get() || kind.place().equals(place)) {
        wanted.add(kind);
      }
    }
    boolean first = true;
    for (var view : model.views().views()) {
      wanted.add(new Item.Saved(view, first));
      first = false;
    }
    wanted.addAll(PAGES);
    updating = true;
    if (!wanted.equals(items)) {
      items.setAll(wanted);
    }
    items.stream()
        .filter(item -> item.place().equals(place))
        .findFirst()
        .ifPresent(list.getSelectionModel()::select);
    updating = false;
  }
}
