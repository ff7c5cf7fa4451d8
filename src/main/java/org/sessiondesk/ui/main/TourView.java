package org.sessiondesk.ui.main;

import atlantafx.base.theme.Styles;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.sessiondesk.ui.fx.DeskStyles;
import org.sessiondesk.ui.fx.Fields;
import org.sessiondesk.ui.fx.Icons;
import org.sessiondesk.ui.fx.Ui;

/** The tour's card, over the table's lower edge: one can work on beside it. */
final class TourView {
  private static final List<Feather> ICONS =
      List.of(Feather.DATABASE, Feather.TERMINAL, Feather.SHIELD);

  private final TourModel model;
  private final Ui ui;
  private final VBox box = new VBox(10);
  private final Button next = new Button();

  TourView(TourModel model, Ui ui) {
    this.model = model;
    this.ui = ui;
    var title = new Label();
    title.setId("tour-title");
    title.getStyleClass().add(DeskStyles.TITLE);
    title.setWrapText(true);
    title.setMinHeight(Region.USE_PREF_SIZE);
    var text = new Label();
    text.setId("tour-text");
    text.setWrapText(true);
    text.setMinHeight(Region.USE_PREF_SIZE);
    title.textProperty().bind(words("title"));
    text.textProperty().bind(words("text"));
    model
        .cardProperty()
        .subscribe(
            card ->
                title.setGraphic(
                    Icons.of(ICONS.get(card.intValue()), DeskStyles.STATE_PERSISTENT)));
    title.setGraphicTextGap(10);
    box.setId("tour");
    box.getStyleClass().addAll("command-palette", "main-tour");
    box.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
    box.getChildren().setAll(title, text, buttons());
    // Notes appear at the left, with a button that undoes: they must not lie under it.
    StackPane.setAlignment(box, Pos.BOTTOM_RIGHT);
    Fields.showWhile(box, model.showingProperty());
    box.addEventHandler(
        KeyEvent.KEY_PRESSED,
        event -> {
          if (event.getCode() == KeyCode.ESCAPE) {
            event.consume();
            model.end();
          }
        });
  }

  Node node() {
    return box;
  }

  /** Begins and gives the tour the keyboard; the one that begins by itself takes nothing. */
  void begin() {
    model.begin();
    next.requestFocus();
  }

  private javafx.beans.binding.StringBinding words(String kind) {
    return Bindings.createStringBinding(
        () -> ui.messages().get("main.tour.%s%d".formatted(kind, model.cardProperty().get() + 1)),
        model.cardProperty(),
        ui.messages().localeProperty());
  }

  private Node buttons() {
    var place = new Label();
    place.getStyleClass().add(DeskStyles.MUTED);
    place
        .textProperty()
        .bind(
            Bindings.createStringBinding(
                () -> (model.cardProperty().get() + 1) + " / " + TourModel.CARDS,
                model.cardProperty()));
    var gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    var skip = new Button();
    skip.setId("tour-skip");
    skip.getStyleClass().add(Styles.FLAT);
    skip.textProperty().bind(ui.messages().bind("main.tour.skip"));
    skip.setOnAction(_ -> model.end());
    var back = new Button();
    back.setId("tour-back");
    back.textProperty().bind(ui.messages().bind("main.tour.back"));
    back.disableProperty().bind(model.cardProperty().isEqualTo(0));
    back.setOnAction(_ -> model.back());
    next.setId("tour-next");
    next.getStyleClass().add(Styles.ACCENT);
    next.textProperty()
        .bind(
            Bindings.when(model.cardProperty().isEqualTo(TourModel.CARDS - 1))
                .then(ui.messages().bind("main.tour.done"))
                .otherwise(ui.messages().bind("main.tour.next")));
    next.setOnAction(_ -> model.next());
    for (var button : List.of(skip, back, next)) {
      button.setMinWidth(Region.USE_PREF_SIZE);
    }
    var line = new HBox(8, place, gap, skip, back, next);
    line.setAlignment(Pos.CENTER_LEFT);
    return line;
  }
}
