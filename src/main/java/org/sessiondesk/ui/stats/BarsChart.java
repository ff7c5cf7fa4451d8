package org.sessiondesk.ui.stats;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import javafx.scene.layout.Region;
import org.sessiondesk.ui.fx.Ui;

/** A bar for each of some counts, side by side. */
class BarsChart extends ChartPane {
  private final String style;
  private final List<Region> bars = new ArrayList<>();
  private List<Long> counts = List.of();
  private IntFunction<String> notes = _ -> "";
  private List<List<String>> table = List.of();

  /** With bars that have {@code style}. */
  BarsChart(String style, Ui ui) {
    super(ui, false);
    this.style = style;
  }

  /**
   * Draws {@code now}.
   *
   * @param words what stands below, from the left end to the right
   * @param explanation what is said of a bar under the mouse
   * @param heading what the bars stand for, one after the other
   * @param name which of them a bar is
   */
  final void draw(
      List<Long> now,
      List<String> words,
      IntFunction<String> explanation,
      String heading,
      IntFunction<String> name) {
    counts = now;
    notes = explanation;
    table = tableOf(now, heading, name);
    var fresh = new ArrayList<Region>();
    while (bars.size() + fresh.size() < now.size()) {
      var bar = new Region();
      bar.getStyleClass().addAll("stats-bar", style);
      bar.setManaged(false);
      bar.setMouseTransparent(true);
      fresh.add(bar);
    }
    bars.addAll(fresh);
    addMarks(fresh);
    reach(now.stream().mapToLong(Long::longValue).max().orElse(0), 0);
    below(words);
    requestLayout();
  }

  private List<List<String>> tableOf(List<Long> now, String heading, IntFunction<String> name) {
    var lines = new ArrayList<List<String>>();
    lines.add(List.of(heading, ui.messages().get("stats.csv.count")));
    for (int i = 0; i < now.size(); i++) {
      lines.add(List.of(name.apply(i), now.get(i).toString()));
    }
    return lines;
  }

  @Override
  final List<List<String>> table() {
    return table;
  }

  @Override
  void layoutMarks() {
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
    if (!counts.isEmpty()) {
      int i = Math.clamp((int) (share * counts.size()), 0, counts.size() - 1);
      showNote(notes.apply(i), (i + 0.5) / counts.size());
    }
  }
}
