package org.sessiondesk.ui.main;

import atlantafx.base.theme.Styles;
import java.util.HashMap;
import java.util.Map;
import javafx.animation.PauseTransition;
import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.kordamp.ikonli.feather.Feather;
import org.sessiondesk.ui.fx.DeskStyles;
import org.sessiondesk.ui.fx.Icons;
import org.sessiondesk.ui.fx.Notices.Notice;
import org.sessiondesk.ui.fx.Ui;

/**
 * The notes in the corner. They go by themselves after a while, but not while the pointer rests on
 * them, and errors not at all.
 */
final class ToastsView {
  private static final Duration STAY = Duration.seconds(8);
  private static final double WIDTH = 380;

  private final Ui ui;
  private final VBox node = new VBox();
  private final Map<Notice, Node> toasts = new HashMap<>();

  ToastsView(Ui ui) {
    this.ui = ui;
    node.getStyleClass().add("desk-toasts");
    // The empty part of the corner lets clicks through to the table.
    node.setPickOnBounds(false);
    node.setMouseTransparent(false);
    ui.notices()
        .shown()
        .addListener(
            (ListChangeListener<Notice>)
                change -> {
                  while (change.next()) {
                    change.getRemoved().forEach(this::remove);
                    change.getAddedSubList().forEach(this::add);
                  }
                });
  }

  Node node() {
    return node;
  }

  private void add(Notice notice) {
    var text = new Label(notice.text(), icon(notice));
    text.setGraphicTextGap(10);
    text.setWrapText(true);
    text.setMinHeight(Region.USE_PREF_SIZE);
    HBox.setHgrow(text, Priority.ALWAYS);
    text.setMaxWidth(Double.MAX_VALUE);
    var toast = new HBox(text);
    toast.getStyleClass().add("desk-toast");
    toast.setMaxWidth(WIDTH);
    toast.setMinWidth(Math.min(WIDTH, 260));
    toast.setMaxHeight(Region.USE_PREF_SIZE);
    var action = notice.action();
    if (action != null) {
      var button = new Button(notice.actionText());
      button.setId("toast-action");
      button.setMinWidth(Region.USE_PREF_SIZE);
      button.getStyleClass().addAll(Styles.SMALL, Styles.ACCENT);
      button.setOnAction(
          _ -> {
            ui.notices().dismiss(notice);
            action.run();
          });
      toast.getChildren().add(button);
    }
    var close = new Button();
    close.setGraphic(Icons.of(Feather.X));
    close.setId("toast-close");
    close.getStyleClass().addAll(Styles.FLAT, Styles.SMALL, Styles.BUTTON_ICON);
    close.accessibleTextProperty().bind(ui.messages().bind("main.toast.close"));
    close.setOnAction(_ -> ui.notices().dismiss(notice));
    toast.getChildren().add(close);
    toasts.put(notice, toast);
    node.getChildren().add(toast);
    leaveLater(notice, toast);
  }

  private void leaveLater(Notice notice, Node toast) {
    switch (notice.level()) {
      case ERROR -> {}
      case INFO, SUCCESS, WARNING -> {
        var pause = new PauseTransition(STAY);
        pause.setOnFinished(_ -> ui.notices().dismiss(notice));
        toast.setOnMouseEntered(_ -> pause.stop());
        toast.setOnMouseExited(_ -> pause.playFromStart());
        pause.play();
      }
    }
  }

  private void remove(Notice notice) {
    var toast = toasts.remove(notice);
    if (toast != null) {
      node.getChildren().remove(toast);
    }
  }

  private static Node icon(Notice notice) {
    return switch (notice.level()) {
      case INFO -> Icons.of(Feather.INFO, DeskStyles.STATE_PERSISTENT);
      case SUCCESS -> Icons.of(Feather.CHECK_CIRCLE, DeskStyles.STATE_ACTIVE);
      case WARNING -> Icons.of(Feather.ALERT_TRIANGLE, DeskStyles.STATE_WARNING);
      case ERROR -> Icons.of(Feather.ALERT_CIRCLE, DeskStyles.STATE_ERROR);
    };
  }
}
