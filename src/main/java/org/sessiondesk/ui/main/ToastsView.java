package org.sessiondesk.ui.main;

import atlantafx.base.theme.Styles;
import java.util.HashMap;
import java.util.Map;
import javafx.animation.PauseTransition;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;
import org.sessiondesk.ui.fx.DeskStyles;
import org.sessiondesk.ui.fx.Icons;
import org.sessiondesk.ui.fx.Messages;
import org.sessiondesk.ui.fx.Notices;
import org.sessiondesk.ui.fx.Notices.Notice;
import org.sessiondesk.ui.fx.Ui;

/**
 * Short notes in the lower right corner. They go by themselves, unless the pointer or the
 * keyboard's focus is on them; those that tell of a failure stay until they are put away.
 */
final class ToastsView {
  private final Notices notices;
  private final Messages messages;
  private final Duration life;
  private final Map<Notice, Node> shown = new HashMap<>();

  private final VBox root = new VBox();

  ToastsView(Ui ui) {
    this(ui, Duration.seconds(8));
  }

  /** Makes the view; a note goes after {@code life}. */
  ToastsView(Ui ui, Duration life) {
    this.notices = ui.notices();
    this.messages = ui.messages();
    this.life = life;
    root.setId("toasts");
    root.getStyleClass().add("desk-toasts");
    root.setPickOnBounds(false);
    root.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
    // Over the table: at the right they would cover the buttons of the inspector.
    StackPane.setAlignment(root, Pos.BOTTOM_LEFT);
    notices.shown().addListener((ListChangeListener<Notice>) _ -> show());
    show();
  }

  Node node() {
    return root;
  }

  private void show() {
    shown.keySet().retainAll(notices.shown());
    root.getChildren()
        .setAll(notices.shown().stream().map(n -> shown.computeIfAbsent(n, this::toast)).toList());
  }

  private Node toast(Notice notice) {
    var text = new Label(notice.text());
    text.setMaxWidth(340);
    text.setMinHeight(Region.USE_PREF_SIZE);
    HBox.setHgrow(text, Priority.ALWAYS);
    var icon = Icons.of(icon(notice.level()), mark(notice.level()));
    icon.setIconSize(16);
    var toast = new HBox(icon, text);
    toast.getStyleClass().add("desk-toast");
    toast.setAccessibleRole(AccessibleRole.TEXT);
    toast.setAccessibleText(notice.text());
    toast.setMaxWidth(Region.USE_PREF_SIZE);
    var action = notice.action();
    if (notice.actionText() != null && action != null) {
      var button = new Button(notice.actionText());
      button.setId("toast-action");
      button.getStyleClass().add(Styles.SMALL);
      button.setMinWidth(Region.USE_PREF_SIZE);
      button.setOnAction(
          _ -> {
            notices.dismiss(notice);
            action.run();
          });
      toast.getChildren().add(button);
    }
    toast.getChildren().add(closeButton(notice));
    letGo(toast, notice);
    return toast;
  }

  private Button closeButton(Notice notice) {
    var close = new Button(null, Icons.of(Feather.X));
    close.setId("toast-close");
    close.getStyleClass().addAll(Styles.SMALL, Styles.BUTTON_ICON, Styles.FLAT);
    close.accessibleTextProperty().bind(messages.bind("main.toast.close"));
    close.setOnAction(_ -> notices.dismiss(notice));
    return close;
  }

  private void letGo(Node toast, Notice notice) {
    if (notice.level() == Notices.Level.ERROR) {
      return;
    }
    var timer = new PauseTransition(life);
    timer.setOnFinished(_ -> notices.dismiss(notice));
    Runnable watch =
        () -> {
          if (toast.isHover() || toast.isFocusWithin()) {
            timer.stop();
          } else {
            timer.playFromStart();
          }
        };
    toast.hoverProperty().subscribe(_ -> watch.run());
    toast.focusWithinProperty().subscribe(_ -> watch.run());
  }

  /** The shape of a level. */
  static Ikon icon(Notices.Level level) {
    return switch (level) {
      case INFO -> Feather.INFO;
      case SUCCESS -> Feather.CHECK_CIRCLE;
      case WARNING -> Feather.ALERT_TRIANGLE;
      case ERROR -> Feather.X_OCTAGON;
    };
  }

  /** The colour of a level. */
  static String mark(Notices.Level level) {
    return switch (level) {
      case INFO -> DeskStyles.STATE_PERSISTENT;
      case SUCCESS -> DeskStyles.STATE_ACTIVE;
      case WARNING -> DeskStyles.STATE_WARNING;
      case ERROR -> DeskStyles.STATE_ERROR;
    };
  }
}
