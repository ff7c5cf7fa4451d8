package org.sessiondesk.ui.table;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.event.EventHandler;
import javafx.geometry.Side;
import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.TableRow;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.ContextMenuEvent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.sessiondesk.service.SessionRow;
import org.sessiondesk.ui.fx.Action;
import org.sessiondesk.ui.fx.ActionControls;
import org.sessiondesk.ui.fx.Ui;

/**
 * What can be done with the selected rows: as a menu, and by keys while the table has the focus. It
 * is not set as the table's own menu, because then JavaFX would make its keys those of the whole
 * window.
 */
final class TableMenu {
  private static final KeyCombination.Modifier CTRL = KeyCombination.SHORTCUT_DOWN;
  private static final KeyCombination.Modifier SHIFT = KeyCombination.SHIFT_DOWN;

  private final SessionRowsTable table;
  private final SessionTableModel model;
  private final Ui ui;
  private final ContextMenu menu = new ContextMenu();
  private final List<Action> actions = new ArrayList<>();

  TableMenu(SessionRowsTable table, SessionTableModel model, Ui ui) {
    this.table = table;
    this.model = model;
    this.ui = ui;
    menu.setId("table-menu");
    fill();
    table.addEventHandler(KeyEvent.KEY_PRESSED, this::pressed);
    EventHandler<ContextMenuEvent> asked = this::show;
    table.setOnContextMenuRequested(asked);
  }

  private static KeyCombination key(KeyCode code, KeyCombination.Modifier... modifiers) {
    return new KeyCodeCombination(code, modifiers);
  }

  private void fill() {
    var does = model.commands();
    BooleanSupplier some = () -> !model.selection().isEmpty();
    add("open", Feather.SIDEBAR, key(KeyCode.ENTER), some, this::openFocused);
    separate();
    add("segment", Feather.SCISSORS, key(KeyCode.S, CTRL, SHIFT), does::canSegment, does::segment);
    add("promote", Feather.DATABASE, key(KeyCode.M, CTRL, SHIFT), does::canPromote, does::promote);
    add("demote", Feather.CLOCK, key(KeyCode.T, CTRL, SHIFT), does::canDemote, does::demote);
    add("extend", Feather.PLUS_CIRCLE, key(KeyCode.E, CTRL, SHIFT), does::canPromote, does::extend);
    separate();
    Consumer<String> clipboard = TableMenu::toClipboard;
    add("copyid", Feather.HASH, key(KeyCode.C, CTRL), some, () -> does.copyIds(clipboard));
    add(
        "copytext",
        Feather.COPY,
        key(KeyCode.C, CTRL, SHIFT),
        some,
        () -> does.copyTexts(clipboard));
    var withU = key(KeyCode.U, CTRL, SHIFT);
    add("copycurl", Feather.TERMINAL, withU, some, () -> does.copyCurl(clipboard));
    var withJ = key(KeyCode.J, CTRL, SHIFT);
    add("copyjson", Feather.CODE, withJ, some, () -> does.copyJson(clipboard));
    var withV = key(KeyCode.V, CTRL, SHIFT);
    add("copycsv", Feather.GRID, withV, some, () -> does.copyCsv(clipboard));
    separate();
    BooleanSupplier anyRows = () -> model.foundProperty().get() > 0;
    add("selectall", Feather.CHECK_SQUARE, key(KeyCode.A, CTRL), anyRows, model::selectAll);
    separate();
    add("delete", Feather.TRASH_2, key(KeyCode.DELETE), some, does::delete);
  }

  /** What is selected in a table that nobody sees is not to be changed by a slip. */
  private void add(
      String name, Feather icon, KeyCombination key, BooleanSupplier possible, Runnable run) {
    var enabled =
        Bindings.createBooleanBinding(
            () -> model.showingProperty().get() && possible.getAsBoolean(),
            model.showingProperty(),
            model.selectionProperty(),
            model.foundProperty(),
            ui.clock().nowProperty());
    var action =
        Action.of("table." + name, "table.menu." + name, Action.Group.SELECTION, icon, run)
            .withKeysInPart(key)
            .enabledWhile(enabled, () -> whyNot(name));
    actions.add(action);
    menu.getItems().add(ActionControls.item(action, "table-menu-" + name, ui.messages()));
  }

  private String whyNot(String name) {
    if (!model.showingProperty().get()) {
      return "table.whynot.hidden";
    }
    return name.equals("selectall") || model.selection().isEmpty()
        ? "table.whynot.none"
        : "table.whynot.unfit";
  }

  private void separate() {
    menu.getItems().add(new SeparatorMenuItem());
  }

  /** What can be done, each with its keys, which count while the table has the focus. */
  List<Action> actions() {
    return List.copyOf(actions);
  }

  private void show(ContextMenuEvent event) {
    if (!event.isKeyboardTrigger()) {
      selectRowOf(event.getPickResult().getIntersectedNode());
    }
    if (model.selection().isEmpty()) {
      return;
    }
    if (event.isKeyboardTrigger()) {
      menu.show(table, Side.TOP, table.getWidth() / 4, table.getFixedCellSize() * 2);
    } else {
      menu.show(table, event.getScreenX(), event.getScreenY());
    }
    event.consume();
  }

  /** The menu is that of the row it was asked for on, whether that was selected before or not. */
  private void selectRowOf(@Nullable Node picked) {
    for (@Nullable Node node = picked; node != null; node = node.getParent()) {
      if (node instanceof TableRow<?> row) {
        if (!row.isEmpty() && !model.selection().contains(row.getIndex())) {
          table.getSelectionModel().clearAndSelect(row.getIndex());
        }
        return;
      }
    }
  }

  private void pressed(KeyEvent event) {
    for (var action : actions) {
      var keys = action.shortcut().orElseThrow();
      boolean backspace =
          event.getCode() == KeyCode.BACK_SPACE
              && keys.equals(key(KeyCode.DELETE))
              && event.isShortcutDown();
      if (keys.match(event) || backspace) {
        action.run();
        event.consume();
        return;
      }
    }
  }

  /** Opens the row that has the focus, where it is selected; else the one selected last. */
  void openFocused() {
    var selection = model.selection();
    int focused = table.getFocusModel().getFocusedIndex();
    int place = selection.contains(focused) ? focused : selection.lead();
    @Nullable SessionRow row = place < 0 ? null : table.getItems().get(place);
    if (row != null) {
      model.open(row);
    }
  }

  private static void toClipboard(String text) {
    var content = new ClipboardContent();
    content.putString(text);
    Clipboard.getSystemClipboard().setContent(content);
  }
}
