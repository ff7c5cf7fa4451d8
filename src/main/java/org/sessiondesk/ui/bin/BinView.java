package org.sessiondesk.ui.bin;

import atlantafx.base.theme.Styles;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import javafx.beans.Observable;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TextField;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.sessiondesk.session.KeptBatch;
import org.sessiondesk.ui.fx.DeskStyles;
import org.sessiondesk.ui.fx.Fields;
import org.sessiondesk.ui.fx.Icons;
import org.sessiondesk.ui.fx.LongTextArea;
import org.sessiondesk.ui.fx.Messages;
import org.sessiondesk.ui.fx.Ui;

/**
 * The recycle bin page: batches at the left, the sessions of the chosen one, and a text in full.
 */
public final class BinView {
  private final BinModel model;
  private final Ui ui;
  private final Messages messages;
  private final ListView<KeptBatch> batches = new ListView<>();
  private final ListView<BinRow> rows = new ListView<>();
  private final LongTextArea text;
  private final BorderPane root = new BorderPane();

  /** Makes the view. */
  public BinView(BinModel model, Ui ui) {
    this.model = model;
    this.ui = ui;
    this.messages = ui.messages();
    text = new LongTextArea(ui, "bin-text");
    text.area().setEditable(false);
    text.area().setPrefRowCount(6);
    text.area().accessibleTextProperty().bind(messages.bind("bin.text.name"));
    makeBatches();
    makeRows();
    root.setId("bin");
    root.getStyleClass().addAll(DeskStyles.PANE, "bin-pane");
    root.setTop(toolbar());
    root.setCenter(content());
    root.setBottom(footer());
  }

  /** What is to be put into the window. */
  public Node node() {
    return root;
  }

  private void makeBatches() {
    batches.setId("bin-batches");
    batches.setItems(model.batches());
    batches.setCellFactory(_ -> new BatchCell(model, ui));
    batches.accessibleTextProperty().bind(messages.bind("bin.batches.name"));
    batches
        .getSelectionModel()
        .selectedItemProperty()
        .subscribe(
            (_, now) -> {
              if (now != null) {
                model.batchProperty().set(now);
              }
            });
    model
        .batchProperty()
        .subscribe(
            now -> {
              if (now == null) {
                batches.getSelectionModel().clearSelection();
              } else {
                batches.getSelectionModel().select(now);
              }
            });
    batches.setPlaceholder(placeholder());
  }

  private Node placeholder() {
    var icon = Icons.of(Feather.TRASH_2, "bin-empty-icon");
    var words = new Label();
    words.setId("bin-empty");
    words.setWrapText(true);
    words.getStyleClass().add(DeskStyles.MUTED);
    words
        .textProperty()
        .bind(
            Bindings.createStringBinding(
                () ->
                    messages.get(
                        model.readingProperty().get()
                            ? "bin.empty.reading"
                            : model.searchProperty().get().isBlank()
                                ? "bin.empty.none"
                                : "bin.empty.nomatch"),
                model.readingProperty(),
                model.searchProperty(),
                messages.localeProperty()));
    var box = new VBox(icon, words);
    box.getStyleClass().addAll(DeskStyles.EMPTY, "bin-empty");
    return box;
  }

  private void makeRows() {
    rows.setId("bin-rows");
    rows.setItems(model.rows());
    rows.setCellFactory(_ -> new BinRowCell(ui));
    rows.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
    rows.accessibleTextProperty().bind(messages.bind("bin.rows.name"));
    rows.getSelectionModel().selectedItemProperty().subscribe(this::showText);
  }

  private void showText(@Nullable BinRow row) {
    text.textProperty()
        .set(row == null ? "" : row.readable() ? row.text() : messages.get("bin.row.unreadable"));
  }

  private Node content() {
    var put =
        button(
            "bin-put-rows", "bin.put.rows", Feather.CORNER_UP_LEFT, () -> model.putBack(chosen()));
    put.disableProperty().bind(when(() -> chosen().isEmpty(), chosenRows()));
    var asNew =
        button(
            "bin-as-new", "bin.asnew", Feather.COPY, () -> model.putBackAsNew(chosen().getFirst()));
    asNew
        .disableProperty()
        .bind(when(() -> chosen().size() != 1 || !chosen().getFirst().readable(), chosenRows()));
    var actions = new HBox(8, put, asNew);
    actions.getStyleClass().add("bin-actions");
    VBox.setVgrow(text.node(), Priority.ALWAYS);
    var below = new VBox(newer(), actions, text.node());
    below.getStyleClass().add("bin-below");
    var right = new SplitPane(rows, below);
    right.setOrientation(Orientation.VERTICAL);
    right.setDividerPositions(0.55);
    var split = new SplitPane(batches, right);
    split.setId("bin-split");
    split.setDividerPositions(0.38);
    return split;
  }

