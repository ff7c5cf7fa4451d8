package org.sessiondesk.ui.transfer;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** The frame of this part's dialogs: what scrolls on small screens, over what does not. */
final class Sheets {
  private Sheets() {}

  /** {@code body}, of which a part is seen where the screen is too small for all. */
  static ScrollPane scrolling(Region body) {
    var scroll = new Scroll(body);
    scroll.getStyleClass().add("transfer-scroll");
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.setFocusTraversable(false);
    VBox.setVgrow(scroll, Priority.ALWAYS);
    return scroll;
  }

  /** Makes the dialog of {@code part} as large as it now has to be. */
  static void fit(Node part) {
    var scene = part.getScene();
    if (scene != null && scene.getWindow() != null) {
      scene.getWindow().sizeToScene();
    }
  }

  /** Buttons in the order of the operating system. */
  static Node buttons(Button... buttons) {
    var bar = new ButtonBar();
    for (var button : buttons) {
      button.setMinWidth(Region.USE_PREF_SIZE);
      ButtonBar.setButtonUniformSize(button, false);
    }
    bar.getButtons().setAll(buttons);
    // Around the bar, not of it: a bar that keeps its height does not count its own padding.
    var frame = new StackPane(bar);
    frame.getStyleClass().add("desk-dialog-buttons");
    frame.setMinHeight(Region.USE_PREF_SIZE);
    return frame;
  }

  /** As high as what is in it, also where words wrap; JavaFX' own asks as if they did not. */
  private static final class Scroll extends ScrollPane {
    private final Region body;

    Scroll(Region body) {
      super(body);
      this.body = body;
    }

    @Override
    protected double computePrefHeight(double width) {
      double wide = width < 0 ? body.prefWidth(-1) : width;
      return snappedTopInset() + body.prefHeight(wide) + snappedBottomInset();
    }
  }
}
