package org.sessiondesk.ui.stats;

import java.time.Duration;
import java.util.ArrayList;
import org.sessiondesk.ui.fx.Ui;
import org.sessiondesk.ui.stats.StatsModel.Deadlines;

/** How many temporary sessions expire when: a bar for each step of the time ahead. */
final class DeadlinesChart extends BarsChart {
  private static final int WORDS = 4;

  private final StatsModel model;

  DeadlinesChart(StatsModel model, Ui ui) {
    super("stats-bar-temporary", ui);
    this.model = model;
    setId("stats-deadlines");
  }

  /** Draws the model's deadlines as they are now. */
  void draw() {
    var deadlines = model.deadlinesProperty().get();
    var horizon = deadlines.horizon();
    var words = new ArrayList<String>();
    words.add(ui.messages().get("stats.axis.now"));
    for (int i = 1; i <= WORDS; i++) {
      words.add(ahead(horizon.step().multipliedBy((long) horizon.steps() * i / WORDS)));
    }
    draw(
        deadlines.counts(),
        words,
        i -> note(deadlines, i),
        ui.messages().get("stats.csv.from"),
        i -> deadlines.from().plus(horizon.step().multipliedBy(i)).toString());
  }

  private String ahead(Duration time) {
    if (time.toHours() >= 1 && time.toMinutesPart() == 0) {
      return ui.messages().get("stats.axis.hours", time.toHours());
    }
    return time.toSecondsPart() == 0
        ? ui.messages().get("stats.axis.minutes", time.toMinutes())
        : ui.formats().countdown(time);
  }

  private String note(Deadlines deadlines, int i) {
    var step = deadlines.horizon().step();
    var from = deadlines.from().plus(step.multipliedBy(i));
    return ui.messages()
        .get(
            "stats.deadlines.note",
            ui.formats().moment(from, deadlines.from()),
            ui.formats().moment(from.plus(step), deadlines.from()),
            deadlines.counts().get(i));
  }
}
