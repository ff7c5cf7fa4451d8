package org.sessiondesk.ui.stats;

import java.time.Duration;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.LongFunction;
import javafx.geometry.HPos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.sessiondesk.connection.ServerFigures;
import org.sessiondesk.ui.fx.DeskStyles;
import org.sessiondesk.ui.fx.Ui;
import org.sessiondesk.ui.stats.FiguresModel.Look;

/**
 * The lower part of the dashboard: what the sessions are made of, and what Redis says of itself.
 */
final class FiguresView {
  private static final int COLUMNS = 5;

  private final FiguresModel model;
  private final Ui ui;
  private final ByteWords bytes;
  private final VoicesList voices;
  private final BarsChart days;
  private final BarsChart sizes;
  private final BarsChart lengths;
  private final GridPane cards = NumbersView.columns(COLUMNS);
  private final VBox slow = new VBox();
  private final VBox node;

  FiguresView(FiguresModel model, ChartStage stage, Ui ui) {
    this.model = model;
    this.ui = ui;
    bytes = new ByteWords(ui);
    voices = new VoicesList(ui);
    days = chart("stats-days");
    sizes = chart("stats-sizes");
    lengths = chart("stats-lengths");
    slow.setId("stats-slow");
    slow.getStyleClass().add("stats-slow");
    node =
        new VBox(
            StatsView.halves(
                card("stats.voices.title", voices.node()), chartCard("days", days, stage)),
            StatsView.halves(
                chartCard("lengths", lengths, stage), chartCard("sizes", sizes, stage)),
            cards,
            card("stats.slow.title", slow));
    node.getStyleClass().add("stats-figures");
    model.lookProperty().subscribe(_ -> draw());
    model.showingProperty().subscribe(_ -> draw());
    ui.messages().localeProperty().subscribe((_, _) -> draw());
  }

  Node node() {
    return node;
  }

  private BarsChart chart(String id) {
    var chart = new BarsChart("stats-bar-stored", ui);
    chart.setId(id);
    chart.setPrefHeight(170);
    return chart;
  }

  private Node chartCard(String name, ChartPane chart, ChartStage stage) {
    return new ChartCard(name, chart, stage, ui).node();
  }

  private VBox card(String titleKey, Region content) {
    var title = new Label();
    title.textProperty().bind(ui.messages().bind(titleKey));
    title.getStyleClass().add("stats-title");
    content.accessibleTextProperty().bind(ui.messages().bind(titleKey));
    var card = new VBox(title, content);
    VBox.setVgrow(content, Priority.ALWAYS);
    card.getStyleClass().addAll(DeskStyles.CARD, "stats-card");
    card.setMaxHeight(Double.MAX_VALUE);
    return card;
  }

  private void draw() {
    if (!model.showingProperty().get()) {
      return;
    }
    var look = model.lookProperty().get();
    voices.draw(look.composition().voices());
    drawDays(look);
    drawSizes(look);
    drawLengths(look);
    drawCards(look.server());
    drawSlow(look.server());
  }

