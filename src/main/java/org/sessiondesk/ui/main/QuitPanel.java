package org.sessiondesk.ui.main;

import atlantafx.base.theme.Styles;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBar;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.sessiondesk.ui.fx.DeskStyles;
import org.sessiondesk.ui.fx.Dialogs;
import org.sessiondesk.ui.fx.Icons;
import org.sessiondesk.ui.fx.Messages;
import org.sessiondesk.ui.fx.Ui;

/** Says how many temporary sessions would be lost, and what can be done about it. */
final class QuitPanel implements Dialogs.Panel {
  private static final double WIDTH = 520;

  private final Messages messages;
  private final Label text = new Label();
  private final VBox content = new VBox();
  private final Button stay;
  private Runnable close = () -> {};

  QuitPanel(QuitModel model, Ui ui) {
    messages = ui.messages();
    text.setId("quit-text");
    text.setGraphic(Icons.of(Feather.ALERT_TRIANGLE, DeskStyles.STATE_WARNING));
    text.setGraphicTextGap(12);
    var why = new Label();
    why.setId("quit-why");
    why.getStyleClass().add(DeskStyles.MUTED);
    why.textProperty()
        .bind(
            model
                .promotableProperty()
                .flatMap(
                    online -> messages.bind(online ? "main.quit.advice" : "main.quit.nostore")));
    for (var label : new Label[] {text, why}) {
      label.setWrapText(true);
      label.setPrefWidth(WIDTH);
      label.setMinHeight(Region.USE_PREF_SIZE);
    }
    var body = new VBox(12, text, why);
    body.getStyleClass().add("desk-dialog-body");
    var promote = button("promote", model::promoteAndQuit);
    promote.getStyleClass().add(Styles.ACCENT);
    promote.disableProperty().bind(model.promotableProperty().not());
    var anyway = button("anyway", model::quitAnyway);
    anyway.getStyleClass().addAll(Styles.DANGER, Styles.BUTTON_OUTLINED);
    stay = button("stay", () -> {});
    stay.setCancelButton(true);
    var bar = new ButtonBar();
    bar.setButtonOrder(ButtonBar.BUTTON_ORDER_NONE);
    for (var button : List.of(anyway, stay, promote)) {
      ButtonBar.setButtonUniformSize(button, false);
      bar.getButtons().add(button);
    }
    bar.getStyleClass().add("desk-dialog-buttons");
    content.setId("quit");
    content.getChildren().setAll(body, bar);
  }

  /** The question is about {@code alive} sessions. */
  void ask(long alive) {
    text.textProperty().bind(messages.bind("main.quit.text", alive));
  }

  private Button button(String name, Runnable action) {
    var button = new Button();
    button.setId("quit-" + name);
    button.setMinWidth(Region.USE_PREF_SIZE);
    button.textProperty().bind(messages.bind("main.quit." + name));
    button.setOnAction(
        _ -> {
          close.run();
          action.run();
        });
    return button;
  }

  @Override
  public String titleKey() {
    return "main.quit.title";
  }

  @Override
  public Node content() {
    return content;
  }

  @Override
  public void onOpen(Runnable closing) {
    close = closing;
    stay.requestFocus();
  }
}
