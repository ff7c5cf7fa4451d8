package org.sessiondesk.ui.fx;

import javafx.scene.control.Button;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Tooltip;

/** Makes what actions are done with: buttons and entries of menus. */
public final class ActionControls {

  private ActionControls() {}

  /** An entry of a menu, grey while it cannot be done. */
  public static MenuItem item(Action action, String id, Messages messages) {
    var item = new MenuItem(null, Icons.of(action.icon()));
    item.setId(id);
    item.textProperty().bind(messages.bind(action.key()));
    action.shortcut().ifPresent(item::setAccelerator);
    item.disableProperty().bind(action.enabledProperty().map(enabled -> !enabled));
    item.setOnAction(_ -> action.run());
    return item;
  }

  /** A button with a name, disabled while it cannot be done; its keys are in the tooltip. */
  public static Button button(Action action, String id, Messages messages) {
    var button = new Button(null, Icons.of(action.icon()));
    button.setId(id);
    button.textProperty().bind(messages.bind(action.key()));
    button.disableProperty().bind(action.enabledProperty().map(enabled -> !enabled));
    button.setOnAction(_ -> action.run());
    if (action.shortcut().isPresent()) {
      button.setTooltip(new Tooltip(action.shortcutText()));
    }
    return button;
  }
}
