package org.sessiondesk.ui.main;

import atlantafx.base.theme.Styles;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.feather.Feather;
import org.sessiondesk.connection.WriteAccess;
import org.sessiondesk.ui.action.ConnectionActions;
import org.sessiondesk.ui.fx.DeskStyles;
import org.sessiondesk.ui.fx.Icons;
import org.sessiondesk.ui.fx.Ui;

/** The lock of a read-only profile: says whether it is open, and for how long, and opens it. */
final class WritesView {
  private static final List<Duration> TIMES = List.of(Duration.ofMinutes(15), Duration.ofHours(1));

  private final ConnectionActions connection;
  private final Ui ui;
  private final MenuButton node = new MenuButton();

  WritesView(ConnectionActions connection, Ui ui) {
    this.connection = connection;
    this.ui = ui;
    node.setId("status-writes");
    node.setMinWidth(Region.USE_PREF_SIZE);
    node.getStyleClass().addAll(Styles.FLAT, Styles.SMALL);
    var tooltip = new Tooltip();
    tooltip.textProperty().bind(ui.messages().bind("main.writes.tip"));
    node.setTooltip(tooltip);
    connection.writesProperty().subscribe(_ -> show());
    ui.messages().localeProperty().subscribe(_ -> show());
    ui.clock().nowProperty().subscribe((_, _) -> showTime());
    show();
  }

  Node node() {
    return node;
  }

  private void show() {
    var access = connection.writesProperty().get();
    boolean shown = !(access instanceof WriteAccess.Open);
    node.setVisible(shown);
    node.setManaged(shown);
    node.getItems().clear();
    switch (access) {
      case WriteAccess.Open _ -> {}
      case WriteAccess.Locked _ -> {
        node.setGraphic(Icons.of(Feather.LOCK, DeskStyles.STATE_OFF));
        node.setText(ui.messages().get("main.writes.locked"));
        TIMES.forEach(time -> node.getItems().add(unlock(time, "main.writes.unlock")));
      }
      case WriteAccess.Unlocked(var until) -> {
        node.setGraphic(Icons.of(Feather.UNLOCK, DeskStyles.STATE_WARNING));
        node.setText(unlocked(until));
        var lock = new MenuItem(ui.messages().get("main.writes.lock"));
        lock.setId("writes-lock");
        lock.setGraphic(Icons.of(Feather.LOCK));
        lock.setOnAction(_ -> connection.lockWrites());
        node.getItems().add(lock);
        TIMES.forEach(time -> node.getItems().add(unlock(time, "main.writes.again")));
      }
    }
    node.setAccessibleText(node.getText());
  }

  /** Only the text changes every second: a menu that is open stays. */
  private void showTime() {
    if (connection.writesProperty().get() instanceof WriteAccess.Unlocked(var until)) {
      node.setText(unlocked(until));
    }
  }

  private String unlocked(Instant until) {
    long left = Math.max(0, Duration.between(ui.clock().now(), until).plusMillis(999).toSeconds());
    return ui.messages().get("main.writes.unlocked", "%d:%02d".formatted(left / 60, left % 60));
  }

  private MenuItem unlock(Duration time, String key) {
    var item = new MenuItem(ui.messages().get(key, time.toMinutes()));
    item.setId("writes-unlock-" + time.toMinutes());
    item.setOnAction(_ -> connection.unlockWrites(time));
    return item;
  }
}
