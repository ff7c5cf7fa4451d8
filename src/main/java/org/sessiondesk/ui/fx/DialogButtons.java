package org.sessiondesk.ui.fx;

import javafx.beans.value.ObservableValue;
import javafx.scene.control.Button;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/** The buttons at the lower edge of a dialog. */
public final class DialogButtons {
  private DialogButtons() {}

  /** A button whose words are never cut off. */
  public static Button button(String id, ObservableValue<String> words) {
    var button = new Button();
    button.setId(id);
    button.setMinWidth(Region.USE_PREF_SIZE);
    button.textProperty().bind(words);
    return button;
  }

  /** Buttons side by side, at the right. */
  public static HBox line(Button... buttons) {
    var gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    var line = new HBox(gap);
    line.getChildren().addAll(buttons);
    line.getStyleClass().add("desk-dialog-buttons");
    return line;
  }
}
