package org.sessiondesk.ui.inspector;

import javafx.beans.value.ObservableBooleanValue;
import javafx.scene.Node;
import javafx.scene.layout.StackPane;
import org.sessiondesk.ui.fx.DeskStyles;
import org.sessiondesk.ui.fx.LongTextArea;
import org.sessiondesk.ui.fx.Ui;

/** JSON text to be edited: in colours, or page by page without them where it is long. */
final class JsonEditor {
  private final JsonDraft draft;
  private final JsonCode code;
  private final LongTextArea pages;
  private final StackPane box;

  /**
   * Makes one; {@code id} is the id of what is edited in colours and begins that of the pages.
   *
   * @param locked whether nothing may be edited just now
   */
  JsonEditor(JsonDraft draft, ObservableBooleanValue locked, Ui ui, String id) {
    this.draft = draft;
    code = new JsonCode(draft.textProperty(), ui, id);
    pages = new LongTextArea(ui, id + "-pages");
    pages.neverWrap();
    pages.area().getStyleClass().add(DeskStyles.MONO);
    pages.area().accessibleTextProperty().bind(ui.messages().bind("inspector.tab.json"));
    pages.textProperty().bindBidirectional(draft.textProperty());
    var mayType =
        InspectorBars.when(
            () -> draft.editableProperty().get() && !locked.get(),
            draft.editableProperty(),
            locked);
    code.area().editableProperty().bind(mayType);
    pages.area().editableProperty().bind(mayType);
    box = new StackPane(pages.node(), code.node());
    box.setMinHeight(0);
    draft.textProperty().subscribe(this::choose);
    draft.errorProperty().subscribe(_ -> mark());
    draft.textProperty().subscribe(_ -> mark());
  }

  /** The node. */
  Node node() {
    return box;
  }

  /** Selects a piece of the text and shows it. */
  void select(int from, int to) {
    if (code.node().isVisible()) {
      code.select(from, to);
    } else {
      pages.select(from, to);
    }
  }

  /** Puts the caret where the text is wrong. */
  void goToError() {
    draft
        .errorOffset()
        .ifPresent(
            place -> {
              select(place, place);
              focus();
            });
  }

  /** Has the keyboard type into it. */
  void focus() {
    (code.node().isVisible() ? code.area() : pages.area()).requestFocus();
  }

  private void choose(String text) {
    boolean coloured = JsonCode.suits(text);
    if (coloured == code.node().isVisible() && coloured != pages.node().isVisible()) {
      return;
    }
    boolean typing = pages.area().isFocused() || code.area().isFocused();
    code.node().setVisible(coloured);
    pages.node().setVisible(!coloured);
    if (typing) {
      focus();
    }
  }

  private void mark() {
    if (code.node().isVisible()) {
      code.mark(draft.errorOffset());
    }
  }
}