  private Observable chosenRows() {
    return rows.getSelectionModel().getSelectedItems();
  }

  private List<BinRow> chosen() {
    return rows.getSelectionModel().getSelectedItems().stream().filter(Objects::nonNull).toList();
  }

  /** What is there instead of a value, where something newer is. */
  private Node newer() {
    var words = new Label();
    words.setId("bin-newer-text");
    words.setWrapText(true);
    words.setMinHeight(Region.USE_PREF_SIZE);
    var theirs = new Label();
    theirs.setId("bin-newer-theirs");
    theirs.getStyleClass().add(DeskStyles.MUTED);
    theirs.setMinWidth(0);
    words.textProperty().bind(messages.bind("bin.newer.text"));
    model
        .newerProperty()
        .subscribe(
            now ->
                theirs.setText(
                    now == null
                        ? ""
                        : messages.get(
                            "bin.newer.theirs",
                            now.theirs().isEmpty()
                                ? messages.get("bin.row.unreadable")
                                : BinRowCell.oneLine(now.theirs()))));
    var asNew = new Button();
    asNew.setId("bin-newer-as-new");
    asNew.textProperty().bind(messages.bind("bin.asnew"));
    asNew.setOnAction(
        _ -> {
          var now = model.newerProperty().get();
          if (now != null) {
            model.putBackAsNew(now.row());
          }
        });
    var skip = new Button();
    skip.setId("bin-newer-skip");
    skip.textProperty().bind(messages.bind("bin.newer.skip"));
    skip.setOnAction(_ -> model.skip());
    var box = new VBox(4, words, theirs, new HBox(8, asNew, skip));
    box.setId("bin-newer");
    box.getStyleClass().add("bin-newer");
    Fields.showWhile(box, model.newerProperty().isNotNull());
    return box;
  }

  private Node toolbar() {
    var search = new TextField();
    search.setId("bin-search");
    search.promptTextProperty().bind(messages.bind("bin.search.prompt"));
    search.accessibleTextProperty().bind(messages.bind("bin.search.prompt"));
    search.textProperty().bindBidirectional(model.searchProperty());
    HBox.setHgrow(search, Priority.ALWAYS);
    var none = model.batchProperty().isNull();
    var put = button("bin-put-batch", "bin.put.batch", Feather.ROTATE_CCW, model::putBackBatch);
    put.getStyleClass().add(Styles.ACCENT);
    put.disableProperty().bind(none);
    var delete = button("bin-delete", "bin.delete.command", Feather.TRASH_2, model::deleteBatch);
    delete.disableProperty().bind(none);
    var empty = button("bin-empty-all", "bin.empty.command", Feather.X_CIRCLE, model::empty);
    empty.disableProperty().bind(Bindings.isEmpty(model.batches()));
    var bar = new HBox(search, put, delete, empty);
    bar.getStyleClass().add("bin-toolbar");
    return bar;
  }

  private Button button(String id, String key, Feather icon, Runnable action) {
    var button = new Button(null, Icons.of(icon));
    button.setId(id);
    button.textProperty().bind(messages.bind(key));
    button.setMinWidth(Region.USE_PREF_SIZE);
    button.setOnAction(_ -> action.run());
    return button;
  }

  private static BooleanBinding when(BooleanSupplier condition, Observable... watched) {
    return Bindings.createBooleanBinding(condition::getAsBoolean, watched);
  }

  private Node footer() {
    var words = new Label();
    words.setId("bin-limits");
    words.getStyleClass().add(DeskStyles.MUTED);
    words
        .textProperty()
        .bind(
            Bindings.createStringBinding(
                this::limits, model.batches(), model.moreProperty(), messages.localeProperty()));
    var line = new HBox(words);
    line.getStyleClass().add("bin-footer");
    return line;
  }

  private String limits() {
    var limits = model.limits();
    long used = model.batches().stream().mapToLong(KeptBatch::bytes).sum();
    var words =
        messages.get(
            "bin.limits",
            limits.time().toDays(),
            ui.formats().number(limits.bytes() >> 20),
            ui.formats().number((used + (1 << 20) - 1) >> 20));
    return model.moreProperty().get()
        ? messages.get("bin.more", BinModel.MOST) + "  " + words
        : words;
  }
}
