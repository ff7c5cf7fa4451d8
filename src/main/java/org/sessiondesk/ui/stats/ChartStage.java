package org.sessiondesk.ui.stats;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.ui.fx.DeskStyles;

/** Shows one card of the dashboard as large as the page, instead of all of them. */
final class ChartStage {
  private final ScrollPane page;
  private final ReadOnlyObjectWrapper<@Nullable Node> enlarged = new ReadOnlyObjectWrapper<>();
  private Runnable back = () -> {};

  ChartStage(ScrollPane page) {
    this.page = page;
  }

  /** The card that is shown alone, or null. */
  ReadOnlyObjectProperty<@Nullable Node> enlargedProperty() {
    return enlarged.getReadOnlyProperty();
  }

  /** Shows {@code card} alone. */
  void enlarge(Region card) {
    back.run();
    if (!(card.getParent() instanceof Pane home)) {
      return;
    }
    int place = home.getChildren().indexOf(card);
    var all = page.getContent();
    double scrolled = page.getVvalue();
    // Keeps its place, so that nothing else moves.
    var gap = new Region();
    gap.getProperties().putAll(card.getProperties());
    home.getChildren().set(place, gap);
    var alone = new StackPane(card);
    alone.getStyleClass().addAll(DeskStyles.PANE, "stats-page");
    page.setContent(alone);
    enlarged.set(card);
    back =
        () -> {
          alone.getChildren().clear();
          home.getChildren().set(place, card);
          page.setContent(all);
          page.layout();
          page.setVvalue(scrolled);
          enlarged.set(null);
          back = () -> {};
        };
  }

  /** Shows all of them again. */
  void reduce() {
    back.run();
  }
}
