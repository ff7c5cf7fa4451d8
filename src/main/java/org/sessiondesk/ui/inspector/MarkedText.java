package org.sessiondesk.ui.inspector;

import javafx.geometry.Bounds;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.Region;
import javafx.scene.shape.Path;
import javafx.scene.text.TextFlow;
import org.sessiondesk.ui.fx.Ui;
import org.sessiondesk.ui.fx.WrappedText;

/** A text to be read, with a part of it marked and scrolled to. */
final class MarkedText {
  private final TextFlow flow = new TextFlow();
  private final Path mark = new Path();
  private final Page page = new Page();
  private final ScrollPane scroll = new ScrollPane(page);
  private Excerpt shown = Excerpt.EMPTY;
  private boolean scrollWanted;

  MarkedText(ReadingModel model, Ui ui) {
    mark.getStyleClass().add("inspector-reading-mark");
    mark.setManaged(false);
    scroll.setId("inspector-reading");
    scroll.getStyleClass().addAll("edge-to-edge", "inspector-reading");
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.setMinHeight(78);
    scroll.accessibleTextProperty().bind(ui.messages().bind("inspector.reading.text"));
    model.excerptProperty().subscribe(this::show);
  }

  /** The node. */
  Region node() {
    return scroll;
  }

  private void show(Excerpt excerpt) {
    boolean otherText = !shown.text().equals(excerpt.text()) || shown.from() != excerpt.from();
    shown = excerpt;
    if (otherText) {
      flow.getChildren().setAll(WrappedText.nodes(excerpt.shown(), "inspector-reading-text"));
      scroll.setVvalue(0);
    }
    scrollWanted = excerpt.isMarked();
    page.requestLayout();
  }

  /** Text on its mark, which is known only when the text has been laid out. */
  private final class Page extends Region {
    Page() {
      getStyleClass().add("inspector-reading-page");
      getChildren().addAll(mark, flow);
    }

    @Override
    protected double computePrefHeight(double width) {
      var in = getInsets();
      return in.getTop() + flow.prefHeight(inner(width)) + in.getBottom();
    }

    @Override
    protected void layoutChildren() {
      var in = getInsets();
      flow.resizeRelocate(
          in.getLeft(), in.getTop(), inner(getWidth()), getHeight() - in.getTop() - in.getBottom());
      mark.getElements()
          .setAll(flow.getRangeShape(shown.shownMarkFrom(), shown.shownMarkTo(), false));
      mark.setLayoutX(in.getLeft());
      mark.setLayoutY(in.getTop());
      if (scrollWanted) {
        scrollWanted = false;
        scrollTo(mark.getBoundsInParent());
      }
    }

    private double inner(double width) {
      var in = getInsets();
      return Math.max(WrappedText.LEAST_WIDTH, width - in.getLeft() - in.getRight());
    }

    private void scrollTo(Bounds place) {
      double seen = scroll.getViewportBounds().getHeight();
      double hidden = getHeight() - seen;
      double top = scroll.getVvalue() * hidden;
      if (hidden > 0 && (place.getMinY() < top || place.getMaxY() > top + seen)) {
        scroll.setVvalue(Math.clamp((place.getMinY() - seen / 4) / hidden, 0, 1));
      }
    }
  }
}
