package org.sessiondesk.ui.main;

import java.util.function.ToLongFunction;
import javafx.beans.binding.Bindings;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.sessiondesk.ui.fx.DeskStyles;
import org.sessiondesk.ui.fx.Ui;

/** How many temporary sessions expire within 5, 15 and 60 minutes, at the foot of the sidebar. */
final class ForecastView {
  private final GridPane grid = new GridPane();
  private final VBox node;
  private final ExpiryWatch watch;
  private final Ui ui;

  ForecastView(ExpiryWatch watch, Ui ui) {
    this.watch = watch;
    this.ui = ui;
    var heading = new Label();
    heading.textProperty().bind(ui.messages().bind("main.forecast.title"));
    heading.getStyleClass().add(DeskStyles.SECTION);
    grid.getStyleClass().add("main-forecast-grid");
    row(5, ExpiryWatch.Forecast::five);
    row(15, ExpiryWatch.Forecast::fifteen);
    row(60, ExpiryWatch.Forecast::sixty);
    node = new VBox(4, heading, grid);
    node.setId("forecast");
    node.getStyleClass().add("main-forecast");
    var tooltip = new Tooltip();
    tooltip.textProperty().bind(ui.messages().bind("main.forecast.tip"));
    Tooltip.install(node, tooltip);
  }

  Node node() {
    return node;
  }

  private void row(int minutes, ToLongFunction<ExpiryWatch.Forecast> value) {
    var within = new Label();
    within.textProperty().bind(ui.messages().bind("main.forecast.within", minutes));
    within.getStyleClass().add(DeskStyles.MUTED);
    within.setMaxWidth(Double.MAX_VALUE);
    var count = new Label();
    count.setId("forecast-" + minutes);
    count.getStyleClass().add(DeskStyles.NUMBERS);
    count.setMinWidth(Region.USE_PREF_SIZE);
    count
        .textProperty()
        .bind(
            Bindings.createStringBinding(
                () -> ui.formats().number(value.applyAsLong(watch.forecastProperty().get())),
                watch.forecastProperty(),
                ui.messages().localeProperty()));
    GridPane.setHgrow(within, Priority.ALWAYS);
    grid.addRow(grid.getRowCount(), within, count);
  }
}
