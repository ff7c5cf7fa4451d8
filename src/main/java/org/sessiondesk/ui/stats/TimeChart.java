package org.sessiondesk.ui.stats;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import javafx.scene.shape.Polyline;
import javafx.scene.shape.StrokeLineJoin;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.ui.fx.Ui;

/** Lines over the last quarter of an hour, a point for each sample of the history. */
abstract class TimeChart extends ChartPane {
  private static final Duration SPAN = Duration.ofSeconds(StatsModel.SAMPLES);
  private static final int[] MINUTES = {15, 10, 5, 0};

  final History history;

  TimeChart(History history, Ui ui, boolean rightAxis) {
    super(ui, rightAxis);
    this.history = history;
  }

  static Polyline line(String style) {
    var line = new Polyline();
    line.getStyleClass().addAll("stats-line", style);
    line.setStrokeLineJoin(StrokeLineJoin.ROUND);
    line.setFill(null);
    line.setManaged(false);
    line.setMouseTransparent(true);
    return line;
  }

  /** Writes the minutes below and lays the lines out anew. */
  final void drawTimes() {
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

  /** Only where the line bends: one that stays level for minutes is two points, not hundreds. */
  final void put(Polyline line, ToDoubleFunction<History.Sample> height) {
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
  final void explain(double share) {
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
      showNote(note(nearest), share(nearest));
    }
  }

  @Override
  final List<List<String>> table() {
    var lines = new ArrayList<List<String>>();
    lines.add(headings());
    for (int i = 0; i < history.size(); i++) {
      lines.add(cells(history.get(i)));
    }
    return lines;
  }

  /** What is said of {@code sample} under the mouse. */
  abstract String note(History.Sample sample);

  /** The headings of the table. */
  abstract List<String> headings();

  /** The line of {@code sample}. */
  abstract List<String> cells(History.Sample sample);
}
