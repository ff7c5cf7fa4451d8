package org.sessiondesk.ui.connection;

import atlantafx.base.controls.PasswordTextField;
import atlantafx.base.theme.Styles;
import javafx.beans.binding.Bindings;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.sessiondesk.connection.SecretVault.Place;
import org.sessiondesk.ui.fx.DeskStyles;
import org.sessiondesk.ui.fx.DialogButtons;
import org.sessiondesk.ui.fx.Dialogs;
import org.sessiondesk.ui.fx.Ui;

/** Where secrets are kept, the choice where there is one, and the pass-phrase of the file. */
final class SecretsPanel implements Dialogs.Panel {
  private final SecretsModel model;
  private final Ui ui;
  private final VBox content = new VBox();
  private Runnable close = () -> {};

  SecretsPanel(SecretsModel model, Ui ui) {
    this.model = model;
    this.ui = ui;
    var body =
        new VBox(
            12,
            text("secrets.keychain", when(state -> state.keychain())),
            text("secrets.nokeychain", when(state -> !state.keychain())),
            choice(),
            newFile(),
            locked(),
            unlocked(),
            fault());
    body.getStyleClass().add("desk-dialog-body");
    content.getChildren().setAll(body, buttons());
    VBox.setVgrow(body, Priority.ALWAYS);
    content.setPrefSize(560, 460); // As high as it gets.
  }

  private interface Condition {
    boolean holds(SecretsModel.State state);
  }

  private ObservableValue<Boolean> when(Condition condition) {
    return model.stateProperty().map(state -> state.place() != null && condition.holds(state));
  }

  private static <N extends Node> N shown(N node, ObservableValue<Boolean> condition) {
    node.visibleProperty().bind(condition);
    node.managedProperty().bind(condition);
    return node;
  }

  private Label text(String key, ObservableValue<Boolean> condition) {
    return shown(text(key), condition);
  }

  private Label text(String key, Object... arguments) {
    var label = new Label();
    label.textProperty().bind(ui.messages().bind(key, arguments));
    label.setWrapText(true);
    label.setMinHeight(Region.USE_PREF_SIZE);
    return label;
  }

  private Node choice() {
    var group = new ToggleGroup();
    var ask = radio("secrets.ask", "secrets-ask", group);
    var file = radio("secrets.file", "secrets-file", group);
    ask.setSelected(!model.inFileProperty().get());
    file.selectedProperty().bindBidirectional(model.inFileProperty());
    var where = text("secrets.where", model.path());
    where.getStyleClass().add(DeskStyles.FIELD_HINT);
    return shown(new VBox(8, ask, file, where), when(state -> !state.keychain()));
  }

  private RadioButton radio(String key, String id, ToggleGroup group) {
    var radio = new RadioButton();
    radio.setId(id);
    radio.setToggleGroup(group);
    radio.setWrapText(true);
    radio.setMinHeight(Region.USE_PREF_SIZE);
    radio.textProperty().bind(ui.messages().bind(key));
    return radio;
  }

  private Node newFile() {
    var create = button("secrets.create", "secrets-create");
    create.setOnAction(_ -> model.create());
    var box =
        new VBox(
            8,
            field("secrets.fresh", "secrets-fresh", model.freshProperty()),
            field("secrets.again", "secrets-again", model.againProperty()),
            text("secrets.forgotten"),
            create);
    return shown(box, wantsFile(state -> !state.file()));
  }

  private Node locked() {
    var unlock = button("secrets.unlock", "secrets-unlock");
    unlock.setOnAction(_ -> model.unlock(() -> {}));
    var aside = button("secrets.aside", "secrets-aside");
    aside.setOnAction(_ -> model.setAside());
    var box =
        new VBox(
            8,
            field("secrets.passphrase", "secrets-passphrase", model.oldProperty()),
            new HBox(8, unlock, aside));
    return shown(box, wantsFile(state -> state.place() == Place.LOCKED_FILE));
  }

  private Node unlocked() {
    var change = button("secrets.change", "secrets-change");
    change.setOnAction(_ -> model.change());
    var box =
        new VBox(
            8,
            text("secrets.open"),
            field("secrets.old", "secrets-old", model.oldProperty()),
            field("secrets.fresh", "secrets-changed", model.freshProperty()),
            field("secrets.again", "secrets-changedagain", model.againProperty()),
            change);
    return shown(box, wantsFile(state -> state.place() == Place.FILE));
  }

  private ObservableValue<Boolean> wantsFile(Condition condition) {
    return Bindings.createBooleanBinding(
        () -> {
          var state = model.stateProperty().get();
          return state.place() != null
              && !state.keychain()
              && model.inFileProperty().get()
              && condition.holds(state);
        },
        model.stateProperty(),
        model.inFileProperty());
  }

  private Node field(String key, String id, StringProperty value) {
    var label = new Label();
    label.textProperty().bind(ui.messages().bind(key));
    var field = passphrase(id, value);
    field.accessibleTextProperty().bind(ui.messages().bind(key));
    label.setLabelFor(field);
    return new VBox(4, label, field);
  }

  static PasswordTextField passphrase(String id, StringProperty value) {
    var field = new PasswordTextField();
    field.setId(id);
    field.setText(value.get());
    value.subscribe(
        typed -> {
          if (!field.getPassword().equals(typed)) {
            field.setText(typed);
          }
        });
    field.passwordProperty().subscribe(value::set);
    return field;
  }

  private Node fault() {
    return fault(model, ui, "secrets-fault");
  }

  static Label fault(SecretsModel model, Ui ui, String id) {
    var label = new Label();
    label.setId(id);
    label.getStyleClass().add(DeskStyles.FIELD_ERROR);
    label.setWrapText(true);
    label.setMinHeight(Region.USE_PREF_SIZE);
    var key = model.faultProperty();
    label
        .textProperty()
        .bind(
            Bindings.createStringBinding(
                () -> key.get().isEmpty() ? "" : ui.messages().get(key.get()),
                key,
                ui.messages().localeProperty()));
    return shown(label, key.isNotEmpty());
  }

  private Node buttons() {
    var done = DialogButtons.button("secrets-close", ui.messages().bind("fx.dialog.close"));
    done.setCancelButton(true);
    done.setOnAction(_ -> close.run());
    return DialogButtons.line(done);
  }

  private Button button(String key, String id) {
    var button = DialogButtons.button(id, ui.messages().bind(key));
    button.disableProperty().bind(model.busyProperty());
    if (!id.equals("secrets-aside")) {
      button.getStyleClass().add(Styles.ACCENT);
    }
    return button;
  }

  @Override
  public String titleKey() {
    return "secrets.title";
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
