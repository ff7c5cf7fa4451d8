package org.sessiondesk.ui.fx;

import java.util.function.BooleanSupplier;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBar;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.stage.Modality;
import javafx.stage.Screen;
import javafx.stage.Stage;
import org.kordamp.ikonli.Ikon;

/** A window over the main one, as large as its content, that Esc closes. */
final class DialogStage {
  private static final double TEXT_WIDTH = 460;

  private final Stage stage = new Stage();

  /**
   * Makes it; it is not shown yet.
   *
   * @param mayClose asked before Esc or the frame closes it
   */
  DialogStage(
      Stage owner,
      ThemeControl theme,
      ObservableValue<String> title,
      Parent content,
      BooleanSupplier mayClose) {
    stage.initOwner(owner);
    stage.initModality(Modality.WINDOW_MODAL);
    stage.getIcons().setAll(owner.getIcons());
    stage.titleProperty().bind(title);
    var scene = new Scene(content);
    theme.dress(scene);
    stage.setScene(scene);
    stage.setOnCloseRequest(
        event -> {
          if (!mayClose.getAsBoolean()) {
            event.consume();
          }
        });
    // A handler, not a filter: a list or a menu that is open in the dialog takes Esc first.
    scene.addEventHandler(
        KeyEvent.KEY_PRESSED,
        event -> {
          if (event.getCode() == KeyCode.ESCAPE && mayClose.getAsBoolean()) {
            event.consume();
            stage.close();
          }
        });
  }

  Stage stage() {
    return stage;
  }

  /** Keeps it within the screen and in the middle of its owner once its size is known. */
  void fit() {
    var owner = stage.getOwner();
    var screens =
        Screen.getScreensForRectangle(
            owner.getX(), owner.getY(), owner.getWidth(), owner.getHeight());
    var bounds = (screens.isEmpty() ? Screen.getPrimary() : screens.getFirst()).getVisualBounds();
    stage.setMaxWidth(bounds.getWidth());
    stage.setMaxHeight(bounds.getHeight());
    stage.setOnShown(
        _ -> {
          double x = owner.getX() + (owner.getWidth() - stage.getWidth()) / 2;
          double y = owner.getY() + (owner.getHeight() - stage.getHeight()) / 3;
          stage.setX(within(x, bounds.getMinX(), bounds.getMaxX() - stage.getWidth()));
          stage.setY(within(y, bounds.getMinY(), bounds.getMaxY() - stage.getHeight()));
        });
  }

  private static double within(double place, double least, double most) {
    return Math.max(least, Math.min(place, most));
  }

  /** A heading with a mark beside it. */
  static Node heading(Ikon icon, String style, String text, String id) {
    var title = text(text, id);
    title.getStyleClass().add(DeskStyles.TITLE);
    HBox.setHgrow(title, Priority.ALWAYS);
    var mark = Icons.of(icon, style);
    mark.setIconSize(22);
    var heading = new HBox(12, mark, title);
    heading.setAlignment(Pos.TOP_LEFT);
    return heading;
  }

  /** A paragraph. */
  static Label text(String text, String id) {
    var label = new Label(text);
    label.setId(id);
    label.setWrapText(true);
    label.setPrefWidth(TEXT_WIDTH);
    label.setMinHeight(javafx.scene.layout.Region.USE_PREF_SIZE);
    return label;
  }

  /** A body over a row of buttons in the order of the operating system. */
  static VBox frame(VBox body, Button... buttons) {
    body.getStyleClass().add("desk-dialog-body");
    VBox.setVgrow(body, Priority.ALWAYS);
    var bar = new ButtonBar();
    bar.getButtons().setAll(buttons);
    bar.getStyleClass().add("desk-dialog-buttons");
    var frame = new VBox(body, bar);
    frame.getStyleClass().add("desk-dialog");
    return frame;
  }
}
