package org.sessiondesk.ui.inspector;

import javafx.beans.binding.Bindings;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.kordamp.ikonli.feather.Feather;
import org.sessiondesk.ui.fx.DeskStyles;
import org.sessiondesk.ui.fx.Fields;
import org.sessiondesk.ui.fx.Ui;

/** Finds words in the text beneath: opened with Ctrl+F, left with Escape. */
final class FindBar {
  private static final KeyCombination OPEN =
      new KeyCodeCombination(KeyCode.F, KeyCombination.SHORTCUT_DOWN);

  private final TextFind find;
  private final JsonEditor editor;
  private final Ui ui;
  private final TextField field = new TextField();
  private final HBox box;

  FindBar(TextFind find, JsonEditor editor, Ui ui, String id) {
    this.find = find;
    this.editor = editor;
    this.ui = ui;
    field.setId(id);
    field.textProperty().bindBidirectional(find.wantedProperty());
    field.promptTextProperty().bind(ui.messages().bind("inspector.find.prompt"));
    field.accessibleTextProperty().bind(ui.messages().bind("inspector.find.prompt"));
    field.addEventHandler(KeyEvent.KEY_PRESSED, this::pressed);
    HBox.setHgrow(field, Priority.ALWAYS);
    var previous =
        Fields.iconButton(
            Feather.CHEVRON_UP, id + "-previous", ui.messages().bind("inspector.find.previous"));
    previous.setOnAction(_ -> find.previous());
    var next =
        Fields.iconButton(
            Feather.CHEVRON_DOWN, id + "-next", ui.messages().bind("inspector.find.next"));
    next.setOnAction(_ -> find.next());
    var close =
        Fields.iconButton(Feather.X, id + "-close", ui.messages().bind("inspector.find.close"));
    close.setOnAction(_ -> close());
    box = new HBox(field, place(id), previous, next, close);
    box.getStyleClass().add("inspector-find");
    box.setVisible(false);
    box.managedProperty().bind(box.visibleProperty());
    find.foundProperty()
        .subscribe(
            found -> {
              if (found != null) {
                editor.select(found.from(), found.to());
              }
            });
  }

  private Label place(String id) {
    var place = new Label();
    place.setId(id + "-place");
    place.getStyleClass().addAll(DeskStyles.FIELD_HINT, DeskStyles.NUMBERS);
    place.setMinWidth(Label.USE_PREF_SIZE);
    place
        .textProperty()
        .bind(
            Bindings.createStringBinding(
                this::words,
                find.foundProperty(),
                find.countProperty(),
                find.wantedProperty(),
                ui.messages().localeProperty()));
    return place;
  }

  private String words() {
    if (find.wantedProperty().get().isEmpty()) {
      return "";
    }
    var found = find.foundProperty().get();
    return ui.messages()
        .get(
            "inspector.find.place",
            ui.formats().number(found == null ? 0 : found.number()),
            ui.formats().number(find.countProperty().get()));
  }

  /** The node. */
  Node node() {
    return box;
  }

  /** Has Ctrl+F open it while the keyboard is somewhere in {@code area}. */
  void openFrom(Node area) {
    area.addEventHandler(
        KeyEvent.KEY_PRESSED,
        event -> {
          if (OPEN.match(event)) {
            event.consume();
            open();
          }
        });
  }

  /** Shows it and has the keyboard type into it. */
  void open() {
    box.setVisible(true);
    field.requestFocus();
    field.selectAll();
  }

  private void close() {
    box.setVisible(false);
    find.wantedProperty().set("");
    editor.focus();
  }

  private void pressed(KeyEvent event) {
    switch (event.getCode()) {
      case ESCAPE -> close();
      case ENTER -> {
        if (event.isShiftDown()) {
          find.previous();
        } else {
          find.next();
        }
      }
      default -> {
        return;
      }
    }
    event.consume();
  }
}
