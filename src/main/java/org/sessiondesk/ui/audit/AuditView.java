package org.sessiondesk.ui.audit;

import java.time.LocalDate;
import java.util.function.BiFunction;
import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.DatePicker;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.sessiondesk.session.AuditEntry;
import org.sessiondesk.session.Change;
import org.sessiondesk.ui.action.JournalWords;
import org.sessiondesk.ui.fx.DeskStyles;
import org.sessiondesk.ui.fx.FaithfulText;
import org.sessiondesk.ui.fx.Icons;
import org.sessiondesk.ui.fx.Messages;
import org.sessiondesk.ui.fx.Ui;

/** The audit page: filters and commands above, the entries, and the chosen one in full below. */
public final class AuditView {
  private static final double LINE_HEIGHT = 28;

  private final AuditModel model;
  private final Ui ui;
  private final Messages messages;
  private final JournalWords journal;
  private final TableView<AuditEntry> table = new TableView<>();
  private final TextArea details = new TextArea();
  private final BorderPane root = new BorderPane();

  /**
   * Makes the view.
   *
   * @param openFolder opens the folder of the files
   */
  public AuditView(AuditModel model, Ui ui, Runnable openFolder) {
    this.model = model;
    this.ui = ui;
    this.messages = ui.messages();
    this.journal = new JournalWords(messages);
    makeTable();
    details.setId("audit-details");
    details.setEditable(false);
    details.setPrefRowCount(8);
    details.getStyleClass().addAll(DeskStyles.MONO, "audit-details");
    details.accessibleTextProperty().bind(messages.bind("audit.details.name"));
    table.getSelectionModel().selectedItemProperty().subscribe(this::showDetails);
    root.setId("audit");
    root.getStyleClass().addAll(DeskStyles.PANE, "audit-pane");
    root.setTop(toolbar(openFolder));
    root.setCenter(table);
    root.setBottom(new VBox(details, footer()));
  }

  /** What is to be put into the window. */
  public Node node() {
    return root;
  }

  private void makeTable() {
    table.setId("audit-entries");
    table.getStyleClass().add("audit-entries");
    table.accessibleTextProperty().bind(messages.bind("audit.entries.name"));
    table.setItems(model.shown());
    table.setFixedCellSize(LINE_HEIGHT);
    table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
    table.getColumns().add(column("time", 150, this::time, entry -> ui.formats().utc(entry.at())));
    table.getColumns().add(column("change", 110, this::change, null));
    table.getColumns().add(column("who", 130, this::who, null));
    table.getColumns().add(column("profile", 150, this::profile, e -> e.store().place()));
    table.getColumns().add(column("id", 290, AuditView::id, AuditView::id));
    var empty = new Label();
    empty.setId("audit-empty");
    empty.setWrapText(true);
    empty.getStyleClass().add(DeskStyles.MUTED);
    empty
        .textProperty()
        .bind(
            Bindings.createStringBinding(
                () ->
                    messages.get(
                        model.readingProperty().get()
                            ? "audit.empty.reading"
                            : model.isFiltered() ? "audit.empty.nomatch" : "audit.empty.none"),
                model.readingProperty(),
                messages.localeProperty(),
                model.shown()));
    table.setPlaceholder(empty);
  }

