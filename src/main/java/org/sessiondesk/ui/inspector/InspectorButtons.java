package org.sessiondesk.ui.inspector;

import atlantafx.base.theme.Styles;
import java.time.Duration;
import javafx.beans.binding.Bindings;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.sessiondesk.ui.fx.ActionControls;
import org.sessiondesk.ui.fx.DeskStyles;
import org.sessiondesk.ui.fx.Fields;
import org.sessiondesk.ui.fx.Icons;
import org.sessiondesk.ui.fx.Ui;

/** What can be done with the session that is shown. */
final class InspectorButtons {
  private final InspectorModel model;
  private final Ui ui;
  private final VBox box;

  InspectorButtons(InspectorModel model, InspectorActions actions, Ui ui) {
    this.model = model;
    this.ui = ui;
    box = new VBox(saving(actions), others());
    box.getStyleClass().add("inspector-buttons");
    // Nothing can be done to what is no more; what was edited is dealt with by the bar above.
    box.disableProperty().bind(model.mergeProperty().isNotNull());
  }

  /** The node. */
  Node node() {
    return box;
  }

  private Node saving(InspectorActions actions) {
    var save = ActionControls.button(actions.save(), "inspector-save", ui.messages());
    save.setMinWidth(Region.USE_PREF_SIZE);
    save.getStyleClass().add(Styles.ACCENT);
    var revert = ActionControls.button(actions.revert(), "inspector-revert", ui.messages());
    revert.setMinWidth(Region.USE_PREF_SIZE);
    var unsaved = new Label();
    unsaved.setId("inspector-unsaved");
    unsaved.textProperty().bind(ui.messages().bind("inspector.unsaved"));
    unsaved.setGraphic(Icons.of(Feather.EDIT_3, DeskStyles.STATE_WARNING));
    unsaved.getStyleClass().add(DeskStyles.STATE_WARNING);
    unsaved.setMinWidth(Region.USE_PREF_SIZE);
    unsaved.visibleProperty().bind(model.dirtyProperty());
    var waiting = new ProgressIndicator();
    waiting.setPrefSize(18, 18);
    Fields.showWhile(waiting, model.savingProperty());
    var gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    var line = new HBox(unsaved, gap, waiting, revert, save);
    line.getStyleClass().add("inspector-saving");
    return line;
  }

  private Node others() {
    var persistent =
        InspectorBars.when(
            () ->
                model.contentProperty().get() instanceof Content.Open(var stored)
                    && stored.session().persistent(),
            model.contentProperty());
    var promote =
        button(
            "inspector-promote",
            "inspector.promote",
            Feather.DATABASE,
            () -> model.commands().promote());
    Fields.showWhile(promote, persistent.not());
    var demote =
        button(
            "inspector-demote", "inspector.demote", Feather.CLOCK, () -> model.commands().demote());
    Fields.showWhile(demote, persistent);
    var extend = extendMenu();
    Fields.showWhile(extend, persistent.not());
    var delete =
        button(
            "inspector-delete",
            "inspector.delete",
            Feather.TRASH_2,
            () -> model.commands().delete());
    delete.getStyleClass().addAll(Styles.BUTTON_OUTLINED, Styles.DANGER);
    var line = new FlowPane(8, 8, extend, promote, demote, delete);
    line.disableProperty().bind(Bindings.or(model.goneProperty(), model.savingProperty()));
    return line;
  }

  private MenuButton extendMenu() {
    var menu = new MenuButton(null, Icons.of(Feather.PLUS_CIRCLE));
    menu.setId("inspector-extend");
    menu.textProperty().bind(ui.messages().bind("inspector.extend"));
    menu.getItems()
        .addAll(
            item(
                "inspector.extend.hour",
                "inspector-extend-hour",
                () -> model.commands().extend(Duration.ofHours(1))),
            item(
                "inspector.extend.day",
                "inspector-extend-day",
                () -> model.commands().extend(Duration.ofHours(24))),
            item("inspector.extend.until", "inspector-extend-until", this::askUntil));
    return menu;
  }

  private void askUntil() {
    if (!(model.contentProperty().get() instanceof Content.Open(var stored))) {
      return;
    }
    var deadline = stored.session().expiresAt();
    if (deadline != null) {
      ui.dialogs().open(new ExtendPanel(deadline, ui, model.commands()::extendUntil));
    }
  }

  private MenuItem item(String key, String id, Runnable action) {
    var item = new MenuItem();
    item.setId(id);
    item.textProperty().bind(ui.messages().bind(key));
    item.setOnAction(_ -> action.run());
    return item;
  }

  private Button button(String id, String key, Feather icon, Runnable action) {
    var button = new Button(null, Icons.of(icon));
    button.setId(id);
    button.textProperty().bind(ui.messages().bind(key));
    button.setOnAction(_ -> action.run());
    button.setMinWidth(Region.USE_PREF_SIZE);
    return button;
  }
}
