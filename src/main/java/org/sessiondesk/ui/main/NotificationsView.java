package org.sessiondesk.ui.main;

import atlantafx.base.theme.Styles;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.sessiondesk.ui.fx.Action;
import org.sessiondesk.ui.fx.DeskStyles;
import org.sessiondesk.ui.fx.Fields;
import org.sessiondesk.ui.fx.Icons;
import org.sessiondesk.ui.fx.Overlay;
import org.sessiondesk.ui.fx.Ui;

/** The bell in the header with how much nobody has seen, and the list that it opens. */
final class NotificationsView {
  private final NotificationsModel model;
  private final Overlay overlay;
  private final Ui ui;
  private final ListView<NotificationsModel.Entry> list = new ListView<>();
  private final VBox box = new VBox();

  NotificationsView(NotificationsModel model, Overlay overlay, Ui ui) {
    this.model = model;
    this.overlay = overlay;
    this.ui = ui;
    list.setId("notes-list");
    list.setItems(model.entries());
    list.setCellFactory(_ -> new NotificationCell(ui));
    list.accessibleTextProperty().bind(ui.messages().bind("main.notes.title"));
    var empty = new Label();
    empty.textProperty().bind(ui.messages().bind("main.notes.none"));
    empty.getStyleClass().add(DeskStyles.MUTED);
    empty.setWrapText(true);
    list.setPlaceholder(empty);
    VBox.setVgrow(list, Priority.ALWAYS);
    box.setId("notes");
    box.getStyleClass().addAll("command-palette", "main-notes");
    box.setMaxSize(460, 560);
    box.getChildren().setAll(heading(), list);
  }

  /** Shows the list, or puts it away where it is shown. What is shown counts as read. */
  void toggle() {
    if (overlay.shows(box)) {
      overlay.hide();
    } else {
      model.read();
      overlay.show(box, Pos.TOP_RIGHT, list, model::read);
    }
  }

  private Node heading() {
    var title = new Label();
    title.textProperty().bind(ui.messages().bind("main.notes.title"));
    title.getStyleClass().add(DeskStyles.TITLE);
    var gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    var clear = new Button();
    clear.setId("notes-clear");
    clear.getStyleClass().addAll(Styles.SMALL);
    clear.textProperty().bind(ui.messages().bind("main.notes.clear"));
    clear.disableProperty().bind(Bindings.isEmpty(model.entries()));
    clear.setOnAction(_ -> model.clear());
    var close = Fields.iconButton(Feather.X, "notes-close", ui.messages().bind("main.notes.close"));
    close.setOnAction(_ -> overlay.hide());
    var heading = new HBox(8, title, gap, clear, close);
    heading.setAlignment(Pos.CENTER_LEFT);
    return heading;
  }

  /** The bell, which does {@code action}. */
  Node bell(Action action) {
    var bell = new Button(null, Icons.of(Feather.BELL));
    bell.setId("notes-bell");
    bell.getStyleClass().addAll(Styles.BUTTON_ICON);
    var tooltip = new javafx.scene.control.Tooltip();
    tooltip
        .textProperty()
        .bind(
            Bindings.concat(ui.messages().bind(action.key()), " (" + action.shortcutText() + ")"));
    bell.setTooltip(tooltip);
    bell.accessibleTextProperty()
        .bind(ui.messages().bind("main.notes.bell", model.unreadProperty()));
    bell.setOnAction(_ -> action.run());
    var count = new Label();
    count.setId("notes-unread");
    count.getStyleClass().add("main-unread");
    count.setMouseTransparent(true);
    count
        .textProperty()
        .bind(
            Bindings.createStringBinding(
                () -> model.unreadProperty().get() > 99 ? "99+" : "" + model.unreadProperty().get(),
                model.unreadProperty()));
    count.visibleProperty().bind(model.unreadProperty().greaterThan(0));
    StackPane.setAlignment(count, Pos.TOP_RIGHT);
    count.setTranslateX(6);
    count.setTranslateY(-5);
    return new StackPane(bell, count);
  }
}
