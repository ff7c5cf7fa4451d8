package org.sessiondesk.ui.search;

import java.util.Locale;
import javafx.beans.InvalidationListener;
import javafx.geometry.Bounds;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.stage.Popup;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.service.QueryText;
import org.sessiondesk.ui.fx.DeskStyles;
import org.sessiondesk.ui.fx.Ui;

/** The list of what a word may become, beneath the search. The keyboard stays in the field. */
final class CompletionPopup {
  static final int MOST_SEEN = 8;
  private static final double ROW = 28;
  private static final double WIDTH = 380;

  private final SearchModel model;
  private final TextField field;
  private final Ui ui;
  private final Runnable take;
  private final ListView<String> list = new ListView<>();
  private final Popup popup = new Popup();

  /**
   * Makes it; it shows itself when there is something to offer.
   *
   * @param take takes the highlighted offer
   */
  CompletionPopup(SearchModel model, TextField field, Ui ui, Runnable take) {
    this.model = model;
    this.field = field;
    this.ui = ui;
    this.take = take;
    list.setId("search-offers");
    list.getStyleClass().add("search-offers");
    list.setItems(model.offers());
    list.setFixedCellSize(ROW);
    list.setFocusTraversable(false);
    list.setPrefWidth(WIDTH);
    list.setCellFactory(_ -> new Offer());
    list.accessibleTextProperty().bind(ui.messages().bind("search.offers.accessible"));
    popup.getContent().add(list);
    popup.setAutoHide(true);
    popup.setHideOnEscape(false);
    // A click beside the list hides it and does what it does.
    popup.setConsumeAutoHidingEvents(false);
    popup.setOnAutoHide(_ -> model.dismiss());
    model.offers().addListener((InvalidationListener) _ -> update());
    model.highlightedProperty().subscribe(place -> highlight(place.intValue()));
  }

  boolean isShowing() {
    return popup.isShowing();
  }

  private void update() {
    int size = model.offers().size();
    Bounds place = field.localToScreen(field.getBoundsInLocal());
    if (size == 0 || place == null) {
      popup.hide();
      return;
    }
    list.setPrefHeight(ROW * Math.min(size, MOST_SEEN) + 10);
    list.scrollTo(0);
    if (!popup.isShowing()) {
      popup.show(field, place.getMinX(), place.getMaxY() + 2);
    }
  }

  private void highlight(int place) {
    if (place < 0) {
      list.getSelectionModel().clearSelection();
    } else {
      list.getSelectionModel().select(place);
      list.scrollTo(Math.max(0, place - MOST_SEEN / 2));
    }
  }

  /** What may be written, and what it is about. */
  private final class Offer extends ListCell<String> {
    private final Label words = new Label();
    private final Label about = new Label();
    private final HBox line = new HBox(words, about);

    Offer() {
      line.getStyleClass().add("search-offer");
      words.setMinWidth(Region.USE_PREF_SIZE);
      about.getStyleClass().add(DeskStyles.MUTED);
      about.setMaxWidth(Double.MAX_VALUE);
      HBox.setHgrow(about, Priority.ALWAYS);
      setPrefWidth(0);
      setOnMouseClicked(
          event -> {
            if (event.getButton() == MouseButton.PRIMARY && !isEmpty()) {
              model.highlight(getIndex());
              take.run();
            }
          });
    }

    @Override
    protected void updateItem(@Nullable String offer, boolean empty) {
      super.updateItem(offer, empty);
      if (empty || offer == null) {
        setGraphic(null);
        return;
      }
      words.setText(offer);
      about.setText(about(offer));
      setGraphic(line);
    }
  }

  /** What a field is; of a value its first words tell. */
  private String about(String offer) {
    var name = offer.startsWith("-") ? offer.substring(1) : offer;
    if (!name.endsWith(":")) {
      return "";
    }
    name = name.substring(0, name.length() - 1);
    for (var known : QueryText.Field.values()) {
      if (known != QueryText.Field.META && known.name().equalsIgnoreCase(name)) {
        return ui.messages().get("search.offer." + name.toLowerCase(Locale.ROOT));
      }
    }
    return ui.messages().get("search.offer.meta");
  }
}
