package org.sessiondesk.ui.fx;

import atlantafx.base.theme.Styles;
import java.nio.file.Path;
import java.util.Optional;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.TitledPane;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import javafx.stage.Modality;
import javafx.stage.Stage;
import org.kordamp.ikonli.feather.Feather;

/** Dialogs as windows of their own over the main window. */
public final class FxDialogs implements Dialogs {
  private static final double TEXT_WIDTH = 440;

  private final Stage owner;
  private final Messages messages;
  private final ThemeControl themes;

  /** Dialogs over {@code owner}. */
  public FxDialogs(Stage owner, Messages messages, ThemeControl themes) {
    this.owner = owner;
    this.messages = messages;
    this.themes = themes;
  }

  @Override
  public boolean confirm(Confirmation confirmation) {
    var stage = stage(confirmation.title());
    var confirmed = new boolean[1];
    var act = new Button(confirmation.action());
    act.setId("confirm-act");
    act.getStyleClass().add(confirmation.dangerous() ? Styles.DANGER : Styles.ACCENT);
    act.setOnAction(
        _ -> {
          confirmed[0] = true;
          stage.close();
        });
    var cancel = new Button(messages.get("fx.dialog.cancel"));
    cancel.setId("confirm-cancel");
    cancel.setCancelButton(true);
    cancel.setOnAction(_ -> stage.close());
    var body =
        headed(
            Icons.of(
                confirmation.dangerous() ? Feather.ALERT_TRIANGLE : Feather.HELP_CIRCLE,
                confirmation.dangerous() ? DeskStyles.STATE_WARNING : DeskStyles.STATE_PERSISTENT),
            confirmation.title(),
            text(confirmation.text()));
    show(stage, body, buttons(cancel, act));
    // What destroys something is not one stroke of the Enter key away.
    (confirmation.dangerous() ? cancel : act).requestFocus();
    stage.showAndWait();
    return confirmed[0];
  }

  @Override
  public void show(Problem problem) {
    var stage = stage(problem.what());
    var body =
        headed(
            Icons.of(Feather.ALERT_CIRCLE, DeskStyles.STATE_ERROR),
            problem.what(),
            text(problem.meaning()),
            text(problem.advice()));
    if (!problem.details().isEmpty()) {
      body.getChildren().add(details(stage, problem));
    }
    var copy = new Button(messages.get("fx.dialog.copy"), Icons.of(Feather.COPY));
    copy.setId("problem-copy");
    copy.setOnAction(_ -> copy(problem));
    var close = new Button(messages.get("fx.dialog.close"));
    close.setId("problem-close");
    close.setDefaultButton(true);
    close.setCancelButton(true);
    close.setOnAction(_ -> stage.close());
    var code = new Label(problem.code());
    code.getStyleClass().addAll(DeskStyles.MUTED, DeskStyles.MONO);
    var gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    show(stage, body, buttons(code, gap, copy, close));
    close.requestFocus();
    stage.show();
  }

  private Node details(Stage stage, Problem problem) {
    var details = new TextArea(problem.details());
    details.setEditable(false);
    details.setWrapText(true);
    details.setPrefRowCount(4);
    details.getStyleClass().add(DeskStyles.MONO);
    var pane = new TitledPane(messages.get("fx.dialog.details"), details);
    pane.getStyleClass().addAll(Styles.DENSE);
    pane.setAnimated(false);
    pane.setExpanded(false);
    pane.heightProperty().subscribe(_ -> stage.sizeToScene());
    return pane;
  }

  private static void copy(Problem problem) {
    var content = new ClipboardContent();
    content.putString(
        String.join(
            "\n",
            problem.code(),
            problem.what(),
            problem.meaning(),
            problem.advice(),
            problem.details()));
    Clipboard.getSystemClipboard().setContent(content);
  }

  @Override
  public void open(Panel panel) {
    var stage = stage("");
    ObservableValue<String> title = messages.bind(panel.titleKey());
    stage.titleProperty().bind(title);
    var root = new BorderPane(panel.content());
    root.getStyleClass().add("desk-dialog");
    var scene = new Scene(root);
    themes.dress(scene);
    scene.addEventHandler(
        KeyEvent.KEY_PRESSED,
        event -> {
          if (event.getCode() == KeyCode.ESCAPE && !event.isConsumed() && panel.mayClose()) {
            stage.close();
          }
        });
    stage.setOnCloseRequest(
        event -> {
          if (!panel.mayClose()) {
            event.consume();
          }
        });
    stage.setScene(scene);
    panel.onOpen(stage::close);
    stage.show();
    keepInside(stage);
  }

  /** A dialog that is higher than the screen would hide its own buttons. */
  private static void keepInside(Stage stage) {
    var screens = javafx.stage.Screen.getScreensForRectangle(stage.getX(), stage.getY(), 10, 10);
    if (!screens.isEmpty()) {
      var bounds = screens.getFirst().getVisualBounds();
      stage.setMaxHeight(bounds.getHeight());
      stage.setMaxWidth(bounds.getWidth());
      stage.setX(Math.max(bounds.getMinX(), stage.getX()));
      stage.setY(Math.max(bounds.getMinY(), stage.getY()));
    }
  }

  @Override
  public Optional<Path> askWhereToSave(String title, String suggestedName) {
    var chooser = new FileChooser();
    chooser.setTitle(title);
    chooser.setInitialFileName(suggestedName);
    return Optional.ofNullable(chooser.showSaveDialog(owner)).map(java.io.File::toPath);
  }

  private Stage stage(String title) {
    var stage = new Stage();
    stage.initOwner(owner);
    stage.initModality(Modality.WINDOW_MODAL);
    stage.setTitle(title);
    stage.getIcons().setAll(owner.getIcons());
    return stage;
  }

  private void show(Stage stage, Node body, Node buttons) {
    var root = new BorderPane(body);
    root.setBottom(buttons);
    root.getStyleClass().add("desk-dialog");
    var scene = new Scene(root);
    themes.dress(scene);
    stage.setResizable(false);
    stage.setScene(scene);
  }

  private static VBox headed(Node icon, String title, Node... rest) {
    var heading = new Label(title, icon);
    heading.setGraphicTextGap(10);
    heading.getStyleClass().add(Styles.TITLE_4);
    heading.setMaxWidth(TEXT_WIDTH);
    var body = new VBox(heading);
    body.getChildren().addAll(rest);
    body.getStyleClass().add("desk-dialog-body");
    body.setPrefWidth(TEXT_WIDTH + 48);
    return body;
  }

  private static Label text(String text) {
    var label = new Label(text);
    label.setWrapText(true);
    label.setMaxWidth(TEXT_WIDTH);
    label.setMinHeight(Region.USE_PREF_SIZE);
    return label;
  }

  private static HBox buttons(Node... buttons) {
    var box = new HBox(buttons);
    box.getStyleClass().add("desk-dialog-buttons");
    return box;
  }
}
