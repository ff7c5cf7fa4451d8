package org.sessiondesk.ui.inspector;

import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.scene.text.TextFlow;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.sessiondesk.session.Sentence;
import org.sessiondesk.ui.fx.DeskStyles;
import org.sessiondesk.ui.fx.FaithfulText;
import org.sessiondesk.ui.fx.Fields;
import org.sessiondesk.ui.fx.Ui;
import org.sessiondesk.ui.fx.WrappedText;

/** A sentence, numbered, with its words beneath; can be listened to and is marked while it is. */
final class SentenceCell extends ListCell<Sentence> {
  private static final PseudoClass SPOKEN = PseudoClass.getPseudoClass("spoken");
  private static final int MOST_WORDS = 60;
  private static final int LONGEST = 1_000;

  /** What a cell has beside its words: the number, the button, the gaps and the padding. */
  private static final double BESIDE = 82;

  private final InspectorModel model;
  private final Ui ui;
  private final Label number = new Label();
  private final TextFlow sentence = new TextFlow();
  private final FlowPane words = new FlowPane(4, 4);
  private final Label figures = new Label();
  private final HBox line;
  private final BooleanBinding spoken;
  private int hovered = -1;

  SentenceCell(ListView<Sentence> list, InspectorModel model, Ui ui) {
    this.model = model;
    this.ui = ui;
    number.getStyleClass().addAll(DeskStyles.MUTED, "inspector-sentence-number");
    sentence.setMinWidth(WrappedText.LEAST_WIDTH);
    figures.getStyleClass().addAll(DeskStyles.FIELD_HINT, "inspector-sentence-figures");
    var content = new VBox(sentence, words, figures);
    content.getStyleClass().add("inspector-sentence");
    HBox.setHgrow(content, Priority.ALWAYS);
    content.setMinWidth(0);
    line = new HBox(number, content, listen());
    line.getStyleClass().add("inspector-sentence-line");
    // The list gives the width, so that sentences and chips wrap instead of being cut off.
    setPrefWidth(0);
    words
        .prefWrapLengthProperty()
        .bind(
            Bindings.createDoubleBinding(
                () -> (getWidth() > 0 ? getWidth() : list.getWidth()) - BESIDE,
                widthProperty(),
                list.widthProperty()));
    spoken =
        Bindings.createBooleanBinding(
            () -> !isEmpty() && getIndex() == model.listen().currentProperty().get(),
            model.listen().currentProperty(),
            indexProperty(),
            emptyProperty());
    spoken.subscribe(now -> pseudoClassStateChanged(SPOKEN, now));
    // A menu is for the sentence that it is opened on.
    setOnContextMenuRequested(
        _ -> {
          if (!isEmpty()) {
            list.getSelectionModel().clearAndSelect(getIndex());
          }
        });
    hoverProperty().subscribe((_, _) -> tellHover());
    indexProperty().subscribe((_, _) -> tellHover());
  }

  /** A cell under a mouse that stands still shows another sentence when the list scrolls. */
  private void tellHover() {
    int now = isHover() && !isEmpty() ? getIndex() : -1;
    if (now == hovered) {
      return;
    }
    int before = hovered;
    hovered = now;
    if (now >= 0) {
      model.reading().hover(now);
    } else {
      model.reading().leave(before);
    }
  }

  private Button listen() {
    var button =
        Fields.iconButton(
            Feather.PLAY, "inspector-sentence-listen", ui.messages().bind("inspector.listen.one"));
    button.getStyleClass().add("inspector-sentence-listen");
    // By keyboard it is Enter on the sentence: a list's cells come and go.
    button.setFocusTraversable(false);
    button.setOnAction(_ -> model.listen().listenTo(getIndex()));
    Fields.showWhile(button, model.listen().reasonProperty().map(String::isEmpty));
    return button;
  }

  @Override
  protected void updateItem(@Nullable Sentence item, boolean empty) {
    super.updateItem(item, empty);
    tellHover();
    if (empty || item == null) {
      setGraphic(null);
      return;
    }
    number.setText(ui.formats().number(getIndex() + 1L));
    sentence
        .getChildren()
        .setAll(WrappedText.nodes(cut(item.sentence()), "inspector-reading-text"));
    words.getChildren().setAll(item.words().stream().limit(MOST_WORDS).map(this::chip).toList());
    int more = item.words().size() - MOST_WORDS;
    if (more > 0) {
      var rest = new Label(ui.messages().get("inspector.words.more", more));
      rest.getStyleClass().add(DeskStyles.MUTED);
      words.getChildren().add(rest);
    }
    figures.setText(
        ui.messages()
            .get(
                "inspector.sentence.figures",
                item.words().size(),
                SpeakingTime.of(item.sentence()).toMillis() / 1000.0));
    setGraphic(line);
  }

  private Node chip(String word) {
    var chip = new Label(cut(word));
    chip.getStyleClass().add("inspector-word");
    return chip;
  }

  private static String cut(String text) {
    return FaithfulText.displayed(
        text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…", true);
  }
}
