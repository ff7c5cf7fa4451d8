package org.sessiondesk.ui.stats;

import java.text.NumberFormat;
import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.shape.Line;
import org.sessiondesk.ui.fx.Ui;

/**
 * The ground of a chart: thin lines across, numbers beside them, words below, and a note that
 * explains what lies under the mouse. All of it is nodes that the style sheet colours.
 */
abstract class ChartPane extends Region {
  private static final double LEFT = 48;
  private static final double TOP = 8;
  private static final double BOTTOM = 24;
  private static final double LABEL = 16;
  private static final double GAP = 8;

  final Ui ui;
  private final boolean rightAxis;
  private final List<Line> lines = new ArrayList<>();
  private final List<Label> left = new ArrayList<>();
  private final List<Label> right = new ArrayList<>();
  private final List<Label> below = new ArrayList<>();
  private final Label note = new Label();
  private final Line cursor = new Line();
  private Scale scale = Scale.reaching(0);
  private double pointed = -1;
  private int words;
  private Scale rightScale = Scale.reaching(0);

  ChartPane(Ui ui, boolean rightAxis) {
    this.ui = ui;
    this.rightAxis = rightAxis;
    getStyleClass().add("stats-chart");
    note.getStyleClass().add("stats-note");
    note.setManaged(false);
    note.setVisible(false);
    note.setMouseTransparent(true);
    cursor.getStyleClass().add("stats-cursor");
    cursor.setManaged(false);
    cursor.setVisible(false);
    setOnMouseMoved(event -> point(event.getX()));
    setOnMouseExited(_ -> hideNote());
    setMinSize(240, 140);
    setPrefSize(480, 220);
  }

  double plotX() {
    return LEFT;
  }

  double plotY() {
    return TOP;
  }

  double plotWidth() {
    return Math.max(1, getWidth() - LEFT - (rightAxis ? LEFT : GAP));
  }

  double plotHeight() {
    return Math.max(1, getHeight() - TOP - BOTTOM);
  }

  /** Where {@code value} of the left axis lies. */
  double y(long value) {
    return TOP + plotHeight() * (1 - (double) value / (double) scale.end());
  }

  /** Where {@code value} of the right axis lies. */
  double rightY(long value) {
    return TOP + plotHeight() * (1 - (double) value / (double) rightScale.end());
  }

  /** Adds what a chart draws, under the note and over the lines. */
  final void addMarks(List<? extends Node> marks) {
    getChildren().addAll(marks);
    getChildren().removeAll(cursor, note);
    getChildren().addAll(cursor, note);
  }

  /** Sets the axes so that they reach the largest values. */
  final void reach(long largest, long largestRight) {
    scale = Scale.reaching(largest);
    rightScale = Scale.reaching(largestRight);
  }

  /** Shows words below, from the left end to the right. */
  final void below(List<String> now) {
    fit(below, now.size(), "stats-axis");
    words = now.size();
    for (int i = 0; i < words; i++) {
      below.get(i).setText(now.get(i));
    }
  }

  @Override
  protected void layoutChildren() {
    int count = scale.steps() + 1;
    while (lines.size() < count) {
      var line = new Line();
      line.getStyleClass().add("stats-grid");
      line.setManaged(false);
      lines.add(line);
      getChildren().addFirst(line);
    }
    fit(left, count, "stats-axis");
    for (int i = 0; i < lines.size(); i++) {
      lines.get(i).setVisible(i < count);
      if (i < count) {
        double y = Math.rint(y(scale.step() * i)) + 0.5;
        place(lines.get(i), LEFT, y, LEFT + plotWidth(), y);
        put(left.get(i), compact(scale.step() * i), 0, y, LEFT - GAP, Pos.CENTER_RIGHT);
      }
    }
    fit(right, rightAxis ? rightScale.steps() + 1 : 0, "stats-axis-right");
    for (int i = 0; i < right.size() && rightAxis && i <= rightScale.steps(); i++) {
      long value = rightScale.step() * i;
      double x = LEFT + plotWidth() + GAP;
      put(right.get(i), compact(value), x, rightY(value), LEFT - GAP, Pos.CENTER_LEFT);
    }
    layoutBelow();
    layoutMarks();
    if (pointed >= 0) {
      // What lies under the mouse moves on, or the language is another one.
      explain(pointed);
    }
  }

  /** The words at both ends always; of those between, the ones for which there is room. */
  private void layoutBelow() {
    int last = words - 1;
    double end = last > 0 ? LEFT + plotWidth() - width(below.get(last)) : Double.MAX_VALUE;
    double free = 0;
    for (int i = 0; i <= last; i++) {
      var label = below.get(i);
      double width = width(label);
      double at = LEFT + plotWidth() * i / Math.max(1, last);
      double x = Math.rint(i == 0 ? at : i == last ? at - width : at - width / 2);
      boolean fits = i == 0 || i == last || (x >= free && x + width + GAP <= end);
      label.setVisible(fits);
      if (fits) {
        label.resizeRelocate(x, TOP + plotHeight() + 6, width, LABEL);
        free = x + width + GAP;
      }
    }
  }

  private static double width(Label label) {
    return Math.ceil(label.prefWidth(-1));
  }

  static void place(Line line, double x1, double y1, double x2, double y2) {
    line.setStartX(x1);
    line.setStartY(y1);
    line.setEndX(x2);
    line.setEndY(y2);
  }

  private static void put(Label label, String text, double x, double y, double width, Pos pos) {
    label.setText(text);
    label.setAlignment(pos);
    label.resizeRelocate(x, Math.rint(y - LABEL / 2), width, LABEL);
  }

  private void fit(List<Label> labels, int count, String style) {
    while (labels.size() < count) {
      var label = new Label();
      label.getStyleClass().add(style);
      label.setManaged(false);
      labels.add(label);
      getChildren().addFirst(label);
    }
    for (int i = 0; i < labels.size(); i++) {
      labels.get(i).setVisible(i < count);
    }
    requestLayout();
  }

  private String compact(long number) {
    return number < 10_000
        ? ui.formats().number(number)
        : NumberFormat.getCompactNumberInstance(ui.messages().locale(), NumberFormat.Style.SHORT)
            .format(number);
  }

  private void point(double x) {
    if (x < LEFT || x > LEFT + plotWidth()) {
      hideNote();
    } else {
      pointed = (x - LEFT) / plotWidth();
      explain(pointed);
    }
  }

  private void hideNote() {
    pointed = -1;
    note.setVisible(false);
    cursor.setVisible(false);
  }

  /** Shows {@code text} beside the place {@code share} of the plot's width. */
  final void showNote(String text, double share) {
    note.setText(text);
    note.setVisible(true);
    cursor.setVisible(true);
    double x = Math.rint(LEFT + plotWidth() * share) + 0.5;
    place(cursor, x, TOP, x, TOP + plotHeight());
    note.applyCss();
    double width = Math.ceil(note.prefWidth(-1));
    double height = Math.ceil(note.prefHeight(width));
    double beside = x + GAP + width > getWidth() ? x - GAP - width : x + GAP;
    note.resizeRelocate(Math.max(0, beside), TOP, width, height);
  }

  /** What it shows as lines of cells, the first of them headings: for a file. */
  abstract List<List<String>> table();

  /** Explains what is at {@code share} (0 to 1) of the plot's width, by {@link #showNote}. */
  abstract void explain(double share);

  /** Places what the chart draws. */
  abstract void layoutMarks();
}
