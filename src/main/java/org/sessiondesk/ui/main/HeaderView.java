package org.sessiondesk.ui.main;

import atlantafx.base.theme.Styles;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.sessiondesk.ui.action.ConnectionActions;
import org.sessiondesk.ui.fx.Action;
import org.sessiondesk.ui.fx.ActionControls;
import org.sessiondesk.ui.fx.Actions;
import org.sessiondesk.ui.fx.Icons;
import org.sessiondesk.ui.fx.ProfileBadge;
import org.sessiondesk.ui.fx.Ui;

/** The bar at the top: which store, the search, a new session, the menu. */
final class HeaderView {

  private final Ui ui;
  private final ConnectionActions connection;
  private final HBox node = new HBox();
  private final MenuButton profile = new MenuButton();
  private final ProfileBadge badge;

  HeaderView(
      ConnectionActions connection,
      Node search,
      Actions actions,
      Runnable connectionSettings,
      Node bell,
      Ui ui) {
    this.ui = ui;
    this.connection = connection;
    badge = new ProfileBadge(ui.messages());
    badge.node().setId("profile-badge");
    node.getStyleClass().add("desk-header");
    var name = new Label();
    name.setId("app-name");
    name.getStyleClass().add("desk-app-name");
    name.setMinWidth(Region.USE_PREF_SIZE);
    name.textProperty().bind(ui.messages().bind("main.window.title"));
    buildProfile(connectionSettings);
    var left = new HBox(12, name, profile, badge.node());
    left.setAlignment(Pos.CENTER_LEFT);
    left.setMinWidth(Region.USE_PREF_SIZE);
    var right = new HBox(8, newButton(actions.get("new")), bell, menu(actions));
    right.setAlignment(Pos.CENTER_RIGHT);
    right.setMinWidth(Region.USE_PREF_SIZE);
    var gapLeft = gap();
    var gapRight = gap();
    HBox.setHgrow(search, Priority.ALWAYS);
    node.getChildren().addAll(left, gapLeft, search, gapRight, right);
  }

  Node node() {
    return node;
  }

  private static Region gap() {
    var gap = new Region();
    HBox.setHgrow(gap, Priority.SOMETIMES);
    return gap;
  }

  private void buildProfile(Runnable connectionSettings) {
    // An underscore in a name is one.
    profile.setMnemonicParsing(false);
    var words = new ConnectionWords(ui);
    profile.setId("profile-chooser");
    profile.setMaxWidth(280);
    profile.getStyleClass().add("desk-profile-button");
    connection.stateProperty().subscribe(_ -> showProfile(words));
    ui.messages().localeProperty().subscribe(_ -> showProfile(words));
    var tooltip = new Tooltip();
    tooltip.textProperty().bind(ui.messages().bind("main.header.profiletip"));
    profile.setTooltip(tooltip);
    // Profiles come and go in the settings: the menu is made when it opens.
    profile.setOnShowing(_ -> fillProfiles(connectionSettings));
    fillProfiles(connectionSettings);
  }

  private void showProfile(ConnectionWords words) {
    var state = connection.stateProperty().get();
    var chosen = state.wanted().orElse(null);
    var name =
        chosen == null ? ui.messages().get("main.header.noprofile") : connection.nameOf(chosen);
    profile.setText(ui.messages().get("main.header.profile", name, words.word(state)));
    profile.setGraphic(Icons.of(words.icon(state), words.style(state)));
    badge.show(chosen == null ? null : chosen.marks());
    var marked = badge.node().getText().isEmpty() ? "" : ", " + badge.node().getText();
    profile.setAccessibleText(name + marked + ", " + words.brief(state));
  }

  private void fillProfiles(Runnable connectionSettings) {
    var chosen = connection.stateProperty().get().wanted().orElse(null);
    profile.getItems().clear();
    for (var each : connection.profiles()) {
      var item = new CheckMenuItem(connection.nameOf(each));
      item.setId("profile-" + each.id());
      item.setMnemonicParsing(false);
      var mark = new ProfileBadge(ui.messages());
      mark.show(each.marks());
      item.setGraphic(mark.node());
      item.setSelected(chosen != null && chosen.id().equals(each.id()));
      item.setOnAction(_ -> connection.switchTo(each));
      profile.getItems().add(item);
    }
    profile.getItems().add(new SeparatorMenuItem());
    var disconnect = new MenuItem(ui.messages().get("main.header.disconnect"));
    disconnect.setId("profile-disconnect");
    disconnect.setGraphic(Icons.of(Feather.SLASH));
    disconnect.setDisable(chosen == null);
    disconnect.setOnAction(_ -> connection.disconnect());
    var settings = new MenuItem(ui.messages().get("main.header.connectionsettings"));
    settings.setId("profile-settings");
    settings.setGraphic(Icons.of(Feather.SLIDERS));
    settings.setOnAction(_ -> connectionSettings.run());
    profile.getItems().addAll(disconnect, settings);
  }

  private Button newButton(Action action) {
    var button = new Button();
    button.setId("new-session");
    button.setGraphic(Icons.of(action.icon()));
    button.getStyleClass().add(Styles.ACCENT);
    button.textProperty().bind(ui.messages().bind("main.header.new"));
    button.setTooltip(new Tooltip(action.shortcutText()));
    button.setOnAction(_ -> action.run());
    return button;
  }

  /** What is in the menu, with a line between two groups. */
  private MenuButton menu(Actions actions) {
    var menu = new MenuButton();
    menu.setId("main-menu");
    menu.setGraphic(Icons.of(Feather.MORE_HORIZONTAL));
    menu.getStyleClass().addAll(Styles.BUTTON_ICON, atlantafx.base.theme.Tweaks.NO_ARROW);
    menu.accessibleTextProperty().bind(ui.messages().bind("main.header.menu"));
    Action.@Nullable Group group = null;
    for (var action : actions.all()) {
      if (action.isInMenu()) {
        if (group != null && group != action.group()) {
          menu.getItems().add(new SeparatorMenuItem());
        }
        group = action.group();
        menu.getItems().add(ActionControls.item(action, "menu-" + action.id(), ui.messages()));
      }
    }
    return menu;
  }
}
