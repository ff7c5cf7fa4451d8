package org.sessiondesk.ui.table;

import java.util.Locale;
import javafx.beans.binding.Bindings;
import javafx.scene.Node;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TableColumn;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.feather.Feather;
import org.sessiondesk.service.PictureState;
import org.sessiondesk.service.QueryText;
import org.sessiondesk.service.SessionQuery.Column;
import org.sessiondesk.ui.fx.DeskStyles;
import org.sessiondesk.ui.fx.Fields;
import org.sessiondesk.ui.fx.Icons;
import org.sessiondesk.ui.fx.Ui;
import org.sessiondesk.ui.table.SessionTableModel.Emptiness;

/** The line under the table: how many rows there are, how far loading is, which columns show. */
final class TableFooter {
  private final SessionTableModel model;
  private final Ui ui;
  private final HBox line = new HBox();

  TableFooter(SessionTableModel model, ColumnArrangement columns, Ui ui) {
    this.model = model;
    this.ui = ui;
    var counts = new Label();
    counts.setId("table-counts");
    counts.getStyleClass().addAll(DeskStyles.MUTED, DeskStyles.NUMBERS);
    counts
        .textProperty()
        .bind(
            Bindings.createStringBinding(
                this::counts,
                model.foundProperty(),
                model.totalProperty(),
                model.selectionProperty(),
                model.emptinessProperty(),
                model.pictureProperty(),
                ui.messages().localeProperty()));
    var loading = new Label();
    loading.setId("table-loading");
    loading.getStyleClass().addAll(DeskStyles.MUTED, DeskStyles.NUMBERS);
    var bar = new ProgressBar();
    bar.getStyleClass().add("table-progress");
    loading.setGraphic(bar);
    loading
        .textProperty()
        .bind(
            Bindings.createStringBinding(
                () -> loading(model, ui),
                model.pictureProperty(),
                model.stoppedProperty(),
                ui.messages().localeProperty()));
    model.pictureProperty().subscribe(picture -> show(picture, loading, bar));
    bar.disableProperty().bind(model.stoppedProperty());
    var space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    line.getStyleClass().add("table-footer");
    line.getChildren()
        .addAll(counts, fault(), space, loading, waiting(), pause(), chooser(columns));
  }

  Node node() {
    return line;
  }

  /** How many changes are not shown yet. */
  private Node waiting() {
    var live = model.live();
    var label = new Label();
    label.setId("table-waiting");
    label.getStyleClass().add(DeskStyles.MUTED);
    label.setMinWidth(Region.USE_PREF_SIZE);
    label.textProperty().bind(ui.messages().bind("table.waiting", live.waitingProperty()));
    Fields.showWhile(label, live.waitingProperty().greaterThan(0));
    return label;
  }

  private Node pause() {
    var button = new ToggleButton();
    button.setId("table-pause");
    button.getStyleClass().addAll("button-icon", "flat");
    button.selectedProperty().bindBidirectional(model.live().pausedProperty());
    button
        .selectedProperty()
        .subscribe(paused -> button.setGraphic(Icons.of(paused ? Feather.PLAY : Feather.PAUSE)));
    var words =
        Bindings.createStringBinding(
            () -> ui.messages().get(button.isSelected() ? "table.pause.go" : "table.pause.stop"),
            button.selectedProperty(),
            ui.messages().localeProperty());
    button.accessibleTextProperty().bind(words);
    var tooltip = new Tooltip();
    tooltip.textProperty().bind(words);
    button.setTooltip(tooltip);
    return button;
  }

  /** What of the search is not understood, and so does not count. */
  private Label fault() {
    var fault = new Label();
    fault.setId("table-search-fault");
    fault.setGraphic(Icons.of(Feather.ALERT_TRIANGLE, DeskStyles.STATE_WARNING));
    fault.getStyleClass().add(DeskStyles.STATE_WARNING);
    fault.setMinWidth(0);
    fault
        .textProperty()
        .bind(
            Bindings.createStringBinding(
                () -> fault(QueryText.parse(model.searchProperty().get())),
                model.searchProperty(),
                ui.messages().localeProperty()));
    Fields.showWhile(fault, fault.textProperty().isNotEmpty());
    return fault;
  }

  private String fault(QueryText search) {
    return search.faults().stream()
        .findFirst()
        .map(
            fault -> {
              var field = fault.field().name().toLowerCase(Locale.ROOT);
              return switch (fault.kind()) {
                case NO_VALUE -> ui.messages().get("table.fault.novalue", field);
                case NOT_AN_AGE -> ui.messages().get("table.fault.notanage");
                case UNKNOWN_VALUE ->
                    ui.messages()
                        .get(
                            "table.fault.unknown",
                            field,
                            String.join(", ", QueryText.values(fault.field())));
              };
            })
        .orElse("");
  }

  private void show(PictureState picture, Label loading, ProgressBar bar) {
    boolean visible = picture.filling();
    loading.setVisible(visible);
    loading.setManaged(visible);
    bar.setProgress(
        picture.expected() > 0
            ? Math.min(1, (double) picture.loaded() / picture.expected())
            : ProgressBar.INDETERMINATE_PROGRESS);
  }

  private String counts() {
    long found = model.foundProperty().get();
    long total = model.totalProperty().get();
    if (total == 0 && model.emptinessProperty().get() == Emptiness.LOADING) {
      return "";
    }
    int selected = model.selectionProperty().get().size();
    var messages = ui.messages();
    var text =
        found == total
            ? messages.get("table.footer.all", total)
            : messages.get("table.footer.some", found, total);
    long leftOut = model.pictureProperty().get().leftOut();
    if (leftOut > 0) {
      text += "  ·  " + messages.get("table.footer.leftout", leftOut);
    }
    return selected == 0 ? text : text + "  ·  " + messages.get("table.footer.selected", selected);
  }

  /** How far loading is, in words, or where it was stopped. */
  static String loading(SessionTableModel model, Ui ui) {
    var picture = model.pictureProperty().get();
    if (model.stoppedProperty().get()) {
      return ui.messages().get("table.footer.stopped", picture.loaded());
    }
    return picture.expected() > 0
        ? ui.messages().get("table.footer.loadingof", picture.loaded(), picture.expected())
        : ui.messages().get("table.footer.loading", picture.loaded());
  }

  private MenuButton chooser(ColumnArrangement columns) {
    var button = new MenuButton();
    button.setId("table-columns");
    button.setGraphic(Icons.of(Feather.COLUMNS));
    button.getStyleClass().addAll("flat", "table-chooser");
    button.accessibleTextProperty().bind(ui.messages().bind("table.columns.tooltip"));
    var tooltip = new Tooltip();
    tooltip.textProperty().bind(ui.messages().bind("table.columns.tooltip"));
    button.setTooltip(tooltip);
    for (TableColumn<?, ?> column : columns.all()) {
      var item = new CheckMenuItem();
      item.setId(column.getId() + "-shown");
      item.textProperty().bind(column.textProperty());
      item.selectedProperty().bindBidirectional(column.visibleProperty());
      item.setDisable(column.getUserData() == Column.TITLE);
      button.getItems().add(item);
    }
    return button;
  }
}