  private TableColumn<AuditEntry, AuditEntry> column(
      String key,
      double width,
      Function<AuditEntry, String> words,
      @Nullable Function<AuditEntry, String> tip) {
    var column = new TableColumn<AuditEntry, AuditEntry>();
    column.setId("audit-" + key);
    column.textProperty().bind(messages.bind("audit.column." + key));
    column.setPrefWidth(width);
    column.setSortable(false);
    column.setReorderable(false);
    column.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(row.getValue()));
    column.setCellFactory(_ -> new Cell(words, tip));
    return column;
  }

  /** A cell that follows the language. */
  private final class Cell extends TableCell<AuditEntry, AuditEntry> {
    private final Function<AuditEntry, String> words;
    private final @Nullable Function<AuditEntry, String> tip;

    Cell(Function<AuditEntry, String> words, @Nullable Function<AuditEntry, String> tip) {
      this.words = words;
      this.tip = tip;
      messages.localeProperty().subscribe((_, _) -> updateItem(getItem(), isEmpty()));
    }

    @Override
    protected void updateItem(@Nullable AuditEntry entry, boolean empty) {
      super.updateItem(entry, empty);
      boolean nothing = empty || entry == null;
      setText(nothing || entry == null ? null : words.apply(entry));
      setTooltip(
          nothing || entry == null || tip == null || tip.apply(entry).isEmpty()
              ? null
              : new Tooltip(tip.apply(entry)));
    }
  }

  private String time(AuditEntry entry) {
    return ui.formats().moment(entry.at(), ui.clock().now());
  }

  private String change(AuditEntry entry) {
    var words = journal.change(entry.change());
    return entry.outcome() == AuditEntry.Outcome.DONE
        ? words
        : messages.get("audit.unknown", words);
  }

  private String who(AuditEntry entry) {
    return journal.who(entry.actor());
  }

  private String profile(AuditEntry entry) {
    return journal.store(entry.store());
  }

  private static String id(AuditEntry entry) {
    return FaithfulText.displayed(entry.id().value(), false);
  }

  private void showDetails(@Nullable AuditEntry entry) {
    details.setVisible(entry != null);
    details.setManaged(entry != null);
    if (entry != null) {
      BiFunction<String, @Nullable String, String> line =
          (key, value) ->
              messages.get("audit.detail." + key)
                  + "  "
                  + (value == null || value.isEmpty() ? "–" : value)
                  + "\n";
      details.setText(
          line.apply("time", ui.formats().utc(entry.at()))
              + line.apply("change", change(entry))
              + line.apply("id", id(entry))
              + line.apply("who", who(entry))
              + line.apply("profile", (profile(entry) + "  " + entry.store().place()).strip())
              + line.apply("before", entry.before())
              + line.apply("after", entry.after()).stripTrailing());
    }
  }

  private Node toolbar(Runnable openFolder) {
    var search = new TextField();
    search.setId("audit-search");
    search.promptTextProperty().bind(messages.bind("audit.search.prompt"));
    search.accessibleTextProperty().bind(messages.bind("audit.search.prompt"));
    search.textProperty().bindBidirectional(model.wordsProperty());
    HBox.setHgrow(search, Priority.ALWAYS);
    var bar =
        new HBox(
            search,
            changes(),
            date("from", model.fromProperty()),
            date("to", model.toProperty()),
            exports(),
            folder(openFolder));
    bar.getStyleClass().add("audit-toolbar");
    return bar;
  }

  private Node changes() {
    var box = new ComboBox<@Nullable Change>();
    box.setId("audit-change");
    box.getItems().add(null);
    box.getItems().addAll(Change.values());
    box.setCellFactory(_ -> new ChangeCell());
    box.valueProperty().bindBidirectional(model.changeProperty());
    box.accessibleTextProperty().bind(messages.bind("audit.column.change"));
    messages.localeProperty().subscribe(_ -> box.setButtonCell(new ChangeCell()));
    box.setMinWidth(Region.USE_PREF_SIZE);
    return box;
  }

  private final class ChangeCell extends ListCell<@Nullable Change> {
    @Override
    protected void updateItem(@Nullable Change change, boolean empty) {
      super.updateItem(change, empty);
      setText(
          empty && getIndex() >= 0 && getListView() != null
              ? null
              : change == null ? messages.get("audit.change.any") : journal.change(change));
    }
  }

  private Node date(String key, ObjectProperty<@Nullable LocalDate> property) {
    var picker = new DatePicker();
    picker.setId("audit-" + key);
    picker.setPrefWidth(128);
    picker.setMinWidth(108);
    picker.promptTextProperty().bind(messages.bind("audit.date." + key));
    picker.accessibleTextProperty().bind(messages.bind("audit.date." + key));
    picker.valueProperty().bindBidirectional(property);
    return picker;
  }

  private Node exports() {
    var menu = new MenuButton();
    menu.setId("audit-export");
    menu.setGraphic(Icons.of(Feather.DOWNLOAD));
    menu.textProperty().bind(messages.bind("audit.export.button"));
    menu.setMinWidth(Region.USE_PREF_SIZE);
    for (var kind : AuditExport.Kind.values()) {
      var item = new MenuItem();
      item.setId("audit-export" + kind.suffix().replace(".", "-"));
      item.textProperty().bind(messages.bind("audit.export." + kind.suffix().substring(1)));
      item.setOnAction(_ -> model.export(kind));
      menu.getItems().add(item);
    }
    return menu;
  }

  private Node folder(Runnable openFolder) {
    var button = new Button(null, Icons.of(Feather.FOLDER));
    button.setId("audit-folder");
    button.getStyleClass().addAll("button-icon", "flat");
    button.accessibleTextProperty().bind(messages.bind("audit.folder.tooltip"));
    var tooltip = new Tooltip();
    tooltip.textProperty().bind(messages.bind("audit.folder.tooltip"));
    button.setTooltip(tooltip);
    button.setOnAction(_ -> openFolder.run());
    return button;
  }

  private Node footer() {
    var counts = new Label();
    counts.setId("audit-counts");
    counts.getStyleClass().add(DeskStyles.MUTED);
    counts
        .textProperty()
        .bind(
            Bindings.createStringBinding(
                this::counts,
                model.shown(),
                model.moreProperty(),
                model.readingProperty(),
                model.unreadableProperty(),
                messages.localeProperty()));
    var line = new HBox(counts);
    line.getStyleClass().add("audit-footer");
    return line;
  }

  private String counts() {
    var words = messages.get("audit.counts", model.shown().size());
    if (model.moreProperty().get()) {
      words = messages.get("audit.counts.more", AuditModel.MOST);
    }
    long unreadable = model.unreadableProperty().get();
    return unreadable == 0
        ? words
        : words + "  " + messages.get("audit.counts.unreadable", unreadable);
  }
}
