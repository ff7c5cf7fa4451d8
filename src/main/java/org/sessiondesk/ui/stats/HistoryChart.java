package org.sessiondesk.ui.stats;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import javafx.scene.shape.Polyline;
import javafx.scene.shape.StrokeLineJoin;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.ui.fx.Ui;

/**
 * Sessions over the last quarter of an hour: temporary ones by the axis on the left, persistent
 * ones, of which there may be a million times as many, by that on the right.
 */
final class HistoryChart extends ChartPane {
  private static final Duration SPAN = Duration.ofSeconds(StatsModel.SAMPLES);
  private static final int[] MINUTES = {15, 10, 5, 0};

  private final History history;
  private final Polyline active = line("stats-active");
  private final Polyline expired = line("stats-expired");
  private final Polyline persistent = line("stats-persistent");

  HistoryChart(History history, Ui ui) {
    super(ui, true);
    this.history = history;
    setId("stats-history");
    addMarks(List.of(persistent, expired, active));
  }

  private static Polyline line(String style) {
    var line = new Polyline();
    line.getStyleClass().addAll("stats-line", style);
    line.setStrokeLineJoin(StrokeLineJoin.ROUND);
    line.setFill(null);
    line.setManaged(false);
    line.setMouseTransparent(true);
    return line;
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
    var words = new ArrayList<String>();
    for (int minutes : MINUTES) {
      words.add(
          minutes == 0
              ? ui.messages().get("stats.axis.now")
              : ui.messages().get("stats.axis.ago", minutes));
    }
    below(words);
    requestLayout();
  }

  @Override
  void layoutMarks() {
    put(active, sample -> y(sample.active()));
    put(expired, sample -> y(sample.expired()));
    put(persistent, sample -> rightY(sample.persistent()));
  }

  /** Only where the line bends: one that stays level for minutes is two points, not hundreds. */
  private void put(Polyline line, ToDoubleFunction<History.Sample> height) {
    var points = new ArrayList<Double>();
    int last = history.size() - 1;
    for (int i = 0; i <= last; i++) {
      double y = height.applyAsDouble(history.get(i));
      boolean level =
          i > 0
              && i < last
              && height.applyAsDouble(history.get(i - 1)) == y
              && height.applyAsDouble(history.get(i + 1)) == y;
      if (!level) {
        points.add(plotX() + plotWidth() * share(history.get(i)));
        points.add(y);
      }
    }
    line.getPoints().setAll(points);
  }

  private double share(History.Sample sample) {
    var newest = history.get(history.size() - 1).at();
    double age = Duration.between(sample.at(), newest).toMillis() / (double) SPAN.toMillis();
    return Math.clamp(1 - age, 0, 1);
  }

  @Override
  void explain(double share) {
    History.@Nullable Sample nearest = null;
    double distance = 0.01;
    for (int i = 0; i < history.size(); i++) {
      double off = Math.abs(share(history.get(i)) - share);
      if (off <= distance) {
        distance = off;
        nearest = history.get(i);
      }
    }
    if (nearest != null) {
      showNote(
          ui.messages()
              .get(
                  "stats.history.note",
                  ui.formats().moment(nearest.at(), nearest.at()),
                  nearest.active(),
                  nearest.expired(),
                  nearest.persistent()),
          share(nearest));
    }
  }
}
