package org.sessiondesk.ui.transfer;

import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.sessiondesk.connection.StoreCopies.Copy;
import org.sessiondesk.ui.fx.DeskStyles;
import org.sessiondesk.ui.fx.Fields;
import org.sessiondesk.ui.fx.Messages;
import org.sessiondesk.ui.fx.Ui;

/** The copies of the built-in store, one a row, and what can be done with the selected one. */
final class CopiesView {
  private static final double HEIGHT = 190;

  private final BackupModel model;
  private final Ui ui;
  private final Messages messages;
  private final TableView<Copy> table = new TableView<>();
  private final VBox node;

  CopiesView(BackupModel model, Ui ui) {
    this.model = model;
    this.ui = ui;
    messages = ui.messages();
    table.setId("backup-copies");
    table.accessibleTextProperty().bind(messages.bind("transfer.backup.copies"));
    table.setItems(model.copies());
    table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
    table.setPrefHeight(HEIGHT);
    table.setMinHeight(HEIGHT);
    var none = new Label();
    none.textProperty().bind(messages.bind("transfer.backup.none"));
    table.setPlaceholder(none);
    column("at", 190, copy -> Bindings.createStringBinding(() -> ui.formats().dateTime(copy.at())));
    column("kind", 150, copy -> model.words().kind(copy.kind()));
    column("keys", 90, copy -> number(copy.keys()));
    column("bytes", 90, copy -> bytes(copy.bytes()));
    table.addEventHandler(KeyEvent.KEY_PRESSED, this::key);
    node = new VBox(8, table, buttons(), locked());
  }

  Node node() {
    return node;
  }

  private ObservableValue<String> number(long count) {
    return Bindings.createStringBinding(
        () -> ui.formats().number(count), messages.localeProperty());
  }

  private ObservableValue<String> bytes(long count) {
    return Bindings.createStringBinding(() -> ui.formats().bytes(count), messages.localeProperty());
  }

  private void column(String name, double width, Function<Copy, ObservableValue<String>> text) {
    var column = new TableColumn<Copy, String>();
    column.setId("backup-column-" + name);
    column.textProperty().bind(messages.bind("transfer.backup.column." + name));
    column.setPrefWidth(width);
    column.setSortable(false);
    column.setReorderable(false);
    column.setCellValueFactory(row -> text.apply(row.getValue()));
    table.getColumns().add(column);
  }

  /** Enter asks whether the selected copy is to be put back. */
  private void key(KeyEvent event) {
    var copy = table.getSelectionModel().getSelectedItem();
    if (event.getCode() == KeyCode.ENTER && copy != null) {
      event.consume();
      model.restore(copy);
    }
  }

  private Node buttons() {
    var chosen = table.getSelectionModel().selectedItemProperty();
    var show = button("backup-show", "transfer.backup.show");
    show.disableProperty().bind(chosen.isNull());
    show.setOnAction(_ -> model.show(chosen.get()));
    var restore = button("backup-restore", "transfer.backup.restore");
    restore
        .disableProperty()
        .bind(chosen.isNull().or(model.busyProperty()).or(model.lockedProperty()));
    restore.setOnAction(_ -> model.restore(chosen.get()));
    var gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    var line = new HBox(8, gap, show, restore);
    line.setAlignment(Pos.CENTER_RIGHT);
    return line;
  }

  private Button button(String id, String key) {
    var button = new Button();
    button.setId(id);
    button.setMinWidth(Region.USE_PREF_SIZE);
    button.textProperty().bind(messages.bind(key));
    return button;
  }

  private Node locked() {
    var label = new Label();
    label.setId("backup-locked");
    label.getStyleClass().add(DeskStyles.FIELD_HINT);
    label.setWrapText(true);
    label.setMinHeight(Region.USE_PREF_SIZE);
    label.textProperty().bind(messages.bind("transfer.backup.locked"));
    Fields.showWhile(label, model.lockedProperty());
    return label;
  }
}
