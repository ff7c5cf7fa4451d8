package org.sessiondesk.ui.stats;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.layout.Region;
import org.sessiondesk.ui.fx.Ui;
import org.sessiondesk.ui.stats.StatsModel.Deadlines;

/** How many temporary sessions expire when: a bar for each step of the time ahead. */
final class DeadlinesChart extends ChartPane {
  private static final int WORDS = 4;

  private final StatsModel model;
  private final List<Region> bars = new ArrayList<>();

  DeadlinesChart(StatsModel model, Ui ui) {
    super(ui, false);
    this.model = model;
    setId("stats-deadlines");
  }

  /** Draws the model's deadlines as they are now. */
  void draw() {
    var deadlines = model.deadlinesProperty().get();
    var fresh = new ArrayList<Region>();
    while (bars.size() + fresh.size() < deadlines.counts().size()) {
      var bar = new Region();
      bar.getStyleClass().add("stats-bar");
      bar.setManaged(false);
      bar.setMouseTransparent(true);
      fresh.add(bar);
    }
    bars.addAll(fresh);
    addMarks(fresh);
    reach(deadlines.counts().stream().mapToLong(Long::longValue).max().orElse(0), 0);
    var horizon = deadlines.horizon();
    var words = new ArrayList<String>();
    words.add(ui.messages().get("stats.axis.now"));
    for (int i = 1; i <= WORDS; i++) {
      words.add(ahead(horizon.step().multipliedBy((long) horizon.steps() * i / WORDS)));
    }
    below(words);
    requestLayout();
  }

  private String ahead(Duration time) {
    if (time.toHours() >= 1 && time.toMinutesPart() == 0) {
      return ui.messages().get("stats.axis.hours", time.toHours());
    }
    return time.toSecondsPart() == 0
        ? ui.messages().get("stats.axis.minutes", time.toMinutes())
        : ui.formats().countdown(time);
  }

  @Override
  void layoutMarks() {
    var counts = model.deadlinesProperty().get().counts();
    double width = plotWidth() / Math.max(1, counts.size());
    for (int i = 0; i < bars.size(); i++) {
      var bar = bars.get(i);
      boolean visible = i < counts.size() && counts.get(i) > 0;
      bar.setVisible(visible);
      if (visible) {
        double top = Math.min(y(counts.get(i)), plotY() + plotHeight() - 2);
        double x = plotX() + width * i;
        bar.resizeRelocate(x + 1, top, Math.max(1, width - 2), plotY() + plotHeight() - top);
      }
    }
  }

  @Override
  void explain(double share) {
    Deadlines deadlines = model.deadlinesProperty().get();
    int count = deadlines.counts().size();
    if (count == 0) {
      return;
    }
    int i = Math.clamp((int) (share * count), 0, count - 1);
    var step = deadlines.horizon().step();
    var from = deadlines.from().plus(step.multipliedBy(i));
    showNote(
        ui.messages()
            .get(
                "stats.deadlines.note",
                ui.formats().moment(from, deadlines.from()),
                ui.formats().moment(from.plus(step), deadlines.from()),
                deadlines.counts().get(i)),
        (i + 0.5) / count);
  }
}
