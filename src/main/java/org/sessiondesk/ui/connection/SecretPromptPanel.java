package org.sessiondesk.ui.connection;

import atlantafx.base.theme.Styles;
import java.util.Locale;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.sessiondesk.connection.SecretVault.Place;
import org.sessiondesk.ui.fx.DeskStyles;
import org.sessiondesk.ui.fx.DialogButtons;
import org.sessiondesk.ui.fx.Dialogs;
import org.sessiondesk.ui.fx.Ui;

/** Asks for the secret that a connection needs and nobody has given. */
public final class SecretPromptPanel implements Dialogs.Panel {
  private final SecretPromptModel model;
  private final Ui ui;
  private final VBox content = new VBox();
  private Runnable close = () -> {};

  /** Asks what {@code model} asks now. */
  public SecretPromptPanel(SecretPromptModel model, Ui ui) {
    this.model = model;
    this.ui = ui;
    var body = new VBox(10);
    body.getStyleClass().add("desk-dialog-body");
    var asked = model.questionProperty().get();
    if (asked != null) {
      var what = label(model.words(asked));
      what.setId("prompt-what");
      var why = label(model.reason(asked));
      why.getStyleClass().add(DeskStyles.MUTED);
      var field = SecretsPanel.passphrase("prompt-secret", model.secretProperty());
      field.setAccessibleText(what.getText());
      body.getChildren().addAll(what, why, field);
      if (SecretPromptModel.isKeepable(asked.profile())) {
        body.getChildren().add(keeping());
      }
    }
    content.getChildren().setAll(body, buttons());
    content.setPrefWidth(480);
    model
        .questionProperty()
        .subscribe(
            (_, now) -> {
              if (now == null) {
                close.run();
              }
            });
  }

  private static Label label(String text) {
    var label = new Label(text);
    label.setWrapText(true);
    label.setMinHeight(Region.USE_PREF_SIZE);
    return label;
  }

  private Node keeping() {
    var place = model.placeProperty().get();
    var hint = new Label();
    hint.textProperty()
        .bind(
            ui.messages()
                .bind(
                    "connection.place." + place.name().toLowerCase(Locale.ROOT).replace("_", "")));
    hint.setWrapText(true);
    hint.setMinHeight(Region.USE_PREF_SIZE);
    hint.getStyleClass().add(DeskStyles.FIELD_HINT);
    if (place == Place.THIS_RUN) {
      return hint;
    }
    var keep = new CheckBox();
    keep.setId("prompt-keep");
    keep.textProperty().bind(ui.messages().bind("secrets.prompt.keep"));
    keep.selectedProperty().bindBidirectional(model.keptProperty());
    return new VBox(4, keep, hint);
  }

  private Node buttons() {
    var cancel = button("fx.dialog.cancel", "prompt-cancel");
    cancel.setCancelButton(true);
    cancel.setOnAction(_ -> model.dismiss());
    var connect = button("secrets.prompt.connect", "prompt-connect");
    connect.getStyleClass().add(Styles.ACCENT);
    connect.setDefaultButton(true);
    connect.disableProperty().bind(model.secretProperty().isEmpty());
    connect.setOnAction(_ -> model.answer());
    return DialogButtons.line(cancel, connect);
  }

  private Button button(String key, String id) {
    return DialogButtons.button(id, ui.messages().bind(key));
  }

  @Override
  public boolean mayClose() {
    model.dismiss();
    return true;
  }

  @Override
  public String titleKey() {
    return "secrets.prompt.title";
  }

  @Override
  public Node content() {
    return content;
  }

  @Override
  public void onOpen(Runnable closeDialog) {
    close = closeDialog;
  }
}
