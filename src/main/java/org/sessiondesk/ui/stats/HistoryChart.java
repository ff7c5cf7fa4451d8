package org.sessiondesk.ui.stats;

import java.util.List;
import javafx.scene.shape.Polyline;
import org.sessiondesk.ui.fx.Ui;

/**
 * Sessions over the last quarter of an hour: temporary ones by the axis on the left, persistent
 * ones, of which there may be a million times as many, by that on the right.
 */
final class HistoryChart extends TimeChart {
  private final Polyline active = line("stats-active");
  private final Polyline expired = line("stats-expired");
  private final Polyline persistent = line("stats-persistent");

  HistoryChart(History history, Ui ui) {
    super(history, ui, true);
    setId("stats-history");
    addMarks(List.of(persistent, expired, active));
  }

  /** Draws what the history holds now. */
  void draw() {
    long temporary = 0;
    long stored = 0;
    for (int i = 0; i < history.size(); i++) {
      var sample = history.get(i);
      temporary = Math.max(temporary, Math.max(sample.active(), sample.expired()));
      stored = Math.max(stored, sample.persistent());
    }
    reach(temporary, stored);
    drawTimes();
  }

  @Override
  void layoutMarks() {
    put(active, sample -> y(sample.active()));
    put(expired, sample -> y(sample.expired()));
    put(persistent, sample -> rightY(sample.persistent()));
  }

  @Override
  String note(History.Sample sample) {
    return ui.messages()
        .get(
            "stats.history.note",
            ui.formats().moment(sample.at(), sample.at()),
            sample.active(),
            sample.expired(),
            sample.persistent());
  }

  @Override
  List<String> headings() {
    return List.of(
        ui.messages().get("stats.csv.time"),
        ui.messages().get("stats.csv.active"),
        ui.messages().get("stats.csv.expired"),
        ui.messages().get("stats.csv.persistent"));
  }

  @Override
  List<String> cells(History.Sample sample) {
    return List.of(
        sample.at().toString(),
        Long.toString(sample.active()),
        Long.toString(sample.expired()),
        Long.toString(sample.persistent()));
  }
}
