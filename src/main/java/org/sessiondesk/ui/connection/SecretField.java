package org.sessiondesk.ui.connection;

import atlantafx.base.controls.PasswordTextField;
import java.util.Locale;
import javafx.beans.binding.Bindings;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import org.sessiondesk.connection.SecretKind;
import org.sessiondesk.ui.fx.DeskStyles;
import org.sessiondesk.ui.fx.Ui;

/** A field for one secret of a profile, and where that will be kept. */
final class SecretField {
  private final ConnectionModel model;
  private final Ui ui;
  private final SecretKind kind;
  private final String word;

  SecretField(ConnectionModel model, Ui ui, SecretKind kind) {
    this.model = model;
    this.ui = ui;
    this.kind = kind;
    this.word = kind.name().toLowerCase(Locale.ROOT).replace("_", "");
  }

  /** The key of its name. */
  String key() {
    return "connection.secret." + word;
  }

  Node input() {
    var text = model.form().secret(kind);
    var field = new PasswordTextField();
    field.setId("connection-" + word);
    field.setText(text.get());
    text.subscribe(
        typed -> {
          if (!field.getPassword().equals(typed)) {
            field.setText(typed);
          }
        });
    field.passwordProperty().subscribe(text::set);
    field
        .promptTextProperty()
        .bind(
            Bindings.createStringBinding(
                () ->
                    model.keptProperty().get().contains(kind)
                        ? ui.messages().get("connection.form.kept")
                        : "",
                model.keptProperty(),
                ui.messages().localeProperty()));
    field.accessibleTextProperty().bind(ui.messages().bind(key()));
    return field;
  }

  /** Where it will be kept. */
  Node hint() {
    var hint = new Label();
    hint.getStyleClass().add(DeskStyles.FIELD_HINT);
    hint.setWrapText(true);
    hint.setMinHeight(Region.USE_PREF_SIZE);
    hint.textProperty()
        .bind(
            Bindings.createStringBinding(
                () ->
                    ui.messages()
                        .get(
                            "connection.place."
                                + model
                                    .placeProperty()
                                    .get()
                                    .name()
                                    .toLowerCase(Locale.ROOT)
                                    .replace("_", "")),
                model.placeProperty(),
                ui.messages().localeProperty()));
    return hint;
  }
}
