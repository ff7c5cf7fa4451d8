package org.sessiondesk.ui.table;

import atlantafx.base.theme.Styles;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBar;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;
import org.sessiondesk.ui.fx.Dialogs;
import org.sessiondesk.ui.fx.Fields;
import org.sessiondesk.ui.fx.Ui;

/** Asks for the id of the session to go to. */
public final class GoToPanel implements Dialogs.Panel {
  private final TextField field = new TextField();
  private final VBox content;
  private Runnable close = () -> {};

  /**
   * Makes it.
   *
   * @param found called when the session is selected
   */
  public GoToPanel(GoToModel model, Ui ui, Runnable found) {
    var messages = ui.messages();
    field.setId("goto-id");
    field.setPrefWidth(400);
    field.textProperty().bindBidirectional(model.textProperty());
    var body =
        new VBox(
            Fields.of(messages.bind("table.goto.id"), field, model.problemProperty()),
            Fields.hint(messages.bind("table.goto.hint"), "goto-hint"));
    body.getStyleClass().add("desk-dialog-body");
    var cancel = new Button();
    cancel.setId("goto-cancel");
    cancel.textProperty().bind(messages.bind("fx.dialog.cancel"));
    cancel.setOnAction(_ -> close.run());
    ButtonBar.setButtonData(cancel, ButtonBar.ButtonData.CANCEL_CLOSE);
    var go = new Button();
    go.setId("goto-go");
    go.textProperty().bind(messages.bind("table.goto.go"));
    go.getStyleClass().add(Styles.ACCENT);
    go.setDefaultButton(true);
    go.disableProperty().bind(field.textProperty().map(String::isBlank));
    go.setOnAction(
        _ -> {
          if (model.go()) {
            close.run();
            found.run();
          } else {
            field.requestFocus();
            field.selectAll();
          }
        });
    ButtonBar.setButtonData(go, ButtonBar.ButtonData.OK_DONE);
    var bar = new ButtonBar();
    bar.getButtons().setAll(cancel, go);
    bar.getStyleClass().add("desk-dialog-buttons");
    content = new VBox(body, bar);
  }

  @Override
  public String titleKey() {
    return "table.goto.title";
  }

  @Override
  public Node content() {
    return content;
  }

  @Override
  public void onOpen(Runnable closing) {
    close = closing;
    field.requestFocus();
  }
}
