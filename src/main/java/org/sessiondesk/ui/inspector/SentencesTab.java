package org.sessiondesk.ui.inspector;

import atlantafx.base.theme.Styles;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanExpression;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.sessiondesk.session.Sentence;
import org.sessiondesk.session.Session;
import org.sessiondesk.ui.fx.DeskStyles;
import org.sessiondesk.ui.fx.FaithfulText;
import org.sessiondesk.ui.fx.Fields;
import org.sessiondesk.ui.fx.Icons;
import org.sessiondesk.ui.fx.Ui;

/** The sentences of a session, each with its words. */
final class SentencesTab {
  private static final int MOST_WORDS = 60;
  private static final int LONGEST = 1_000;

  /** What a cell has beside its words: the number, the gap behind it and the padding. */
  private static final double BESIDE = 42;

  private final InspectorModel model;
  private final Ui ui;
  private final SimpleObjectProperty<@Nullable List<Sentence>> sentences =
      new SimpleObjectProperty<>();
  private final ListView<Sentence> list = new ListView<>();
  private final VBox box;
  private final SimpleObjectProperty<@Nullable Totals> totals = new SimpleObjectProperty<>();

  /** How many words there are in all sentences, and about how long they take to be spoken. */
  private record Totals(int words, Duration spoken) {
    static Totals of(List<Sentence> all) {
      return new Totals(
          all.stream().mapToInt(sentence -> sentence.words().size()).sum(),
          all.stream()
              .map(sentence -> SpeakingTime.of(sentence.sentence()))
              .reduce(Duration.ZERO, Duration::plus));
    }
  }

  SentencesTab(InspectorModel model, Ui ui, BooleanExpression expired) {
    this.model = model;
    this.ui = ui;
    list.setId("inspector-sentences");
    list.getStyleClass().add("inspector-sentences");
    list.accessibleTextProperty().bind(ui.messages().bind("inspector.tab.sentences"));
    list.setCellFactory(_ -> new SentenceCell());
    ui.messages().localeProperty().subscribe((_, _) -> list.refresh());
    list.setPlaceholder(placeholder());
    VBox.setVgrow(list, Priority.ALWAYS);
    box = new VBox(bar(expired), list);
    box.getStyleClass().add("inspector-tab");
  }

  /** The node. */
  Node node() {
    return box;
  }

  /** Shows the sentences of {@code session}. */
  void show(Session session) {
    var now = session.sentences();
    if (Objects.equals(now, sentences.get())) {
      return;
    }
    sentences.set(now);
    totals.set(null);
    list.getItems().setAll(now == null ? List.of() : now);
    if (now != null) {
      // A long text has a hundred thousand of them.
      ui.background().task(() -> Totals.of(now)).onSuccess(sum -> showTotals(now, sum)).start();
    }
  }

  private void showTotals(List<Sentence> of, Totals sum) {
    if (Objects.equals(of, sentences.get())) {
      totals.set(sum);
    }
  }

  private Node bar(BooleanExpression expired) {
    var count = new Label();
    count.setWrapText(true);
    count.setMinHeight(Region.USE_PREF_SIZE);
    count.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(count, Priority.ALWAYS);
    count.setId("inspector-sentence-count");
    count
        .textProperty()
        .bind(
            Bindings.createStringBinding(
                this::describeCount, sentences, totals, ui.messages().localeProperty()));
    count.getStyleClass().add(DeskStyles.MUTED);
    var progress = new ProgressBar();
    progress.setId("inspector-segmenting");
    progress.progressProperty().bind(model.commands().segmentedProperty());
    progress.setPrefWidth(80);
    Fields.showWhile(progress, model.commands().segmentingProperty());
    var segment = new Button(null, Icons.of(Feather.SCISSORS));
    segment.setId("inspector-segment");
    segment
        .textProperty()
        .bind(
            Bindings.createStringBinding(
                () ->
                    ui.messages()
                        .get(
                            sentences.get() == null
                                ? "inspector.segment"
                                : "inspector.segment.again"),
                sentences,
                ui.messages().localeProperty()));
    segment.setOnAction(_ -> model.commands().segment());
    segment.setMinWidth(Region.USE_PREF_SIZE);
    // What is segmented is the stored text: an edited one is saved first.
    segment
        .disableProperty()
        .bind(
            model
                .commands()
                .segmentingProperty()
                .or(model.dirtyProperty())
                .or(model.savingProperty())
                .or(expired));
    segment.getStyleClass().add(Styles.SMALL);
    var line = new HBox(count, progress, segment);
    line.getStyleClass().add("inspector-tab-bar");
    var saveFirst =
        Fields.hint(ui.messages().bind("inspector.segment.savefirst"), "inspector-save-first");
    saveFirst.visibleProperty().unbind();
    saveFirst.visibleProperty().bind(model.dirtyProperty());
    return new VBox(line, saveFirst);
  }

  private String describeCount() {
    var shown = sentences.get();
    if (shown == null) {
      return ui.messages().get("inspector.sentences.none");
    }
    var sum = totals.get();
    return sum == null
        ? ""
        : ui.messages()
            .get(
                "inspector.sentences.count",
                shown.size(),
                sum.words(),
                ui.formats().countdown(sum.spoken()));
  }

  private Node placeholder() {
    var words = new Label();
    words.textProperty().bind(ui.messages().bind("inspector.sentences.empty"));
    words.setWrapText(true);
    words.getStyleClass().add(DeskStyles.MUTED);
    var empty = new VBox(Icons.of(Feather.ALIGN_LEFT), words);
    empty.getStyleClass().add(DeskStyles.EMPTY);
    return empty;
  }

  /** A sentence, numbered, with its words beneath. */
  private final class SentenceCell extends ListCell<Sentence> {
    private final Label number = new Label();
    private final Label sentence = new Label();
    private final FlowPane words = new FlowPane(4, 4);
    private final Label figures = new Label();
    private final HBox line;

    SentenceCell() {
      number.getStyleClass().addAll(DeskStyles.MUTED, "inspector-sentence-number");
      sentence.setWrapText(true);
      sentence.setMinHeight(USE_PREF_SIZE);
      figures.getStyleClass().addAll(DeskStyles.FIELD_HINT, "inspector-sentence-figures");
      var content = new VBox(sentence, words, figures);
      content.getStyleClass().add("inspector-sentence");
      HBox.setHgrow(content, Priority.ALWAYS);
      content.setMinWidth(0);
      line = new HBox(number, content);
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
    }

    @Override
    protected void updateItem(@Nullable Sentence item, boolean empty) {
      super.updateItem(item, empty);
      if (empty || item == null) {
        setGraphic(null);
        return;
      }
      number.setText(ui.formats().number(getIndex() + 1L));
      sentence.setText(cut(item.sentence()));
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

    private String cut(String text) {
      return FaithfulText.displayed(
          text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…", true);
    }
  }
}
