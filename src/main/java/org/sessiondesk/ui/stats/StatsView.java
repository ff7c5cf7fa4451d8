package org.sessiondesk.ui.stats;

import java.util.Locale;
import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.geometry.HPos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.sessiondesk.session.SessionStats;
import org.sessiondesk.ui.fx.DeskStyles;
import org.sessiondesk.ui.fx.Icons;
import org.sessiondesk.ui.fx.Ui;
import org.sessiondesk.ui.stats.StatsModel.Happened;
import org.sessiondesk.ui.stats.StatsModel.Horizon;

/** The dashboard: cards with the numbers, charts, and what Redis says of itself. */
public final class StatsView {
  private static final int COLUMNS = 4;

  private final StatsModel model;
  private final Ui ui;
  private final HistoryChart history;
  private final DeadlinesChart deadlines;
  private final ScrollPane root = new ScrollPane();

  /** Makes the view. */
  public StatsView(StatsModel model, FiguresModel figures, Ui ui) {
    this.model = model;
    this.ui = ui;
    history = new HistoryChart(model.history(), ui);
    deadlines = new DeadlinesChart(model, ui);
    var page =
        new VBox(numbers(), historyCard(), deadlinesCard(), new FiguresView(figures, ui).node());
    page.getStyleClass().addAll(DeskStyles.PANE, "stats-page");
    VBox.setVgrow(page.getChildren().get(1), Priority.ALWAYS);
    VBox.setVgrow(page.getChildren().get(2), Priority.ALWAYS);
    root.setId("stats-root");
    root.setFitToWidth(true);
    root.setFitToHeight(true);
    root.getStyleClass().add("stats-root");
    root.setContent(page);
    model.statsProperty().subscribe(_ -> drawWhereSeen());
    model.deadlinesProperty().subscribe(_ -> drawWhereSeen());
    model.showingProperty().subscribe(_ -> drawWhereSeen());
    ui.messages().localeProperty().subscribe((before, now) -> drawWhereSeen());
  }

  /** What is to be put into the window. */
  public Node node() {
    return root;
  }

  private void drawWhereSeen() {
    if (model.showingProperty().get()) {
      history.draw();
      deadlines.draw();
    }
  }

  // ---- cards

  private Node numbers() {
    var grid = new GridPane();
    grid.getStyleClass().add("stats-cards");
    for (int i = 0; i < COLUMNS; i++) {
      var column = new ColumnConstraints();
      column.setPercentWidth(100.0 / COLUMNS);
      column.setHalignment(HPos.LEFT);
      grid.getColumnConstraints().add(column);
    }
    grid.add(temporaryCard(), 0, 0, 2, 1);
    grid.add(
        card(
            "persistent",
            Feather.DATABASE,
            DeskStyles.STATE_PERSISTENT,
            number(SessionStats::persistent),
            storeWords()),
        2,
        0);
    grid.add(card("total", Feather.LAYERS, null, number(SessionStats::total), defaultTtl()), 3, 0);
    grid.add(happened("created", Feather.PLUS_CIRCLE, Happened::created), 0, 1);
    grid.add(happened("expired", Feather.CLOCK, Happened::expired), 1, 1);
    grid.add(happened("cleanedup", Feather.WIND, Happened::cleanedUp), 2, 1);
    grid.add(happened("deleted", Feather.TRASH_2, Happened::deleted), 3, 1);
    return grid;
  }

  private Node temporaryCard() {
    var active =
        state("active", Feather.CLOCK, DeskStyles.STATE_ACTIVE, SessionStats::temporaryActive);
    var expired =
        state("expired", Feather.SLASH, DeskStyles.STATE_EXPIRED, SessionStats::temporaryExpired);
    var states = new HBox(active, expired);
    states.getStyleClass().add("stats-states");
    var card =
        card(
            "temporary",
            Feather.CLOCK,
            DeskStyles.STATE_ACTIVE,
            number(SessionStats::temporaryTotal),
            null);
    card.getChildren().add(states);
    return card;
  }

  private Label state(String name, Feather icon, String style, Function<SessionStats, Long> value) {
    var label = new Label();
    label.setId("stats-temporary-" + name);
    label.setGraphic(Icons.of(icon, style));
    label
        .textProperty()
        .bind(
            Bindings.createStringBinding(
                () ->
                    ui.messages()
                        .get("stats.temporary." + name, value.apply(model.statsProperty().get())),
                model.statsProperty(),
                ui.messages().localeProperty()));
    return label;
  }