  private void drawDays(Look look) {
    var format =
        DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM).withLocale(ui.messages().locale());
    var first = look.today().minusDays(FiguresModel.DAYS - 1L);
    days.draw(
        look.composition().createdByDay(),
        List.of(format.format(first), ui.messages().get("stats.days.today")),
        i ->
            ui.messages()
                .get(
                    "stats.days.note",
                    format.format(first.plusDays(i)),
                    look.composition().createdByDay().get(i)),
        ui.messages().get("stats.csv.day"),
        i -> first.plusDays(i).toString());
  }

  private void drawSizes(Look look) {
    drawClasses(
        sizes, look.sizes(), FiguresModel.SMALLEST_SIZE, bytes::of, "stats.sizes.note", "size");
  }

  private void drawLengths(Look look) {
    drawClasses(
        lengths,
        look.lengths(),
        FiguresModel.SHORTEST_TEXT,
        ui.formats()::number,
        "stats.lengths.note",
        "length");
  }

  /** Bars for classes of which each reaches twice as far as the one before. */
  private void drawClasses(
      BarsChart chart,
      List<Long> classes,
      long smallest,
      LongFunction<String> words,
      String noteKey,
      String heading) {
    int first = 0;
    while (first < classes.size() && classes.get(first) == 0) {
      first++;
    }
    var counts = classes.subList(first, classes.size());
    var below = new ArrayList<String>();
    for (int i = 0; i <= counts.size() && !counts.isEmpty(); i++) {
      below.add(words.apply(smallest << (first + i) >> 1));
    }
    long total = counts.stream().mapToLong(Long::longValue).sum();
    int from = first;
    chart.draw(
        counts,
        below,
        i -> ui.messages().get(noteKey, words.apply(smallest << (from + i)), counts.get(i), total),
        ui.messages().get("stats.csv." + heading),
        i -> Long.toString(smallest << (from + i)));
  }

  private void drawCards(Optional<ServerFigures> server) {
    cards.getChildren().clear();
    var latency = server.flatMap(ServerFigures::latency);
    figure(0, "memory", memory(server), memoryMore(server));
    figure(1, "clients", number(server, ServerFigures::clients), "");
    figure(
        2,
        "ops",
        number(server, ServerFigures::opsPerSecond),
        server
            .flatMap(ServerFigures::uptime)
            .map(time -> ui.messages().get("stats.ops.uptime", time.toDays(), time.toHoursPart()))
            .orElse(""));
    figure(
        3,
        "latency",
        latency.map(l -> millis(l.p50())).orElse(absent(server)),
        latency
            .map(l -> ui.messages().get("stats.latency.more", millis(l.p99()), l.calls()))
            .orElse(""));
    figure(4, "evicted", number(server, ServerFigures::evicted), "");
  }

  private String absent(Optional<ServerFigures> server) {
    return ui.messages().get(server.isPresent() ? "stats.figure.unknown" : "stats.figure.off");
  }

  private String memory(Optional<ServerFigures> server) {
    return server
        .filter(figures -> figures.memoryUsed().isPresent())
        .map(figures -> bytes.of(figures.memoryUsed().getAsLong()))
        .orElse(absent(server));
  }

  private String memoryMore(Optional<ServerFigures> server) {
    if (server.isEmpty() || server.get().memoryPeak().isEmpty()) {
      return "";
    }
    var peak = bytes.of(server.get().memoryPeak().getAsLong());
    var limit = server.get().memoryLimit();
    return limit.isPresent()
        ? ui.messages().get("stats.memory.limited", peak, bytes.of(limit.getAsLong()))
        : ui.messages().get("stats.memory.peak", peak);
  }

  private String number(
      Optional<ServerFigures> server, Function<ServerFigures, OptionalLong> figure) {
    return server
        .map(figure)
        .filter(OptionalLong::isPresent)
        .map(number -> ui.formats().number(number.getAsLong()))
        .orElse(absent(server));
  }

  private static String millis(Duration time) {
    double millis = time.toNanos() / 1e6;
    return millis < 0.1
        ? "%.0f µs".formatted(millis * 1_000)
        : (millis < 10 ? "%.2f ms" : "%.0f ms").formatted(millis);
  }

  private void figure(int column, String name, String value, String more) {
    var title = new Label(ui.messages().get("stats." + name + ".title"));
    title.getStyleClass().add(DeskStyles.MUTED);
    var number = new Label(value);
    number.setId("stats-figure-" + name);
    number.getStyleClass().add("stats-figure");
    var card = new VBox(title, number);
    card.getStyleClass().addAll(DeskStyles.CARD, "stats-card");
    card.setMaxHeight(Double.MAX_VALUE);
    var tip = new Tooltip(ui.messages().get("stats." + name + ".tip"));
    Tooltip.install(card, tip);
    number.setAccessibleText(title.getText() + " " + value);
    if (!more.isEmpty()) {
      var words = new Label(more);
      words.getStyleClass().add(DeskStyles.MUTED);
      words.setWrapText(true);
      words.setMinHeight(Region.USE_PREF_SIZE);
      card.getChildren().add(words);
    }
    cards.add(card, column, 0);
  }

  private void drawSlow(Optional<ServerFigures> server) {
    slow.getChildren().clear();
    var calls = server.flatMap(ServerFigures::slowCalls);
    if (calls.isEmpty() || calls.get().isEmpty()) {
      var key =
          server.isEmpty()
              ? "stats.figure.off"
              : calls.isEmpty() ? "stats.slow.refused" : "stats.slow.none";
      var none = new Label(ui.messages().get(key));
      none.getStyleClass().add(DeskStyles.MUTED);
      none.setWrapText(true);
      slow.getChildren().add(none);
      return;
    }
    var grid = new GridPane();
    grid.getStyleClass().add("stats-slow-lines");
    var commands = new ColumnConstraints();
    commands.setHgrow(Priority.ALWAYS);
    var times = new ColumnConstraints();
    times.setHalignment(HPos.RIGHT);
    grid.getColumnConstraints().setAll(new ColumnConstraints(), commands, times);
    for (int i = 0; i < Math.min(7, calls.get().size()); i++) {
      var call = calls.get().get(i);
      var at = new Label(ui.formats().moment(call.at(), ui.clock().now()));
      at.getStyleClass().add(DeskStyles.MUTED);
      var command = new Label(call.command());
      command.getStyleClass().add(DeskStyles.MONO);
      grid.addRow(i, at, command, new Label(millis(call.took())));
    }
    slow.getChildren().add(grid);
  }
}
