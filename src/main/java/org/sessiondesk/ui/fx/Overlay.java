package org.sessiondesk.ui.fx;

import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.value.ChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;

/**
 * A layer over the window in which one thing at a time is shown, such as the command palette. It
 * keeps the keyboard's focus; Esc, or a click beside what is shown, puts it away and gives the
 * focus back to what had it. Window's thread only.
 */
public final class Overlay {
  private final StackPane layer = new StackPane();
  private final ReadOnlyBooleanWrapper showing = new ReadOnlyBooleanWrapper(this, "showing");
  private final ChangeListener<@Nullable Node> keeper = (_, _, now) -> keepFocus(now);
  private @Nullable Node before;
  private @Nullable Node focus;
  private Runnable onHidden = () -> {};

  /** Makes it, showing nothing. */
  public Overlay() {
    layer.setId("overlay");
    layer.getStyleClass().add("desk-overlay");
    layer.setVisible(false);
    // A filter: lists, too, take Esc for themselves.
    layer.addEventFilter(
        KeyEvent.KEY_PRESSED,
        event -> {
          if (event.getCode() == KeyCode.ESCAPE) {
            event.consume();
            hide();
          }
        });
    layer.addEventHandler(
        MouseEvent.MOUSE_PRESSED,
        event -> {
          if (layer.equals(event.getTarget())) {
            hide();
          }
        });
  }

  /** The layer: to be put over everything else. */
  public Node node() {
    return layer;
  }

  /** Whether something is shown. */
  public ReadOnlyBooleanProperty showingProperty() {
    return showing.getReadOnlyProperty();
  }

  /** Whether {@code content} is shown. */
  public boolean shows(Node content) {
    return showing.get() && layer.getChildren().contains(content);
  }

  /**
   * Shows {@code content}, in place of what is shown.
   *
   * @param where in the window
   * @param first what gets the focus
   * @param hidden called when it is no longer shown
   */
  public void show(Node content, Pos where, Node first, Runnable hidden) {
    var scene = layer.getScene();
    if (scene == null) {
      return;
    }
    var giveBack = showing.get() ? before : scene.getFocusOwner();
    if (showing.get()) {
      end(scene);
    }
    before = giveBack;
    focus = first;
    onHidden = hidden;
    StackPane.setAlignment(content, where);
    layer.getChildren().setAll(content);
    layer.setVisible(true);
    showing.set(true);
    first.requestFocus();
    scene.focusOwnerProperty().addListener(keeper);
  }

  /** Shows nothing any more. */
  public void hide() {
    var scene = layer.getScene();
    if (!showing.get() || scene == null) {
      return;
    }
    var giveBack = before;
    end(scene);
    if (giveBack != null && scene.equals(giveBack.getScene())) {
      giveBack.requestFocus();
    }
  }

  private void end(Scene scene) {
    scene.focusOwnerProperty().removeListener(keeper);
    showing.set(false);
    layer.setVisible(false);
    layer.getChildren().clear();
    focus = null;
    before = null;
    var hidden = onHidden;
    onHidden = () -> {};
    hidden.run();
  }

  /** What lies below is not reached with Tab. */
  private void keepFocus(@Nullable Node now) {
    for (Node node = now; node != null; node = node.getParent()) {
      if (layer.equals(node)) {
        return;
      }
    }
    if (focus != null && now != null) {
      focus.requestFocus();
    }
  }
}