  private VBox card(
      String name,
      Feather icon,
      @Nullable String style,
      ObservableValue<String> value,
      @Nullable ObservableValue<String> below) {
    var title = new Label();
    title.textProperty().bind(ui.messages().bind("stats." + name + ".title"));
    title.setGraphic(Icons.of(icon, style == null ? "stats-icon" : style));
    title.getStyleClass().add(DeskStyles.MUTED);
    var number = new Label();
    number.setId("stats-" + name);
    number.getStyleClass().add("stats-number");
    number.textProperty().bind(value);
    number.accessibleTextProperty().bind(Bindings.concat(title.textProperty(), " ", value));
    var card = new VBox(title, number);
    card.getStyleClass().addAll(DeskStyles.CARD, "stats-card");
    if (below != null) {
      var words = new Label();
      words.setId("stats-" + name + "-more");
      words.textProperty().bind(below);
      words.getStyleClass().add(DeskStyles.MUTED);
      words.setWrapText(true);
      card.getChildren().add(words);
    }
    return card;
  }

  private Node happened(String name, Feather icon, Function<Happened, Long> value) {
    var label = new Label();
    label.setId("stats-since-" + name);
    label.setGraphic(Icons.of(icon, "stats-icon"));
    label
        .textProperty()
        .bind(
            Bindings.createStringBinding(
                () ->
                    ui.messages()
                        .get("stats.since." + name, value.apply(model.happenedProperty().get())),
                model.happenedProperty(),
                ui.messages().localeProperty()));
    label.getStyleClass().add("stats-since");
    var tooltip = new Tooltip();
    tooltip.textProperty().bind(ui.messages().bind("stats.since.tooltip"));
    label.setTooltip(tooltip);
    return label;
  }

  private ObservableValue<String> number(Function<SessionStats, Long> value) {
    return Bindings.createStringBinding(
        () -> ui.formats().number(value.apply(model.statsProperty().get())),
        model.statsProperty(),
        ui.messages().localeProperty());
  }

  private ObservableValue<String> storeWords() {
    return Bindings.createStringBinding(
        () ->
            ui.messages()
                .get(
                    model.statsProperty().get().storeEnabled()
                        ? "stats.store.on"
                        : "stats.store.off"),
        model.statsProperty(),
        ui.messages().localeProperty());
  }

  private ObservableValue<String> defaultTtl() {
    return Bindings.createStringBinding(
        () -> {
          double hours = model.statsProperty().get().defaultTtl().toMillis() / 3_600_000.0;
          return ui.messages().get("stats.ttl", hours);
        },
        model.statsProperty(),
        ui.messages().localeProperty());
  }

  // ---- charts

  private Node historyCard() {
    var legend = new HBox(legend("active"), legend("expired"), legend("persistent"));
    legend.getStyleClass().add("stats-legend");
    return chartCard("stats.history.title", legend, history);
  }

  private Node legend(String name) {
    var label = new Label();
    label.textProperty().bind(ui.messages().bind("stats.legend." + name));
    var mark = new Region();
    mark.getStyleClass().addAll("stats-legend-mark", "stats-" + name + "-mark");
    label.setGraphic(mark);
    label.getStyleClass().add(DeskStyles.MUTED);
    return label;
  }

  private Node deadlinesCard() {
    var group = new ToggleGroup();
    var choice = new HBox();
    for (var horizon : Horizon.values()) {
      var name = horizon.name().toLowerCase(Locale.ROOT);
      var button = new ToggleButton();
      button.setId("stats-horizon-" + name);
      button.textProperty().bind(ui.messages().bind("stats.horizon." + name));
      button.setToggleGroup(group);
      button.setSelected(model.horizonProperty().get() == horizon);
      button.getStyleClass().addAll("small", position(horizon));
      // One is always chosen: a second click on it does not take it back.
      button.setOnAction(
          _ -> {
            button.setSelected(true);
            model.horizonProperty().set(horizon);
          });
      choice.getChildren().add(button);
    }
    return chartCard("stats.deadlines.title", choice, deadlines);
  }

  private static String position(Horizon horizon) {
    return switch (horizon) {
      case QUARTER -> "left-pill";
      case HOUR -> "center-pill";
      case DAY -> "right-pill";
    };
  }

  private Node chartCard(String titleKey, Node beside, Region chart) {
    var title = new Label();
    title.textProperty().bind(ui.messages().bind(titleKey));
    title.getStyleClass().add("stats-title");
    var space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    var head = new HBox(title, space, beside);
    head.getStyleClass().add("stats-head");
    chart.accessibleTextProperty().bind(ui.messages().bind(titleKey));
    var card = new VBox(head, chart);
    VBox.setVgrow(chart, Priority.ALWAYS);
    card.getStyleClass().addAll(DeskStyles.CARD, "stats-card");
    return card;
  }
}
