package org.sessiondesk.ui.main;

import java.util.List;
import java.util.OptionalLong;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.sessiondesk.settings.SavedView;
import org.sessiondesk.ui.fx.DeskStyles;
import org.sessiondesk.ui.fx.Icons;
import org.sessiondesk.ui.fx.Ui;

/** A place of the sidebar: an icon, a name, and how many sessions there are. */
final class SidebarCell extends ListCell<SidebarView.Item> {
  private final SidebarModel model;
  private final Ui ui;
  private final Label heading = new Label();
  private final Label name = new Label();
  private final Label count = new Label();
  private final HBox box = new HBox();
  private final VBox outer = new VBox(box);

  SidebarCell(SidebarModel model, Ui ui) {
    this.model = model;
    this.ui = ui;
    HBox.setHgrow(name, Priority.ALWAYS);
    name.setMinWidth(0);
    name.setMaxWidth(Double.MAX_VALUE);
    count.getStyleClass().addAll("desk-sidebar-count", DeskStyles.NUMBERS);
    count.setMinWidth(USE_PREF_SIZE);
    heading.getStyleClass().addAll(DeskStyles.SECTION, "main-views-heading");
    heading.textProperty().bind(ui.messages().bind("main.view.heading"));
    box.getStyleClass().add("desk-sidebar-item");
    setAccessibleRole(AccessibleRole.LIST_ITEM);
    // The list's width decides, never the longest name: no scroll bar.
    setPrefWidth(0);
  }

  @Override
  protected void updateItem(SidebarView.@Nullable Item item, boolean empty) {
    super.updateItem(item, empty);
    name.textProperty().unbind();
    count.textProperty().unbind();
    accessibleTextProperty().unbind();
    setId(null);
    setTooltip(null);
    outer.getStyleClass().clear();
    outer.getChildren().setAll(box);
    if (empty || item == null) {
      setGraphic(null);
      return;
    }
    switch (item) {
      case SidebarView.Item.Kind kind -> show(kind);
      case SidebarView.Item.Saved saved -> show(saved);
      case SidebarView.Item.Page page -> show(page);
    }
    setGraphic(outer);
  }

  private void show(SidebarView.Item.Kind kind) {
    var key = SidebarView.key(kind.view());
    identify(key);
    name.textProperty().bind(ui.messages().bind(key));
    box.getChildren().setAll(Icons.of(kind.icon()), name, count);
    var counted = model.countProperty(kind.view());
    count
        .textProperty()
        .bind(
            Bindings.createStringBinding(
                () -> ui.formats().number(counted.get()), counted, ui.messages().localeProperty()));
    accessibleTextProperty().bind(Bindings.concat(name.textProperty(), " ", count.textProperty()));
  }

  private void show(SidebarView.Item.Saved saved) {
    var view = saved.view();
    setId("view-" + view.id());
    name.setText(view.name());
    boolean faulty = ViewsModel.isFaulty(view);
    box.getChildren()
        .setAll(
            faulty
                ? Icons.of(Feather.ALERT_TRIANGLE, DeskStyles.STATE_WARNING)
                : Icons.of(Feather.BOOKMARK),
            name,
            count);
    if (saved.first()) {
      outer.getChildren().setAll(heading, box);
    }
    ObservableValue<OptionalLong> counted = model.views().countProperty(view.id());
    count
        .textProperty()
        .bind(
            Bindings.createStringBinding(
                () ->
                    counted.getValue().isPresent()
                        ? ui.formats().number(counted.getValue().getAsLong())
                        : "",
                counted,
                ui.messages().localeProperty()));
    var tooltip = new Tooltip();
    tooltip.textProperty().bind(ui.messages().localeProperty().map(_ -> tip(view, faulty)));
    setTooltip(tooltip);
    accessibleTextProperty().bind(Bindings.concat(name.textProperty(), " ", count.textProperty()));
  }

  /** The whole name, and what is searched for. */
  private String tip(SavedView view, boolean faulty) {
    if (ViewsModel.query(view).isEmpty()) {
      return ui.messages().get("main.view.unknown");
    }
    return faulty
        ? ui.messages().get("main.view.faulty", view.search())
        : (view.name() + "\n" + view.search()).strip();
  }

  private void show(SidebarView.Item.Page page) {
    identify(page.key());
    name.textProperty().bind(ui.messages().bind(page.key()));
    box.getChildren().setAll(Icons.of(page.icon()), name);
    accessibleTextProperty().bind(name.textProperty());
    if (page.first()) {
      outer.getStyleClass().setAll(List.of("desk-sidebar-separated"));
    }
  }

  private void identify(String key) {
    setId("place-" + key.substring(key.lastIndexOf('.') + 1));
  }
}
