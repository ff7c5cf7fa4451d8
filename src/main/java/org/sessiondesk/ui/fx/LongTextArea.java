package org.sessiondesk.ui.fx;

import javafx.application.Platform;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/**
 * A text area for any text: control characters survive, and a text too long to be laid out at once
 * is edited page by page, so that a megabyte does not stop the window.
 */
public final class LongTextArea {
  private final Ui ui;
  private final TextPages pages = new TextPages();
  private final StringProperty text = new SimpleStringProperty(this, "text", "");
  private final TextArea area = new TextArea();
  private final Label place = new Label();
  private final HBox pager;
  private final VBox box;
  private boolean wrapping = true;
  private boolean updating;

  /** Makes one; {@code id} is the id of its text area and begins those of its buttons. */
  public LongTextArea(Ui ui, String id) {
    this.ui = ui;
    area.setId(id);
    area.setWrapText(true);
    VBox.setVgrow(area, Priority.ALWAYS);
    place.getStyleClass().add(DeskStyles.FIELD_HINT);
    place.setId(id + "-place");
    pager =
        new HBox(
            button(Feather.CHEVRON_LEFT, id + "-previous", "field.pages.previous", this::previous),
            button(Feather.CHEVRON_RIGHT, id + "-next", "field.pages.next", this::next),
            place);
    pager.getStyleClass().add("field-pager");
    pager.setAlignment(Pos.CENTER_LEFT);
    pager.managedProperty().bind(pager.visibleProperty());
    box = new VBox(area, pager);
    box.getStyleClass().add("field-long-text");
    Fields.leaveByTab(area);
    text.subscribe(this::textChanged);
    area.textProperty().subscribe((_, shown) -> areaChanged(shown));
    ui.messages().localeProperty().subscribe(this::showPlace);
  }

  private Button button(Feather icon, String id, String key, Runnable action) {
    var button = Fields.iconButton(icon, id, ui.messages().bind(key));
    button.setOnAction(_ -> action.run());
    return button;
  }

  /** The whole text, as it truly is. */
  public StringProperty textProperty() {
    return text;
  }

  /** The control itself, for its prompt, its style and its size; its text is one page only. */
  public TextArea area() {
    return area;
  }

  /** The node. */
  public Node node() {
    return box;
  }

  /** Never wraps a line. */
  public void neverWrap() {
    wrapping = false;
    area.setWrapText(false);
  }

  /** Puts the caret at {@code offset} of the whole text and shows it. */
  public void goTo(int offset) {
    pages.goTo(offset);
    showPage();
    area.requestFocus();
    area.positionCaret(Math.clamp(offset - pages.from(), 0, area.getLength()));
  }

  /** Selects what stands between two offsets of the whole text, as far as one page shows it. */
  public void select(int from, int to) {
    goTo(from);
    int start = from - pages.from();
    area.selectRange(start, Math.min(start + to - from, area.getLength()));
  }

  private void textChanged(String now) {
    if (!updating) {
      pages.show(now);
      showPage();
    }
  }

  private void areaChanged(String shown) {
    if (updating) {
      return;
    }
    wrap(shown);
    boolean tooLong = pages.edit(shown);
    updating = true;
    text.set(pages.text());
    updating = false;
    showPlace();
    if (tooLong) {
      // The control is in the middle of its own change just now.
      Platform.runLater(this::showPage);
    }
  }

  private void previous() {
    pages.previous();
    showPage();
  }

  private void next() {
    pages.next();
    showPage();
  }

  private void wrap(String shown) {
    area.setWrapText(wrapping && WrappedText.canWrap(shown));
  }

  private void showPage() {
    updating = true;
    // What cannot be wrapped must not be for a moment, neither the text before nor this one.
    area.setWrapText(false);
    area.setText(FaithfulText.displayed(pages.page(), true));
    wrap(area.getText());
    area.positionCaret(0);
    updating = false;
    showPlace();
  }

  private void showPlace() {
    boolean paged = pages.isPaged();
    pager.setVisible(paged);
    if (paged) {
      var formats = ui.formats();
      place.setText(
          ui.messages()
              .get(
                  "field.pages.place",
                  formats.number(pages.from() + 1L),
                  formats.number(pages.to()),
                  formats.number(pages.text().length())));
    }
  }
}
