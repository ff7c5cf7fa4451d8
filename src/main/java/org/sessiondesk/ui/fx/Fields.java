package org.sessiondesk.ui.fx;

import atlantafx.base.theme.Styles;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.TraversalDirection;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.Ikon;

/** Puts fields together: a label above, the control, and what is wrong with it beneath. */
public final class Fields {

  private Fields() {}

  /**
   * A field.
   *
   * @param label its label
   * @param control what is filled in; its id begins that of the error
   * @param error what is wrong with it; empty where nothing is
   */
  public static VBox of(
      ObservableValue<String> label, Node control, ObservableValue<String> error) {
    return of(label, control, control, error);
  }

  /**
   * A field whose control has something around it.
   *
   * @param shown the control with what is around it
   */
  public static VBox of(
      ObservableValue<String> label, Node control, Node shown, ObservableValue<String> error) {
    var heading = new Label();
    heading.textProperty().bind(label);
    heading.getStyleClass().add("field-label");
    heading.setLabelFor(control);
    markWhereWrong(control, error);
    var box = new VBox(heading, shown, error(error, control.getId()));
    box.getStyleClass().add("field");
    return box;
  }

  /**
   * Two fields side by side, of widths that do not depend on what is in them.
   *
   * @param share the share of the first, in percent
   */
  public static GridPane beside(Node first, Node second, double share) {
    var line = new GridPane();
    line.getStyleClass().add("field-beside");
    for (double percent : new double[] {share, 100 - share}) {
      var column = new ColumnConstraints();
      column.setPercentWidth(percent);
      line.getColumnConstraints().add(column);
    }
    line.addRow(0, first, second);
    return line;
  }

  /** A label that says what is wrong and takes no room while nothing is. */
  public static Label error(ObservableValue<String> error, String ownerId) {
    var label = new Label();
    label.setId(ownerId + "-error");
    label.textProperty().bind(error);
    label.getStyleClass().add(DeskStyles.FIELD_ERROR);
    label.setWrapText(true);
    label.setMinHeight(VBox.USE_PREF_SIZE);
    hideWhileEmpty(label);
    return label;
  }

  /** A label that helps and takes no room while it is empty. */
  public static Label hint(ObservableValue<String> hint, String id) {
    var label = new Label();
    label.setId(id);
    label.textProperty().bind(hint);
    label.getStyleClass().add(DeskStyles.FIELD_HINT);
    label.setWrapText(true);
    label.setMinHeight(VBox.USE_PREF_SIZE);
    hideWhileEmpty(label);
    return label;
  }

  /** Gives {@code control} a red border, and its reader the reason, while something is wrong. */
  public static void markWhereWrong(Node control, ObservableValue<String> error) {
    error.subscribe(
        text -> {
          control.pseudoClassStateChanged(Styles.STATE_DANGER, !text.isEmpty());
          control.setAccessibleHelp(text.isEmpty() ? null : text);
        });
  }

  /** A button that is an icon, with its words as tooltip and for readers. */
  public static Button iconButton(Ikon icon, String id, ObservableValue<String> words) {
    var button = new Button(null, Icons.of(icon));
    button.setId(id);
    button.getStyleClass().addAll(Styles.FLAT, Styles.BUTTON_ICON, Styles.SMALL);
    button.accessibleTextProperty().bind(words);
    var tooltip = new Tooltip();
    tooltip.textProperty().bind(words);
    button.setTooltip(tooltip);
    return button;
  }

  /** Has Tab go on to the next field, as in a form; a tab can still be pasted. */
  public static void leaveByTab(Node area) {
    area.addEventFilter(
        KeyEvent.KEY_PRESSED,
        event -> {
          if (event.getCode() == KeyCode.TAB && !event.isControlDown() && !event.isAltDown()) {
            event.consume();
            area.requestFocusTraversal(
                event.isShiftDown() ? TraversalDirection.PREVIOUS : TraversalDirection.NEXT);
          }
        });
  }

  /** Shows {@code node} only while {@code shown} is true, and leaves no gap else. */
  public static void showWhile(Node node, ObservableValue<Boolean> shown) {
    node.visibleProperty().bind(shown);
    node.managedProperty().bind(node.visibleProperty());
  }

  private static void hideWhileEmpty(Label label) {
    label.visibleProperty().bind(label.textProperty().isNotEmpty());
    label.managedProperty().bind(label.visibleProperty());
  }
}
