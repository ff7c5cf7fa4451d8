package org.sessiondesk.ui.fx;

import atlantafx.base.theme.Styles;
import javafx.beans.binding.Bindings;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/** One row of the metadata editor: key, kind, value, and a button that takes it away. */
final class MetadataRowView {

  /** Longer values are shown by their beginning and edited as JSON. */
  private static final int LONGEST = 2_000;

  private final MetadataRow row;
  private final Messages messages;
  private final TextField key = new TextField();
  private final VBox box = new VBox();

  MetadataRowView(MetadataRow row, Ui ui, String id, Runnable remove) {
    this.row = row;
    this.messages = ui.messages();
    key.setId(id + "-key");
    key.promptTextProperty().bind(messages.bind("field.row.key"));
    key.accessibleTextProperty().bind(messages.bind("field.row.key"));
    key.setPrefColumnCount(9);
    key.setMinWidth(80);
    FaithfulText.bind(key, row.keyProperty());
    var away = Fields.iconButton(Feather.X, id + "-remove", messages.bind("field.row.remove"));
    away.setOnAction(_ -> remove.run());
    var line = new HBox(key, kinds(id), value(id), away);
    line.getStyleClass().add("field-row");
    HBox.setHgrow(key, Priority.SOMETIMES);
    var error =
        Bindings.createStringBinding(
            this::faultText, row.faultProperty(), messages.localeProperty());
    box.getChildren().addAll(line, Fields.error(error, id));
    box.setId(id);
    row.faultProperty().subscribe(this::markKey);
  }

  private String faultText() {
    var fault = row.faultProperty().get();
    return fault == null ? "" : MetadataModel.rowText(fault, messages);
  }

  private void markKey(MetadataRow.@Nullable RowFault fault) {
    boolean inKey =
        fault == MetadataRow.RowFault.KEY_MISSING || fault == MetadataRow.RowFault.KEY_TWICE;
    key.pseudoClassStateChanged(Styles.STATE_DANGER, inKey);
  }

  private ComboBox<MetadataRow.Kind> kinds(String id) {
    var kinds = new ComboBox<MetadataRow.Kind>();
    kinds.setId(id + "-kind");
    kinds.getItems().setAll(MetadataRow.Kind.values());
    kinds.getStyleClass().add("field-row-kind");
    kinds.setMinWidth(108);
    kinds.setPrefWidth(108);
    kinds.accessibleTextProperty().bind(messages.bind("field.row.kind"));
    kinds.valueProperty().bindBidirectional(row.kindProperty());
    kinds.setCellFactory(_ -> new KindCell());
    kinds.setButtonCell(new KindCell());
    return kinds;
  }

  /** A kind by its name, which follows the language. */
  private final class KindCell extends ListCell<MetadataRow.Kind> {
    @Override
    protected void updateItem(MetadataRow.@Nullable Kind kind, boolean empty) {
      super.updateItem(kind, empty);
      textProperty().unbind();
      if (empty || kind == null) {
        setText(null);
      } else {
        textProperty().bind(messages.bind(kindKey(kind)));
      }
    }
  }

  private static String kindKey(MetadataRow.Kind kind) {
    return switch (kind) {
      case TEXT -> "field.kind.text";
      case NUMBER -> "field.kind.number";
      case TRUTH -> "field.kind.truth";
      case NULL -> "field.kind.null";
      case JSON -> "field.kind.json";
    };
  }

  private Node value(String id) {
    if (row.valueProperty().get().length() > LONGEST) {
      var beginning = new Label();
      beginning.setId(id + "-value");
      beginning
          .textProperty()
          .bind(
              messages.bind("field.row.long", row.valueProperty().get().substring(0, 40).strip()));
      beginning.getStyleClass().add(DeskStyles.MUTED);
      beginning.setMinWidth(0);
      HBox.setHgrow(beginning, Priority.ALWAYS);
      beginning.setMaxWidth(Double.MAX_VALUE);
      return beginning;
    }
    var value = new TextField();
    value.setId(id + "-value");
    value.promptTextProperty().bind(messages.bind("field.row.value"));
    value.accessibleTextProperty().bind(messages.bind("field.row.value"));
    value.setMinWidth(80);
    value.setPrefColumnCount(14);
    FaithfulText.bind(value, row.valueProperty());
    value.disableProperty().bind(row.kindProperty().isEqualTo(MetadataRow.Kind.NULL));
    row.faultProperty()
        .subscribe(
            fault ->
                value.pseudoClassStateChanged(
                    Styles.STATE_DANGER,
                    fault != null
                        && fault != MetadataRow.RowFault.KEY_MISSING
                        && fault != MetadataRow.RowFault.KEY_TWICE));
    HBox.setHgrow(value, Priority.ALWAYS);
    return value;
  }

  /** The node. */
  Node node() {
    return box;
  }

  /** Puts the caret into the key. */
  void focus() {
    key.requestFocus();
  }
}
