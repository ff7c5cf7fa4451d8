package org.sessiondesk.ui.stats;

import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.geometry.HPos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.sessiondesk.session.SessionStats;
import org.sessiondesk.ui.fx.DeskStyles;
import org.sessiondesk.ui.fx.Icons;
import org.sessiondesk.ui.fx.Ui;
import org.sessiondesk.ui.stats.StatsModel.Happened;

/** The upper part of the dashboard: how many sessions there are, and what has happened. */
final class NumbersView {
  private static final int CARDS = 4;
  private static final int SINCE = 5;

  private final StatsModel model;
  private final Ui ui;

  NumbersView(StatsModel model, Ui ui) {
    this.model = model;
    this.ui = ui;
  }

  /** The node. */
  Node node() {
    var grid = columns(CARDS);
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
    var box = new VBox(grid, sinceTheStart());
    box.getStyleClass().add("stats-numbers");
    return box;
  }

  private Node sinceTheStart() {
    var grid = columns(SINCE);
    grid.addRow(
        0,
        happened("created", Feather.PLUS_CIRCLE, Happened::created),
        happened("expired", Feather.CLOCK, Happened::expired),
        happened("cleanedup", Feather.WIND, Happened::cleanedUp),
        happened("deleted", Feather.TRASH_2, Happened::deleted),
        happened("fallbacks", Feather.ALERT_TRIANGLE, Happened::fallbacks));
    return grid;
  }

  /** A grid whose columns are equally wide. */
  static GridPane columns(int count) {
    var grid = new GridPane();
    grid.getStyleClass().add("stats-cards");
    for (int i = 0; i < count; i++) {
      var column = new ColumnConstraints();
      column.setPercentWidth(100.0 / count);
      column.setHalignment(HPos.LEFT);
      grid.getColumnConstraints().add(column);
    }
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
}
