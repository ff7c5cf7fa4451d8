package org.sessiondesk.ui.stats;

import atlantafx.base.theme.Styles;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.kordamp.ikonli.feather.Feather;
import org.sessiondesk.service.CsvCells;
import org.sessiondesk.ui.fx.DeskStyles;
import org.sessiondesk.ui.fx.Fields;
import org.sessiondesk.ui.fx.Icons;
import org.sessiondesk.ui.fx.Notices.Level;
import org.sessiondesk.ui.fx.Pictures;
import org.sessiondesk.ui.fx.Ui;

/** A chart on a card, with its title; it can be enlarged, and saved as a picture or a table. */
final class ChartCard {
  private static final DateTimeFormatter FOR_FILES =
      DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss").withZone(ZoneOffset.UTC);

  private final String name;
  private final ChartPane chart;
  private final ChartStage stage;
  private final Ui ui;
  private final HBox head;
  private final Region buttons;
  private final VBox card = new VBox();

  /** A card whose title is {@code stats.<name>.title}. */
  ChartCard(String name, ChartPane chart, ChartStage stage, Ui ui) {
    this.name = name;
    this.chart = chart;
    this.stage = stage;
    this.ui = ui;
    var title = new Label();
    title.textProperty().bind(ui.messages().bind("stats." + name + ".title"));
    title.getStyleClass().add("stats-title");
    var help = new Tooltip();
    help.textProperty().bind(ui.messages().bind("stats." + name + ".help"));
    help.setShowDelay(Duration.millis(300));
    help.setWrapText(true);
    help.setMaxWidth(360);
    title.setTooltip(help);
    var space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    buttons = buttons();
    head = new HBox(title, space, buttons);
    head.getStyleClass().add("stats-head");
    chart.accessibleTextProperty().bind(ui.messages().bind("stats." + name + ".title"));
    chart.accessibleHelpProperty().bind(help.textProperty());
    card.getChildren().addAll(head, chart);
    VBox.setVgrow(chart, Priority.ALWAYS);
    card.getStyleClass().addAll(DeskStyles.CARD, "stats-card");
    card.setMaxHeight(Double.MAX_VALUE);
    card.addEventHandler(KeyEvent.KEY_PRESSED, this::pressed);
  }

  /** Puts {@code node} beside the title. */
  ChartCard beside(Node node) {
    head.getChildren().add(2, node);
    return this;
  }

  /** Puts {@code node} between the title and the chart. */
  ChartCard under(Node node) {
    card.getChildren().add(1, node);
    return this;
  }

  /** The node. */
  Region node() {
    return card;
  }

  private Region buttons() {
    var enlarge = new Button(null, Icons.of(Feather.MAXIMIZE_2));
    enlarge.setId("stats-" + name + "-enlarge");
    enlarge.getStyleClass().addAll(Styles.FLAT, Styles.BUTTON_ICON, Styles.SMALL);
    var words = new Tooltip();
    enlarge.setTooltip(words);
    enlarge.accessibleTextProperty().bind(words.textProperty());
    enlarge.setOnAction(_ -> turn(enlarge));
    stage
        .enlargedProperty()
        .subscribe(
            now -> {
              boolean alone = card.equals(now);
              enlarge.setGraphic(Icons.of(alone ? Feather.MINIMIZE_2 : Feather.MAXIMIZE_2));
              words
                  .textProperty()
                  .bind(ui.messages().bind(alone ? "stats.chart.reduce" : "stats.chart.enlarge"));
            });
    var picture =
        Fields.iconButton(
            Feather.IMAGE, "stats-" + name + "-png", ui.messages().bind("stats.chart.png"));
    picture.setOnAction(_ -> savePicture());
    var table =
        Fields.iconButton(
            Feather.DOWNLOAD, "stats-" + name + "-csv", ui.messages().bind("stats.chart.csv"));
    table.setOnAction(_ -> saveTable());
    var box = new HBox(picture, table, enlarge);
    box.setMinWidth(Region.USE_PREF_SIZE);
    return box;
  }

  private void turn(Node button) {
    if (card.equals(stage.enlargedProperty().get())) {
      stage.reduce();
    } else {
      stage.enlarge(card);
    }
    button.requestFocus();
  }

  private void pressed(KeyEvent event) {
    if (event.getCode() == KeyCode.ESCAPE && card.equals(stage.enlargedProperty().get())) {
      stage.reduce();
      event.consume();
    }
  }

  private void savePicture() {
    // The picture is of the chart, not of the buttons to save it with.
    buttons.setVisible(false);
    var picture = Pictures.of(card);
    buttons.setVisible(true);
    ask("png", path -> () -> Pictures.writePng(picture, path));
  }

  private void saveTable() {
    var lines =
        chart.table().stream()
            .map(CsvCells::line)
            .collect(Collectors.joining())
            .getBytes(StandardCharsets.UTF_8);
    ask("csv", path -> () -> Files.write(path, lines));
  }

  private interface Writing {
    Callable<Path> to(Path path);
  }

  private void ask(String ending, Writing writing) {
    var suggested =
        "session-desk-%s-%s.%s".formatted(name, FOR_FILES.format(ui.clock().now()), ending);
    ui.dialogs()
        .askWhereToSave(ui.messages().get("stats.chart." + ending), suggested)
        .ifPresent(
            path ->
                ui.background()
                    .task(writing.to(path))
                    .onSuccess(
                        written ->
                            ui.notices()
                                .show(
                                    Level.SUCCESS,
                                    ui.messages().get("stats.chart.saved", written.toString())))
                    .start());
  }
}
