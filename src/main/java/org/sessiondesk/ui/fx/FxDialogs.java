package org.sessiondesk.ui.fx;

import atlantafx.base.theme.Styles;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import javafx.application.Platform;
import javafx.beans.binding.Bindings;
import javafx.beans.property.SimpleStringProperty;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBar;
import javafx.scene.control.TextField;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/**
 * Dialogs as windows of their own over the main window. A problem that is shown already, or a panel
 * that is open already, is not shown twice.
 */
public final class FxDialogs implements Dialogs {
  private final Messages messages;
  private final ThemeControl theme;
  private final Stage owner;
  private final Set<Problem> shown = new HashSet<>();
  private final Set<Panel> open = new HashSet<>();
  private boolean unforeseenShown;

  /** Dialogs over {@code owner}. */
  public FxDialogs(Stage owner, Messages messages, ThemeControl theme) {
    this.messages = messages;
    this.theme = theme;
    this.owner = owner;
  }

  @Override
  public boolean confirm(Confirmation confirmation) {
    var confirmed = new AtomicBoolean();
    var cancel = new Button();
    var action = new Button(confirmation.action());
    var icon = confirmation.dangerous() ? Feather.ALERT_TRIANGLE : Feather.HELP_CIRCLE;
    var style = confirmation.dangerous() ? DeskStyles.STATE_WARNING : DeskStyles.STATE_PERSISTENT;
    var body =
        new VBox(
            DialogStage.heading(icon, style, confirmation.title(), "dialog-confirm-title"),
            DialogStage.text(confirmation.text(), "dialog-confirm-text"));
    var dialog =
        new DialogStage(
            owner,
            theme,
            new SimpleStringProperty(confirmation.title()),
            DialogStage.frame(body, cancel, action),
            () -> true);
    cancel.setId("dialog-confirm-cancel");
    cancel.textProperty().bind(messages.bind("fx.dialog.cancel"));
    cancel.setOnAction(_ -> dialog.stage().close());
    ButtonBar.setButtonData(cancel, ButtonBar.ButtonData.CANCEL_CLOSE);
    action.setId("dialog-confirm-action");
    action.getStyleClass().add(confirmation.dangerous() ? Styles.DANGER : Styles.ACCENT);
    ButtonBar.setButtonData(action, ButtonBar.ButtonData.OK_DONE);
    action.setOnAction(
        _ -> {
          confirmed.set(true);
          dialog.stage().close();
        });
    if (confirmation.typed() != null) {
      body.getChildren().add(typed(confirmation.typed(), action));
    }
    // Enter does what it says, unless that destroys something: then it has to be reached first.
    (confirmation.dangerous() ? cancel : action).setDefaultButton(true);
    if (confirmation.typed() == null) {
      (confirmation.dangerous() ? cancel : action).requestFocus();
    }
    dialog.stage().setResizable(false);
    dialog.fit();
    dialog.stage().showAndWait();
    return confirmed.get();
  }

  /** A field in which {@code word} has to be typed before {@code action} can be done. */
  private Node typed(String word, Button action) {
    var label = DialogStage.text(messages.get("fx.dialog.type", word), "dialog-confirm-type-label");
    var field = new TextField();
    field.setId("dialog-confirm-type");
    field.setAccessibleText(label.getText());
    label.setLabelFor(field);
    action
        .disableProperty()
        .bind(
            Bindings.createBooleanBinding(
                () -> !field.getText().strip().equals(word), field.textProperty()));
    field.setOnAction(
        event -> {
          // Enter in the field is meant for what was just typed, not for the button that cancels.
          event.consume();
          action.fire();
        });
    Platform.runLater(field::requestFocus);
    return new VBox(6, label, field);
  }

  @Override
  public void show(Problem problem) {
    show(problem, null);
  }

  /**
   * Shows what went wrong in a way that nobody foresaw, with a button that opens the log's folder.
   * Nothing happens while such a dialog is open: more of them would not help.
   */
  public void showUnforeseen(Problem problem, Runnable openLogs) {
    if (!unforeseenShown) {
      unforeseenShown = true;
      show(problem, openLogs);
    }
  }

  private void show(Problem problem, @Nullable Runnable openLogs) {
    if (!shown.add(problem)) {
      return;
    }
    // The content needs the window it closes, and the window its content.
    var holder = new StackPane();
    var dialog =
        new DialogStage(owner, theme, messages.bind("fx.dialog.problem.title"), holder, () -> true);
    var stage = dialog.stage();
    var content = new ProblemContent(messages, problem, openLogs, stage::close, stage::sizeToScene);
    holder.getChildren().add(content.node());
    stage.setOnHidden(
        _ -> {
          shown.remove(problem);
          if (openLogs != null) {
            unforeseenShown = false;
          }
        });
    dialog.fit();
    stage.show();
  }

  @Override
  public void open(Panel panel) {
    if (!open.add(panel)) {
      return;
    }
    var holder = holder(panel.content());
    var dialog =
        new DialogStage(owner, theme, messages.bind(panel.titleKey()), holder, panel::mayClose);
    Stage stage = dialog.stage();
    stage.setOnHidden(
        _ -> {
          open.remove(panel);
          holder.getChildren().clear();
        });
    dialog.fit();
    panel.onOpen(stage::close);
    stage.show();
    stage.setMinWidth(Math.min(stage.getWidth(), stage.getMaxWidth()));
  }

  private static StackPane holder(Node content) {
    var holder = new StackPane(content);
    holder.getStyleClass().add("desk-dialog");
    return holder;
  }

  @Override
  public Optional<Path> askWhereToSave(String title, String suggestedName) {
    var chooser = new FileChooser();
    chooser.setTitle(title);
    chooser.setInitialFileName(suggestedName);
    return Optional.ofNullable(chooser.showSaveDialog(owner)).map(java.io.File::toPath);
  }

  @Override
  public Optional<Path> askWhichFile(String title) {
    var chooser = new FileChooser();
    chooser.setTitle(title);
    return Optional.ofNullable(chooser.showOpenDialog(owner)).map(java.io.File::toPath);
  }
}
