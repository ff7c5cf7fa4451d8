package org.sessiondesk.ui.transfer;

import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.StringBinding;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.PasswordField;
import javafx.scene.control.RadioButton;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.ui.fx.Fields;
import org.sessiondesk.ui.fx.Messages;

/** Controls that the dialogs of this part have in common. */
final class Forms {
  private Forms() {}

  static StringBinding none() {
    return Bindings.createStringBinding(() -> "");
  }

  /** Radio buttons one below the other, of which {@code chosen} is the one that is on. */
  static <T> VBox choices(
      String id,
      ObjectProperty<T> chosen,
      Iterable<T> values,
      Function<T, ObservableValue<String>> words,
      Function<T, Boolean> possible) {
    var group = new ToggleGroup();
    var box = new VBox();
    box.getStyleClass().add("transfer-choices");
    for (var value : values) {
      var radio = new RadioButton();
      radio.setId(id + "-" + value.toString().toLowerCase(java.util.Locale.ROOT).replace("_", ""));
      radio.setWrapText(true);
      radio.setMinHeight(Region.USE_PREF_SIZE);
      radio.textProperty().bind(words.apply(value));
      radio.setToggleGroup(group);
      radio.setDisable(!possible.apply(value));
      radio.setSelected(value.equals(chosen.get()));
      radio
          .selectedProperty()
          .subscribe(
              (_, on) -> {
                if (on) {
                  chosen.set(value);
                }
              });
      chosen.subscribe((_, now) -> radio.setSelected(value.equals(now)));
      box.getChildren().add(radio);
    }
    return box;
  }

  /** A list to choose from that takes one line; the texts follow the language. */
  static <T extends @Nullable Object> ChoiceBox<T> choiceBox(
      String id,
      ObjectProperty<T> chosen,
      Iterable<? extends T> values,
      Function<T, String> text,
      Messages messages) {
    var box = new ChoiceBox<T>();
    box.setId(id);
    values.forEach(box.getItems()::add);
    box.setMaxWidth(Double.MAX_VALUE);
    messages
        .localeProperty()
        .subscribe(
            _ ->
                box.setConverter(
                    new StringConverter<>() {
                      @Override
                      public String toString(T value) {
                        return value == null ? "" : text.apply(value);
                      }

                      @Override
                      public T fromString(String text) {
                        return chosen.get();
                      }
                    }));
    box.valueProperty().bindBidirectional(chosen);
    return box;
  }

  /** A path that is typed, or chosen by the button beside it. */
  static Node path(
      TextField field,
      ObservableValue<String> label,
      ObservableValue<String> browse,
      ObservableValue<String> error,
      Runnable choose) {
    var button = new Button();
    button.setId(field.getId() + "-choose");
    button.setMinWidth(Region.USE_PREF_SIZE);
    button.textProperty().bind(browse);
    button.setOnAction(_ -> choose.run());
    HBox.setHgrow(field, Priority.ALWAYS);
    var line = new HBox(8, field, button);
    return Fields.of(label, field, line, error);
  }

  /** Something that can be ticked. */
  static CheckBox check(String id, ObservableValue<String> words, BooleanProperty ticked) {
    var box = new CheckBox();
    box.setId(id);
    box.setWrapText(true);
    box.setMinHeight(Region.USE_PREF_SIZE);
    box.textProperty().bind(words);
    box.selectedProperty().bindBidirectional(ticked);
    return box;
  }

  static PasswordField password(String id) {
    var field = new PasswordField();
    field.setId(id);
    return field;
  }
}
