package org.sessiondesk.ui.stats;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import javafx.scene.shape.Polyline;
import org.sessiondesk.ui.fx.Ui;
import org.sessiondesk.ui.stats.StatsModel.Happened;

/**
 * How many sessions a minute were created, expired, were deleted or fell back, over the last
 * quarter of an hour. A rate is that of the minute before, or of as much of it as there is.
 */
final class RatesChart extends TimeChart {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  /** One line: its style, and what it counts. */
  private record Kind(String name, ToLongFunction<Happened> count, Polyline line) {
    Kind(String name, ToLongFunction<Happened> count) {
      this(name, count, TimeChart.line("stats-rate-" + name));
    }
  }

  private final List<Kind> kinds =
      List.of(
          new Kind("created", Happened::created),
          new Kind("expired", Happened::expired),
          new Kind("deleted", Happened::deleted),
          new Kind("fallbacks", Happened::fallbacks));

  RatesChart(History history, Ui ui) {
    super(history, ui, false);
    setId("stats-rates");
    addMarks(kinds.reversed().stream().map(Kind::line).toList());
  }

  /** Draws what the history holds now. */
  void draw() {
    long most = 0;
    for (int i = 0; i < history.size(); i++) {
      for (var kind : kinds) {
        most = Math.max(most, rate(history.get(i), kind));
      }
    }
    reach(most, 0);
    drawTimes();
  }

  /** How many there were in the minute that ended with {@code sample}. */
  private long rate(History.Sample sample, Kind kind) {
    var from = sample.at().minus(MINUTE);
    int low = 0;
    int high = history.size() - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (history.get(middle).at().isBefore(from)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return kind.count().applyAsLong(sample.happened())
        - kind.count().applyAsLong(history.get(low).happened());
  }

  @Override
  void layoutMarks() {
    kinds.forEach(kind -> put(kind.line(), sample -> y(rate(sample, kind))));
  }

  @Override
  String note(History.Sample sample) {
    var numbers = new ArrayList<Object>();
    numbers.add(ui.formats().moment(sample.at(), sample.at()));
    kinds.forEach(kind -> numbers.add(rate(sample, kind)));
    return ui.messages().get("stats.rates.note", numbers.toArray());
  }

  @Override
  List<String> headings() {
    return Stream.concat(Stream.of("time"), kinds.stream().map(kind -> "rate." + kind.name()))
        .map(name -> ui.messages().get("stats.csv." + name))
        .toList();
  }

  @Override
  List<String> cells(History.Sample sample) {
    return Stream.concat(
            Stream.of(sample.at().toString()),
            kinds.stream().map(kind -> Long.toString(rate(sample, kind))))
        .toList();
  }
}
