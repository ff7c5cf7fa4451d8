package org.sessiondesk.ui.inspector;

import atlantafx.base.theme.Styles;
import java.time.Duration;
import java.util.List;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.sessiondesk.session.JsonFormat;
import org.sessiondesk.ui.fx.Action;
import org.sessiondesk.ui.fx.DeskStyles;
import org.sessiondesk.ui.fx.Icons;
import org.sessiondesk.ui.fx.Ui;

/** Shows what the inspector's model holds. Ctrl+S saves. */
public final class InspectorView {
  private final InspectorModel model;
  private final Ui ui;
  private final InspectorActions actions;
  private final SessionPane session;
  private final StackPane root = new StackPane();
  private @Nullable UnreadablePane unreadable;

  /** Makes it; {@code format} writes metadata where two edits are compared. */
  public InspectorView(InspectorModel model, JsonFormat format, Ui ui) {
    this.model = model;
    this.ui = ui;
    actions = new InspectorActions(model, ui);
    session = new SessionPane(model, actions, format, ui);
    root.setId("inspector");
    root.getStyleClass().addAll("inspector", DeskStyles.PANE);
    root.setMinWidth(280);
    root.addEventFilter(KeyEvent.KEY_PRESSED, this::saveByKey);
    model.contentProperty().subscribe(this::show);
  }

  /** The node. */
  public Node node() {
    return root;
  }

  /** What can be done with what is edited. */
  public List<Action> actions() {
    return actions.all();
  }

  private void saveByKey(KeyEvent event) {
    if (actions.save().shortcut().orElseThrow().match(event)) {
      event.consume();
      actions.save().run();
    }
  }

  private void show(Content content) {
    switch (content) {
      case Content.Open(var stored) -> {
        session.show(stored.session());
        put(session.node());
      }
      case Content.Unreadable(var entry) -> {
        if (unreadable == null) {
          unreadable = new UnreadablePane(model, ui, entry);
        } else {
          unreadable.show(entry);
        }
        put(unreadable.node());
      }
      case Content.Nothing _ -> put(card(Feather.SIDEBAR, ui.messages().bind("inspector.nothing")));
      case Content.Loading _ -> put(loading());
      case Content.Missing _ -> put(card(Feather.SLASH, ui.messages().bind("inspector.missing")));
      case Content.Failed(_, var problem) -> {
        var text = new SimpleStringProperty(InspectorBars.describe(problem));
        put(
            card(
                Feather.ALERT_OCTAGON,
                text,
                button(
                    "inspector-failed-retry",
                    "inspector.retry",
                    Feather.REFRESH_CW,
                    model::retry)));
      }
      case Content.Many(int count) -> put(many(count));
    }
  }

  /** A node that stays keeps its focus and its caret. */
  private void put(Node node) {
    if (!root.getChildren().equals(List.of(node))) {
      root.getChildren().setAll(node);
    }
  }

  private Node loading() {
    var waiting = new ProgressIndicator();
    waiting.setMaxSize(36, 36);
    var words = new Label();
    words.textProperty().bind(ui.messages().bind("inspector.loading"));
    words.getStyleClass().add(DeskStyles.MUTED);
    var box = new VBox(waiting, words);
    box.setId("inspector-loading");
    box.getStyleClass().add(DeskStyles.EMPTY);
    return box;
  }

  private Node card(Feather icon, ObservableValue<String> text, Node... buttons) {
    var words = new Label();
    words.setId("inspector-message");
    words.textProperty().bind(text);
    words.setWrapText(true);
    words.setMinHeight(Region.USE_PREF_SIZE);
    words.getStyleClass().add(DeskStyles.MUTED);
    var box = new VBox(Icons.of(icon), words);
    box.getChildren().addAll(buttons);
    box.getStyleClass().add(DeskStyles.EMPTY);
    return box;
  }

  private Node many(int count) {
    var commands = model.commands();
    var delete =
        button("inspector-many-delete", "inspector.delete", Feather.TRASH_2, commands::delete);
    delete.getStyleClass().addAll(Styles.BUTTON_OUTLINED, Styles.DANGER);
    var buttons =
        new FlowPane(
            8,
            8,
            button(
                "inspector-many-segment", "inspector.segment", Feather.SCISSORS, commands::segment),
            button(
                "inspector-many-extend",
                "inspector.extend.hour",
                Feather.PLUS_CIRCLE,
                () -> commands.extend(Duration.ofHours(1))),
            button(
                "inspector-many-promote", "inspector.promote", Feather.DATABASE, commands::promote),
            button("inspector-many-demote", "inspector.demote", Feather.CLOCK, commands::demote),
            delete);
    buttons.getStyleClass().add("inspector-many");
    var card = card(Feather.LAYERS, ui.messages().bind("inspector.many", count), buttons);
    card.setId("inspector-many");
    return card;
  }

  private Button button(String id, String key, Feather icon, Runnable action) {
    var button = new Button(null, Icons.of(icon));
    button.setId(id);
    button.textProperty().bind(ui.messages().bind(key));
    button.setOnAction(_ -> action.run());
    return button;
  }
}
