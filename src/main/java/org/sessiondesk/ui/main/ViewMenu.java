package org.sessiondesk.ui.main;

import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.input.ContextMenuEvent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.sessiondesk.settings.SavedView;
import org.sessiondesk.ui.fx.Icons;
import org.sessiondesk.ui.fx.Ui;

/**
 * What can be done with a saved view: as a menu, and by keys while the sidebar has the focus. The
 * menu is not set as that of the list or its cells, because then JavaFX would make its keys those
 * of the whole window.
 */
final class ViewMenu {
  private static final KeyCombination RENAME = new KeyCodeCombination(KeyCode.F2);
  private static final KeyCombination DELETE = new KeyCodeCombination(KeyCode.DELETE);
  private static final KeyCombination UP =
      new KeyCodeCombination(KeyCode.UP, KeyCombination.ALT_DOWN);
  private static final KeyCombination DOWN =
      new KeyCodeCombination(KeyCode.DOWN, KeyCombination.ALT_DOWN);

  private final ViewsModel views;
  private final Consumer<SavedView> rename;
  private final Consumer<SavedView> replace;
  private final Ui ui;

  ViewMenu(ViewsModel views, Consumer<SavedView> rename, Consumer<SavedView> replace, Ui ui) {
    this.views = views;
    this.rename = rename;
    this.replace = replace;
    this.ui = ui;
  }

  private ContextMenu of(SavedView view) {
    var menu = new ContextMenu();
    menu.setId("view-menu");
    menu.getItems()
        .setAll(
            item("rename", Feather.EDIT_2, RENAME, () -> rename.accept(view)),
            item("replace", Feather.REFRESH_CW, null, () -> replace.accept(view)),
            new SeparatorMenuItem(),
            item("up", Feather.ARROW_UP, UP, () -> views.move(view.id(), -1)),
            item("down", Feather.ARROW_DOWN, DOWN, () -> views.move(view.id(), 1)),
            new SeparatorMenuItem(),
            item("delete", Feather.TRASH_2, DELETE, () -> views.delete(view.id())));
    return menu;
  }

  private MenuItem item(String name, Feather icon, @Nullable KeyCombination key, Runnable action) {
    var item = new MenuItem(null, Icons.of(icon));
    item.setId("view-menu-" + name);
    item.textProperty().bind(ui.messages().bind("main.view." + name));
    item.setAccelerator(key);
    item.setOnAction(_ -> action.run());
    return item;
  }

  /** Makes menu and keys work in {@code list}. */
  void addTo(ListView<SidebarView.Item> list) {
    list.setOnContextMenuRequested(event -> show(list, event));
    list.addEventFilter(
        KeyEvent.KEY_PRESSED,
        event -> {
          if (list.getSelectionModel().getSelectedItem()
                  instanceof SidebarView.Item.Saved(var view, _)
              && pressed(event, view)) {
            event.consume();
          }
        });
  }

  private void show(ListView<SidebarView.Item> list, ContextMenuEvent event) {
    var item =
        event.isKeyboardTrigger()
            ? list.getSelectionModel().getSelectedItem()
            : itemAt(event.getPickResult().getIntersectedNode());
    if (item instanceof SidebarView.Item.Saved(var view, _)) {
      of(view).show(list, event.getScreenX(), event.getScreenY());
      event.consume();
    }
  }

  private static SidebarView.@Nullable Item itemAt(@Nullable Node picked) {
    for (@Nullable Node node = picked; node != null; node = node.getParent()) {
      if (node instanceof SidebarCell cell) {
        return cell.getItem();
      }
    }
    return null;
  }

  private boolean pressed(KeyEvent event, SavedView view) {
    if (RENAME.match(event)) {
      rename.accept(view);
    } else if (DELETE.match(event)) {
      views.delete(view.id());
    } else if (UP.match(event)) {
      views.move(view.id(), -1);
    } else if (DOWN.match(event)) {
      views.move(view.id(), 1);
    } else {
      return false;
    }
    return true;
  }
}
