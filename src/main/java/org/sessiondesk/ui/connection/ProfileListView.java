package org.sessiondesk.ui.connection;

import atlantafx.base.theme.Styles;
import javafx.beans.binding.Bindings;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.sessiondesk.connection.ConnectionProfile;
import org.sessiondesk.ui.fx.DeskStyles;
import org.sessiondesk.ui.fx.Icons;
import org.sessiondesk.ui.fx.ProfileBadge;
import org.sessiondesk.ui.fx.Ui;

/** The list of profiles, and the buttons that add to it and take from it. */
final class ProfileListView {
  private final ConnectionModel model;
  private final Ui ui;
  private final VBox node = new VBox(8);

  ProfileListView(ConnectionModel model, Ui ui) {
    this.model = model;
    this.ui = ui;
    var list = new ListView<>(model.profiles());
    list.setId("connection-profiles");
    list.accessibleTextProperty().bind(ui.messages().bind("connection.list.accessible"));
    list.setCellFactory(_ -> new ProfileCell());
    list.getSelectionModel()
        .selectedItemProperty()
        .subscribe(
            profile -> {
              if (profile != null && !profile.equals(model.selectedProperty().get())) {
                model.selectedProperty().set(profile);
              }
            });
    model
        .selectedProperty()
        .subscribe(
            profile -> {
              if (profile != null) {
                list.getSelectionModel().select(profile);
              }
            });
    model.stateProperty().subscribe(_ -> list.refresh());
    ui.messages().localeProperty().subscribe(_ -> list.refresh());
    VBox.setVgrow(list, Priority.ALWAYS);
    var add = button("connection.list.add", "connection-add", Feather.PLUS);
    add.setOnAction(_ -> model.add());
    var copy = button("connection.list.duplicate", "connection-duplicate", Feather.COPY);
    copy.setOnAction(_ -> model.duplicate());
    copy.disableProperty()
        .bind(
            Bindings.createBooleanBinding(
                () -> {
                  var profile = model.selectedProperty().get();
                  return profile == null || profile.isBuiltIn();
                },
                model.selectedProperty()));
    var remove = button("connection.list.remove", "connection-remove", Feather.TRASH_2);
    remove.setOnAction(_ -> model.remove());
    remove
        .disableProperty()
        .bind(
            Bindings.createBooleanBinding(
                () -> {
                  var profile = model.selectedProperty().get();
                  return profile == null || !model.isEditable(profile);
                },
                model.selectedProperty()));
    node.getChildren().addAll(list, new HBox(4, add, copy, remove));
    node.getStyleClass().add("connection-list");
  }

  Node node() {
    return node;
  }

  private Button button(String key, String id, Feather icon) {
    var button = new Button();
    button.setId(id);
    button.setGraphic(Icons.of(icon));
    button.getStyleClass().addAll(Styles.FLAT, Styles.BUTTON_ICON);
    button.accessibleTextProperty().bind(ui.messages().bind(key));
    var tooltip = new Tooltip();
    tooltip.textProperty().bind(ui.messages().bind(key));
    button.setTooltip(tooltip);
    return button;
  }

  private final class ProfileCell extends ListCell<ConnectionProfile> {
    private final Label name = new Label();
    private final Label target = new Label();
    private final ProfileBadge badge = new ProfileBadge(ui.messages());
    private final VBox texts = new VBox(2, new HBox(8, name, badge.node()), target);

    ProfileCell() {
      target.getStyleClass().addAll(DeskStyles.MUTED, "connection-target");
      setPrefWidth(0);
    }

    @Override
    protected void updateItem(@Nullable ConnectionProfile profile, boolean empty) {
      super.updateItem(profile, empty);
      if (empty || profile == null) {
        setGraphic(null);
        setTooltip(null);
        return;
      }
      name.setText(model.nameOf(profile));
      target.setText(
          profile.isBuiltIn()
              ? ui.messages().get("connection.list.builtin")
              : profile.target().display());
      name.setGraphic(
          model.isConnected(profile)
              ? Icons.of(Feather.CHECK_CIRCLE, DeskStyles.STATE_ACTIVE)
              : null);
      badge.show(profile.marks());
      setTooltip(new Tooltip(target.getText()));
      setGraphic(texts);
    }
  }
}
