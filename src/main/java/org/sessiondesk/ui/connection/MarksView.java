package org.sessiondesk.ui.connection;

import java.util.Locale;
import java.util.function.Function;
import javafx.beans.property.ObjectProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.connection.Deployment;
import org.sessiondesk.connection.ProfileMarks.Colour;
import org.sessiondesk.ui.fx.DeskStyles;
import org.sessiondesk.ui.fx.ProfileBadge;
import org.sessiondesk.ui.fx.Ui;

/** How a profile is marked and guarded: what it is for, its colour, whether it is read-only. */
final class MarksView {
  private final ProfileForm form;
  private final Ui ui;

  MarksView(ProfileForm form, Ui ui) {
    this.form = form;
    this.ui = ui;
  }

  /** What it is for, and its colour. */
  Node deployment() {
    var deployment =
        chooser("connection-deployment", "connection.form.deployment", form.deployment);
    deployment.getItems().setAll(Deployment.values());
    deployment.setPrefWidth(170);
    deployment.setCellFactory(_ -> new Cell<>(this::word, _ -> null));
    deployment.setButtonCell(new Cell<>(this::word, _ -> null));
    var colour = chooser("connection-colour", "connection.form.colour", form.colour);
    colour.getItems().setAll(Colour.values());
    colour.setPrefWidth(170);
    colour.setCellFactory(_ -> new Cell<>(this::word, MarksView::dot));
    colour.setButtonCell(new Cell<>(this::word, MarksView::dot));
    var between = new Label();
    between.textProperty().bind(ui.messages().bind("connection.form.colour"));
    between.setMinWidth(Region.USE_PREF_SIZE);
    var box = new HBox(8, deployment, between, colour);
    box.setAlignment(Pos.CENTER_LEFT);
    return new VBox(4, box, hint("connection.form.deploymenthint"));
  }

  /** Whether it is read-only. */
  Node readOnly() {
    var box = new CheckBox();
    box.setId("connection-readonly");
    box.textProperty().bind(ui.messages().bind("connection.form.readonlytext"));
    box.selectedProperty().bindBidirectional(form.readOnly);
    box.setPadding(new javafx.geometry.Insets(7, 0, 0, 0));
    return new VBox(4, box, hint("connection.form.readonlyhint"));
  }

  private Label hint(String key) {
    var hint = new Label();
    hint.getStyleClass().add(DeskStyles.FIELD_HINT);
    hint.setMinHeight(Region.USE_PREF_SIZE);
    hint.textProperty().bind(ui.messages().bind(key));
    return hint;
  }

  private <T> ComboBox<T> chooser(String id, String key, ObjectProperty<T> value) {
    var chooser = new ComboBox<T>();
    chooser.setId(id);
    chooser.accessibleTextProperty().bind(ui.messages().bind(key));
    chooser.valueProperty().bindBidirectional(value);
    return chooser;
  }

  private String word(Deployment deployment) {
    return ui.messages().get("fx.deployment." + key(deployment));
  }

  private String word(Colour colour) {
    return ui.messages().get("connection.colour." + key(colour));
  }

  private static String key(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private static @Nullable Node dot(Colour colour) {
    if (colour == Colour.AUTOMATIC) {
      return null;
    }
    var dot = new Region();
    dot.getStyleClass().addAll("connection-dot", ProfileBadge.styleOf(colour));
    return dot;
  }

  /** One choice in a word, with a mark beside it where it has one. */
  private static final class Cell<T> extends ListCell<T> {
    private final Function<T, String> word;
    private final Function<T, @Nullable Node> mark;

    Cell(Function<T, String> word, Function<T, @Nullable Node> mark) {
      this.word = word;
      this.mark = mark;
    }

    @Override
    protected void updateItem(@Nullable T item, boolean empty) {
      super.updateItem(item, empty);
      setText(item == null || empty ? "" : word.apply(item));
      setGraphic(item == null || empty ? null : mark.apply(item));
    }
  }
}
