package org.sessiondesk.ui.inspector;

import atlantafx.base.theme.Styles;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.IntConsumer;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanExpression;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ProgressBar;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.sessiondesk.session.Sentence;
import org.sessiondesk.session.Session;
import org.sessiondesk.ui.fx.DeskStyles;
import org.sessiondesk.ui.fx.Fields;
import org.sessiondesk.ui.fx.Icons;
import org.sessiondesk.ui.fx.Ui;

/** The sentences of a session, each with its words. */
final class SentencesTab {
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
    list.setCellFactory(_ -> new SentenceCell(list, model, ui));
    list.setContextMenu(menu());
    list.setOnKeyPressed(this::key);
    var selection = list.getSelectionModel();
    selection.selectedIndexProperty().subscribe((_, now) -> model.reading().rest(now.intValue()));
    model.listen().currentProperty().subscribe((_, now) -> follow(now.intValue()));
    ui.messages().localeProperty().subscribe((_, _) -> list.refresh());
    list.setPlaceholder(placeholder());
    VBox.setVgrow(list, Priority.ALWAYS);
    var reading = new MarkedText(model.reading(), ui).node();
    Fields.showWhile(reading, Bindings.isNotEmpty(list.getItems()));
    box = new VBox(bar(expired), new ListenBar(model.listen(), ui).node(), reading, list);
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

  /** Whether it is seen: only then is there anything to be listened to. */
  void setVisible(boolean visible) {
    model.listen().showingProperty().set(visible);
  }

  /** Enter listens to the sentence. */
  private void key(KeyEvent event) {
    if (event.getCode() == KeyCode.ENTER) {
      event.consume();
      model.listen().listenTo(selected());
    }
  }

  private int selected() {
    return list.getSelectionModel().getSelectedIndex();
  }

  /** The sentence that is spoken is seen, with the one before it. */
  private void follow(int spoken) {
    if (spoken >= 0) {
      list.scrollTo(Math.max(0, spoken - 1));
    }
  }

  private ContextMenu menu() {
    var listen = model.listen();
    return new ContextMenu(
        item("inspector-sentence-one", "inspector.listen.one", listen::listenTo),
        item("inspector-sentence-from", "inspector.listen.from", listen::listenFrom),
        item("inspector-sentence-save", "inspector.listen.save", listen::save));
  }

  private MenuItem item(String id, String key, IntConsumer action) {
    var item = new MenuItem();
    item.setId(id);
    item.textProperty().bind(ui.messages().bind(key));
    item.setOnAction(_ -> action.accept(selected()));
    item.disableProperty()
        .bind(
            Bindings.createBooleanBinding(
                () -> selected() < 0 || !model.listen().reasonProperty().getValue().isEmpty(),
                list.getSelectionModel().selectedIndexProperty(),
                model.listen().reasonProperty()));
    return item;
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
}
