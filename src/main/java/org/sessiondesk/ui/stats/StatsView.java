package org.sessiondesk.ui.stats;

import java.util.Locale;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.RowConstraints;
import javafx.scene.layout.VBox;
import org.sessiondesk.ui.fx.DeskStyles;
import org.sessiondesk.ui.fx.Ui;
import org.sessiondesk.ui.stats.StatsModel.Horizon;

/** The dashboard: cards with the numbers, charts, and what Redis says of itself. */
public final class StatsView {
  private final StatsModel model;
  private final Ui ui;
  private final HistoryChart history;
  private final RatesChart rates;
  private final DeadlinesChart deadlines;
  private final ChartStage stage;
  private final ScrollPane root = new ScrollPane();

  /** Makes the view. */
  public StatsView(StatsModel model, FiguresModel figures, Ui ui) {
    this.model = model;
    this.ui = ui;
    history = new HistoryChart(model.history(), ui);
    rates = new RatesChart(model.history(), ui);
    deadlines = new DeadlinesChart(model, ui);
    stage = new ChartStage(root);
    var page =
        new VBox(
            new NumbersView(model, ui).node(),
            historyCard(),
            halves(ratesCard(), deadlinesCard()),
            new FiguresView(figures, stage, ui).node());
    page.getStyleClass().addAll(DeskStyles.PANE, "stats-page");
    page.getChildren().subList(1, 3).forEach(card -> VBox.setVgrow(card, Priority.ALWAYS));
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
      rates.draw();
      deadlines.draw();
    }
  }

  /** Two cards side by side, equally wide. */
  static GridPane halves(Node left, Node right) {
    var grid = NumbersView.columns(2);
    grid.addRow(0, left, right);
    var row = new RowConstraints();
    row.setVgrow(Priority.ALWAYS);
    grid.getRowConstraints().add(row);
    return grid;
  }

  private Node historyCard() {
    var legend = legend("active", "expired", "persistent");
    return new ChartCard("history", history, stage, ui).beside(legend).node();
  }

  private Node ratesCard() {
    var legend = legend("ratecreated", "rateexpired", "ratedeleted", "ratefallbacks");
    return new ChartCard("rates", rates, stage, ui).under(legend).node();
  }

  private Node legend(String... names) {
    var legend = new HBox();
    legend.getStyleClass().add("stats-legend");
    for (var name : names) {
      legend.getChildren().add(legend(name));
    }
    return legend;
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
    choice.setAlignment(Pos.CENTER_RIGHT);
    return new ChartCard("deadlines", deadlines, stage, ui).under(choice).node();
  }

  private static String position(Horizon horizon) {
    return switch (horizon) {
      case QUARTER -> "left-pill";
      case HOUR -> "center-pill";
      case DAY -> "right-pill";
    };
  }
}
