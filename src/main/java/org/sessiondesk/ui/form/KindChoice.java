package org.sessiondesk.ui.form;

import atlantafx.base.theme.Styles;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.sessiondesk.ui.fx.DeskStyles;
import org.sessiondesk.ui.fx.Fields;
import org.sessiondesk.ui.fx.Icons;
import org.sessiondesk.ui.fx.Ui;

/** Temporary or persistent: two cards, each with what it means. */
final class KindChoice {
  private final GridPane box;

  KindChoice(NewSessionModel model, Ui ui) {
    var group = new ToggleGroup();
    var temporary = choice("form-temporary", ui.messages().bind("form.kind.temporary"), group);
    var persistent = choice("form-persistent", ui.messages().bind("form.kind.persistent"), group);
    model.persistentProperty().subscribe(now -> group.selectToggle(now ? persistent : temporary));
    group
        .selectedToggleProperty()
        .subscribe(chosen -> model.persistentProperty().set(persistent.equals(chosen)));
    var storeIcon = Icons.of(Feather.DATABASE, DeskStyles.STATE_PERSISTENT);
    model.storeOnlineProperty().subscribe(online -> showStore(storeIcon, online));
    box =
        Fields.beside(
            card(
                temporary,
                Icons.of(Feather.CLOCK, DeskStyles.STATE_ACTIVE),
                "form-temporary-hint",
                ui.messages().bind("form.kind.temporary.hint")),
            card(persistent, storeIcon, "form-store-hint", model.storeHintProperty()),
            50);
  }

  /** The node. */
  Node node() {
    return box;
  }

  private static RadioButton choice(String id, ObservableValue<String> text, ToggleGroup group) {
    var button = new RadioButton();
    button.setId(id);
    button.textProperty().bind(text);
    button.setToggleGroup(group);
    button.getStyleClass().add(Styles.TEXT_BOLD);
    return button;
  }

  private static Node card(
      RadioButton choice, FontIcon icon, String hintId, ObservableValue<String> hint) {
    var words = new Label();
    words.setId(hintId);
    words.textProperty().bind(hint);
    words.setWrapText(true);
    words.setMinHeight(VBox.USE_PREF_SIZE);
    words.getStyleClass().add(DeskStyles.FIELD_HINT);
    choice.accessibleHelpProperty().bind(hint);
    var line = new HBox(icon, words);
    line.getStyleClass().add("form-kind-hint");
    line.setAlignment(Pos.TOP_LEFT);
    HBox.setHgrow(words, Priority.ALWAYS);
    var card = new VBox(choice, line);
    card.getStyleClass().add("form-kind");
    card.setOnMouseClicked(_ -> choice.setSelected(true));
    choice
        .selectedProperty()
        .subscribe(
            chosen -> {
              card.getStyleClass().remove("form-kind-chosen");
              if (chosen) {
                card.getStyleClass().add("form-kind-chosen");
              }
            });
    return card;
  }

  private static void showStore(FontIcon icon, boolean online) {
    icon.setIconCode(online ? Feather.DATABASE : Feather.ALERT_TRIANGLE);
    icon.getStyleClass().removeAll(DeskStyles.STATE_PERSISTENT, DeskStyles.STATE_WARNING);
    icon.getStyleClass().add(online ? DeskStyles.STATE_PERSISTENT : DeskStyles.STATE_WARNING);
  }
}
