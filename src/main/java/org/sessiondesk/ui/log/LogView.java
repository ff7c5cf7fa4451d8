package org.sessiondesk.ui.log;

import java.util.List;
import java.util.Locale;
import javafx.beans.binding.Bindings;
import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.sessiondesk.ui.fx.DeskStyles;
import org.sessiondesk.ui.fx.FrameBatcher;
import org.sessiondesk.ui.fx.Icons;
import org.sessiondesk.ui.fx.Ui;
import org.sessiondesk.ui.log.LogLine.Level;

/** The log page: filters and commands above, the lines, and the chosen one in full below. */
public final class LogView {
  private static final double LINE_HEIGHT = 26;
  private static final KeyCombination COPY =
      new KeyCodeCombination(KeyCode.C, KeyCombination.SHORTCUT_DOWN);

  private final LogModel model;
  private final Ui ui;
  private final ListView<LogLine> list = new ListView<>();
  private final TextArea details = new TextArea();
  private final BorderPane root = new BorderPane();

  /**
   * Makes the view.
   *
   * @param openFolder opens the folder of the log files
   */
  public LogView(LogModel model, Ui ui, Runnable openFolder) {
    this.model = model;
    this.ui = ui;
    makeList();
    details.setId("log-details");
    details.setEditable(false);
    details.getStyleClass().addAll(DeskStyles.MONO, "log-details");
    details.setPrefRowCount(8);
    details.accessibleTextProperty().bind(ui.messages().bind("log.details.name"));
    hideOrShow(null);
    root.getStyleClass().addAll(DeskStyles.PANE, "log-pane");
    root.setTop(toolbar(openFolder));
    root.setCenter(list);
    root.setBottom(new VBox(details, footer()));
  }

  /** What is to be put into the window. */
  public Node node() {
    return root;
  }

  private void makeList() {
    list.setId("log-lines");
    list.getStyleClass().add("log-lines");
    list.accessibleTextProperty().bind(ui.messages().bind("log.lines.name"));
    list.setItems(model.shown());
    list.setFixedCellSize(LINE_HEIGHT);
    list.setCellFactory(_ -> new LogCell(ui));
    list.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
    list.getSelectionModel().selectedItemProperty().subscribe(this::hideOrShow);
    list.setOnKeyPressed(
        event -> {
          if (COPY.match(event)) {
            copy();
            event.consume();
          }
        });
    var empty = new Label();
    empty
        .textProperty()
        .bind(
            Bindings.when(model.heldProperty().isEqualTo(0))
                .then(ui.messages().bind("log.empty.none"))
                .otherwise(ui.messages().bind("log.empty.nomatch")));
    empty.getStyleClass().add(DeskStyles.MUTED);
    list.setPlaceholder(empty);
    // Whoever scrolls up wants to read: the end is not followed until asked for again.
    list.addEventFilter(
        ScrollEvent.SCROLL,
        event -> {
          if (event.getDeltaY() > 0) {
            model.followEndProperty().set(false);
          }
        });
    // Later, because the list itself may not have heard of the new lines yet.
    var later = new FrameBatcher(this::followEnd);
    model.shown().addListener((ListChangeListener<LogLine>) _ -> later.request());
    model.followEndProperty().subscribe(_ -> later.request());
  }

  private void followEnd() {
    if (model.followEndProperty().get() && !model.shown().isEmpty()) {
      list.layout();
      list.scrollTo(model.shown().size() - 1);
    }
  }

  private void hideOrShow(@Nullable LogLine line) {
    boolean visible = line != null;
    details.setVisible(visible);
    details.setManaged(visible);
    details.setText(line == null ? "" : model.text(List.of(line)));
  }

  private Node toolbar(Runnable openFolder) {
    var level = new ComboBox<Level>();
    level.setId("log-level");
    level.getItems().setAll(Level.values());
    level.setCellFactory(_ -> new LevelCell());
    level.setButtonCell(new LevelCell());
    level.valueProperty().bindBidirectional(model.levelProperty());
    level.accessibleTextProperty().bind(ui.messages().bind("log.level.name"));
    ui.messages().localeProperty().subscribe((before, now) -> level.setButtonCell(new LevelCell()));
    var filter = new TextField();
    filter.setId("log-filter");
    filter.promptTextProperty().bind(ui.messages().bind("log.filter.prompt"));
    filter.accessibleTextProperty().bind(ui.messages().bind("log.filter.prompt"));
    filter.textProperty().bindBidirectional(model.filterProperty());
    var space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    var follow = new ToggleButton();
    labelled(follow, "log-follow", "log.follow", Feather.CHEVRONS_DOWN);
    follow.selectedProperty().bindBidirectional(model.followEndProperty());
    var bar =
        new HBox(
            level,
            filter,
            space,
            follow,
            button("log-copy", "log.copy", Feather.COPY, this::copy),
            button("log-folder", "log.folder", Feather.FOLDER, openFolder),
            button("log-clear", "log.clear", Feather.TRASH_2, model::clear));
    bar.getStyleClass().add("log-toolbar");
    return bar;
  }

  private Button button(String id, String key, Feather icon, Runnable action) {
    var button = new Button();
    labelled(button, id, key, icon);
    button.setOnAction(_ -> action.run());
    return button;
  }

  /** A button that is an icon alone: its name is a tooltip, and told to screen readers. */
  private void labelled(ButtonBase button, String id, String key, Feather icon) {
    button.setId(id);
    button.setGraphic(Icons.of(icon));
    button.getStyleClass().addAll("button-icon", "flat");
    button.accessibleTextProperty().bind(ui.messages().bind(key + ".tooltip"));
    var tooltip = new Tooltip();
    tooltip.textProperty().bind(ui.messages().bind(key + ".tooltip"));
    button.setTooltip(tooltip);
  }

  private Node footer() {
    var counts = new Label();
    counts.setId("log-counts");
    counts.getStyleClass().addAll(DeskStyles.MUTED);
    var size = Bindings.size(model.shown());
    counts.textProperty().bind(ui.messages().bind("log.counts", size, model.heldProperty()));
    var line = new HBox(counts);
    line.getStyleClass().add("log-footer");
    return line;
  }

  /** Copies the chosen lines, or all that are shown where none is chosen. */
  private void copy() {
    var chosen = List.copyOf(list.getSelectionModel().getSelectedItems());
    var content = new ClipboardContent();
    content.putString(model.text(chosen.isEmpty() ? List.copyOf(model.shown()) : chosen));
    Clipboard.getSystemClipboard().setContent(content);
  }

  private final class LevelCell extends ListCell<Level> {
    @Override
    protected void updateItem(@Nullable Level level, boolean empty) {
      super.updateItem(level, empty);
      setText(
          empty || level == null
              ? null
              : ui.messages().get("log.filter." + level.name().toLowerCase(Locale.ROOT)));
    }
  }
}
