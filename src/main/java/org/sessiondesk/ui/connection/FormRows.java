package org.sessiondesk.ui.connection;

import java.util.List;
import java.util.Locale;
import javafx.beans.binding.Bindings;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.sessiondesk.connection.SecretKind;
import org.sessiondesk.ui.connection.ProfileForm.Field;
import org.sessiondesk.ui.fx.DeskStyles;
import org.sessiondesk.ui.fx.Icons;
import org.sessiondesk.ui.fx.Ui;

/** Rows of a form: a word at the left, a field at the right, and below it what is wrong. */
final class FormRows {
  private static final double LABEL_WIDTH = 130;
  private static final Insets BESIDE_A_FIELD = new Insets(7, 0, 0, 0);

  private final ConnectionModel model;
  private final Ui ui;
  private final VBox node = new VBox(10);

  FormRows(ConnectionModel model, Ui ui) {
    this.model = model;
    this.ui = ui;
    node.getStyleClass().add("connection-section");
  }

  Node node() {
    return node;
  }

  /** A field for a text. */
  Row text(String key, String id, StringProperty value, @Nullable Field which) {
    var input = input(key, id, value);
    return which == null ? line(key, input) : line(key, input, fault(which));
  }

  /** A field for a short text: a number. */
  Row number(String key, String id, StringProperty value, Field which) {
    var input = input(key, id, value);
    input.setMaxWidth(90);
    return line(key, input, fault(which));
  }

  /** A field for a secret. */
  Row secret(SecretKind kind) {
    var field = new SecretField(model, ui, kind);
    return line(field.key(), field.input(), field.hint());
  }

  /** A field for a file's path, with a button that looks for one. */
  Row file(String key, String id, StringProperty value, @Nullable Field which) {
    var input = input(key, id, value);
    HBox.setHgrow(input, Priority.ALWAYS);
    var browse = new Button();
    browse.setId(id + "-browse");
    browse.setGraphic(Icons.of(Feather.FOLDER));
    browse.accessibleTextProperty().bind(ui.messages().bind("connection.form.browse"));
    browse.setTooltip(new javafx.scene.control.Tooltip());
    browse.getTooltip().textProperty().bind(ui.messages().bind("connection.form.browse"));
    browse.setOnAction(
        _ ->
            ui.dialogs()
                .askWhichFile(ui.messages().get(key))
                .ifPresent(file -> value.set(file.toString())));
    var box = new HBox(8, input, browse);
    return which == null ? line(key, box) : line(key, box, fault(which));
  }

  /** A box to tick; {@code key} is the word at the left, {@code textKey} what it says. */
  Row check(String key, String id, String textKey, BooleanProperty value) {
    var box = new CheckBox();
    box.setId(id);
    box.textProperty().bind(ui.messages().bind(textKey));
    box.selectedProperty().bindBidirectional(value);
    box.setPadding(BESIDE_A_FIELD);
    return line(key, box);
  }

  /** A choice of the constants of an enumeration, whose words begin with {@code words}. */
  <T extends Enum<T>> Row choice(
      String key, String id, List<T> choices, String words, ObjectProperty<T> value) {
    var box = new ComboBox<T>();
    box.setId(id);
    box.getItems().setAll(choices);
    box.setMaxWidth(Double.MAX_VALUE);
    box.accessibleTextProperty().bind(ui.messages().bind(key));
    box.setCellFactory(_ -> new WordCell<>(words));
    box.setButtonCell(new WordCell<>(words));
    box.valueProperty().bindBidirectional(value);
    return line(key, box);
  }

  /** One choice in a word. */
  private final class WordCell<T extends Enum<T>> extends ListCell<T> {
    private final String words;

    WordCell(String words) {
      this.words = words;
    }

    @Override
    protected void updateItem(@Nullable T item, boolean empty) {
      super.updateItem(item, empty);
      textProperty().unbind();
      if (item == null || empty) {
        setText("");
      } else {
        var word = item.name().toLowerCase(Locale.ROOT).replace("_", "");
        textProperty().bind(ui.messages().bind(words + word));
      }
    }
  }

  /** Any field, with what belongs below it. */
  Row line(String key, Node input, Node... below) {
    var label = new Label();
    label.textProperty().bind(ui.messages().bind(key));
    label.setWrapText(true);
    label.setPadding(BESIDE_A_FIELD);
    label.setMinWidth(LABEL_WIDTH);
    label.setMaxWidth(LABEL_WIDTH);
    label.setPrefWidth(LABEL_WIDTH);
    label.setMinHeight(Region.USE_PREF_SIZE);
    var cell = new VBox(4, input);
    cell.getChildren().addAll(below);
    HBox.setHgrow(cell, Priority.ALWAYS);
    return add(new HBox(12, label, cell));
  }

  /** A sentence over the whole width. */
  Row note(String key, String... styles) {
    var label = new Label();
    label.textProperty().bind(ui.messages().bind(key));
    label.setWrapText(true);
    label.setMinHeight(Region.USE_PREF_SIZE);
    label.getStyleClass().addAll(styles);
    return add(label);
  }

  private Row add(Node row) {
    node.getChildren().add(row);
    return new Row(row);
  }

  /** One row. */
  record Row(Node node) {
    /** Shows it while {@code condition} holds only. */
    Row when(ObservableValue<Boolean> condition) {
      node.visibleProperty().bind(condition);
      node.managedProperty().bind(condition);
      return this;
    }
  }

  /** A bare field. */
  TextField input(String key, String id, StringProperty value) {
    var input = new TextField();
    input.setId(id);
    input.textProperty().bindBidirectional(value);
    input.accessibleTextProperty().bind(ui.messages().bind(key));
    return input;
  }

  /** A host and its port in one row. */
  Row address(
      String key, Node host, String portKey, TextField port, Field hostField, Field portField) {
    port.setPrefWidth(90);
    port.setMinWidth(90);
    var between = new Label();
    between.textProperty().bind(ui.messages().bind(portKey));
    between.setMinWidth(Region.USE_PREF_SIZE);
    HBox.setHgrow(host, Priority.ALWAYS);
    var box = new HBox(8, host, between, port);
    box.setAlignment(Pos.CENTER_LEFT);
    return line(key, box, fault(hostField), fault(portField));
  }

  /** What is wrong with a field. */
  Label fault(Field field) {
    var form = model.form();
    var label = new Label();
    label.setId("connection-fault-" + field.name().toLowerCase(Locale.ROOT).replace("_", ""));
    label.getStyleClass().add(DeskStyles.FIELD_ERROR);
    label.setWrapText(true);
    label.setMinHeight(Region.USE_PREF_SIZE);
    label
        .textProperty()
        .bind(
            Bindings.createStringBinding(
                () -> {
                  var key = form.faults.get().get(field);
                  return key == null ? "" : ui.messages().get(key);
                },
                form.faults,
                ui.messages().localeProperty()));
    label.visibleProperty().bind(label.textProperty().isNotEmpty());
    label.managedProperty().bind(label.visibleProperty());
    return label;
  }
}
