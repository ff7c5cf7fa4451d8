package org.sessiondesk.ui.inspector;

import atlantafx.base.theme.Styles;
import atlantafx.base.theme.Tweaks;
import java.util.function.BiFunction;
import javafx.scene.Node;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Tooltip;
import org.kordamp.ikonli.feather.Feather;
import org.sessiondesk.service.CurlCommands;
import org.sessiondesk.session.JsonFormat;
import org.sessiondesk.session.Session;
import org.sessiondesk.ui.fx.Icons;
import org.sessiondesk.ui.fx.Ui;

/** Copies calls of the HTTP API about the session that is shown, as {@code curl} commands. */
final class CurlMenu {
  private final InspectorModel model;
  private final Ui ui;
  private final MenuButton button = new MenuButton(null, Icons.of(Feather.TERMINAL));

  CurlMenu(InspectorModel model, JsonFormat format, Ui ui) {
    this.model = model;
    this.ui = ui;
    button.setId("inspector-curl");
    button.getStyleClass().addAll(Styles.FLAT, Styles.BUTTON_ICON, Styles.SMALL, Tweaks.NO_ARROW);
    var words = ui.messages().bind("inspector.curl");
    button.accessibleTextProperty().bind(words);
    var tooltip = new Tooltip();
    tooltip.textProperty().bind(words);
    button.setTooltip(tooltip);
    button
        .getItems()
        .addAll(
            item("get", "inspector.curl.get", (curl, session) -> curl.get(session.id())),
            item(
                "segment", "inspector.curl.segment", (curl, session) -> curl.segment(session.id())),
            item(
                "create", "inspector.curl.create", (curl, session) -> curl.create(session, format)),
            item("delete", "inspector.curl.delete", (curl, session) -> curl.delete(session.id())));
  }

  /** The node. */
  Node node() {
    return button;
  }

  private MenuItem item(
      String name, String key, BiFunction<CurlCommands, Session, String> command) {
    var item = new MenuItem();
    item.setId("inspector-curl-" + name);
    item.textProperty().bind(ui.messages().bind(key));
    item.setOnAction(
        _ -> {
          if (model.contentProperty().get() instanceof Content.Open(var stored)) {
            var commands = model.commands();
            SessionHeader.copy(command.apply(commands.curl(), stored.session()));
            commands.curlCopied();
          }
        });
    return item;
  }
}
