package org.sessiondesk.ui.connection;

import atlantafx.base.theme.Styles;
import atlantafx.base.theme.Tweaks;
import java.util.function.Predicate;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.collections.ListChangeListener;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseDragEvent;
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
  private static final PseudoClass DROP_HERE = PseudoClass.getPseudoClass("drop-here");

  private final ProfileListModel profiles;
  private final ListView<ConnectionProfile> list;
  private final VBox node = new VBox(8);

  ProfileListView(ConnectionModel model, Ui ui) {
    this.model = model;
    this.profiles = model.list();
    this.ui = ui;
    list = new ListView<>(profiles.profiles());
    list.setId("connection-profiles");
    list.accessibleTextProperty().bind(ui.messages().bind("connection.list.accessible"));
    list.setCellFactory(_ -> new ProfileCell());
    followSelection();
    list.addEventFilter(KeyEvent.KEY_PRESSED, this::moveByKey);
    model.stateProperty().subscribe(_ -> list.refresh());
    ui.messages().localeProperty().subscribe(_ -> list.refresh());
    VBox.setVgrow(list, Priority.ALWAYS);
    node.getChildren().addAll(list, buttons());
    node.getStyleClass().add("connection-list");
  }

  private void followSelection() {
    var selection = list.getSelectionModel();
    selection
        .selectedItemProperty()
        .subscribe(
            profile -> {
              if (profile != null
                  && !profiles.isMoving()
                  && !profile.equals(profiles.selectedProperty().get())) {
                profiles.selectedProperty().set(profile);
              }
            });
    profiles
        .selectedProperty()
        .subscribe(
            profile -> {
              if (profile != null) {
                selection.select(profile);
              }
            });
    profiles
        .profiles()
        .addListener(
            (ListChangeListener<ConnectionProfile>)
                _ -> {
                  var kept = profiles.selectedProperty().get();
                  if (kept != null && profiles.isMoving()) {
                    selection.select(kept);
                  }
                });
  }

  private Node buttons() {
    var add = button("connection.list.add", "connection-add", Feather.PLUS);
    add.setOnAction(_ -> profiles.add());
    var copy = button("connection.list.duplicate", "connection-duplicate", Feather.COPY);
    copy.setOnAction(_ -> profiles.duplicate());
    copy.disableProperty().bind(selectionIs(profile -> profile == null || profile.isBuiltIn()));
    var remove = button("connection.list.remove", "connection-remove", Feather.TRASH_2);
    remove.setOnAction(_ -> profiles.remove());
    remove.disableProperty().bind(selectionIs(profile -> !profiles.isEditable(profile)));
    return new HBox(4, add, copy, remove, more());
  }

  private BooleanBinding selectionIs(Predicate<@Nullable ConnectionProfile> condition) {
    return Bindings.createBooleanBinding(
        () -> condition.test(profiles.selectedProperty().get()),
        profiles.selectedProperty(),
        profiles.profiles());
  }

  /** What is wanted less often. */
  private Node more() {
    var more = new MenuButton();
    more.setId("connection-more");
    more.setGraphic(Icons.of(Feather.MORE_HORIZONTAL));
    more.getStyleClass().addAll(Styles.FLAT, Styles.BUTTON_ICON, Tweaks.NO_ARROW);
    more.accessibleTextProperty().bind(ui.messages().bind("profiles.more"));
    var up = item("profiles.up", "connection-up", () -> profiles.move(-1));
    up.disableProperty().bind(selectionIs(_ -> !profiles.canMove(-1)));
    up.setAccelerator(new KeyCodeCombination(KeyCode.UP, KeyCombination.ALT_DOWN));
    var down = item("profiles.down", "connection-down", () -> profiles.move(1));
    down.disableProperty().bind(selectionIs(_ -> !profiles.canMove(1)));
    down.setAccelerator(new KeyCodeCombination(KeyCode.DOWN, KeyCombination.ALT_DOWN));
    more.getItems()
        .setAll(
            up,
            down,
            new SeparatorMenuItem(),
            item(
                "profiles.import",
                "connection-import",
                () -> ui.dialogs().open(new ProfileImportPanel(model.importing(), ui))),
            item(
                "profiles.export",
                "connection-export",
                () -> ui.dialogs().open(new ProfileExportPanel(model.exporting(), ui))),
            new SeparatorMenuItem(),
            item(
                "secrets.menu",
                "connection-secrets",
                () -> ui.dialogs().open(new SecretsPanel(model.secrets(), ui))));
    return more;
  }

  private MenuItem item(String key, String id, Runnable action) {
    var item = new MenuItem();
    item.setId(id);
    item.textProperty().bind(ui.messages().bind(key));
    item.setOnAction(_ -> action.run());
    return item;
  }

  private void moveByKey(KeyEvent event) {
    boolean up = event.getCode() == KeyCode.UP;
    if (event.isAltDown() && (up || event.getCode() == KeyCode.DOWN)) {
      profiles.move(up ? -1 : 1);
      event.consume();
    }
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
      setOnDragDetected(
          event -> {
            if (profiles.isEditable(getItem())) {
              startFullDrag();
              event.consume();
            }
          });
      setOnMouseDragEntered(
          event -> pseudoClassStateChanged(DROP_HERE, movedBy(event) != null && !isEmpty()));
      setOnMouseDragExited(_ -> pseudoClassStateChanged(DROP_HERE, false));
      setOnMouseDragReleased(
          event -> {
            var moved = movedBy(event);
            if (moved != null && getItem() != null) {
              profiles.moveTo(moved, getItem());
            }
          });
    }

    private @Nullable ConnectionProfile movedBy(MouseDragEvent event) {
      return event.getGestureSource() instanceof ProfileCell cell ? cell.getItem() : null;
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
