package org.sessiondesk.ui.fx;

import atlantafx.base.theme.Styles;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javafx.beans.binding.Bindings;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableStringValue;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.stage.Popup;
import org.kordamp.ikonli.feather.Feather;
import org.sessiondesk.session.SessionRules;
import org.sessiondesk.session.VoiceNames;

/**
 * A field for a voice's name: anything can be typed; the known voices that hold every typed word
 * are offered beneath. Down opens the list, Enter takes from it, Escape closes it.
 */
public final class VoiceBox {
  private static final double ROW = 28;
  private static final int MOST_SEEN = 8;

  private final Ui ui;
  private final StringProperty value = new SimpleStringProperty(this, "value", "");
  private final SimpleObjectProperty<Set<String>> known = new SimpleObjectProperty<>(Set.of());
  private final ObservableStringValue hint;
  private final TextField field = new TextField();
  private final ListView<String> list = new ListView<>();
  private final Popup popup = new Popup();
  private final HBox box;
  private List<String> names = List.of();
  private boolean taking;

  /** Makes one; {@code id} is the id of its text field and begins those of its other parts. */
  public VoiceBox(VoiceNames voices, Ui ui, String id) {
    this.ui = ui;
    hint =
        Bindings.createStringBinding(this::describe, value, known, ui.messages().localeProperty());
    field.setId(id);
    field.getStyleClass().add(Styles.LEFT_PILL);
    field.setPromptText("zh-CN-XiaoxiaoNeural");
    HBox.setHgrow(field, Priority.ALWAYS);
    FaithfulText.bind(field, value);
    field.addEventFilter(KeyEvent.KEY_PRESSED, this::fieldKey);
    field.textProperty().subscribe((_, _) -> typed());
    field.focusedProperty().subscribe(this::focusChanged);
    box = new HBox(field, openButton(id));
    box.getStyleClass().add("field-voice");
    list.setId(id + "-list");
    list.getStyleClass().add("field-voices");
    list.setFixedCellSize(ROW);
    list.setFocusTraversable(false);
    list.setOnMouseClicked(_ -> take());
    popup.getContent().add(list);
    popup.setAutoHide(true);
    ui.background()
        .task(voices::shortNames)
        .onSuccess(
            loaded -> {
              names = loaded;
              known.set(Set.copyOf(loaded));
            })
        .start();
  }

  private Button openButton(String id) {
    var button =
        Fields.iconButton(
            Feather.CHEVRON_DOWN, id + "-open", ui.messages().bind("field.voice.open"));
    button.getStyleClass().removeAll(Styles.FLAT, Styles.SMALL);
    button.getStyleClass().add(Styles.RIGHT_PILL);
    button.setFocusTraversable(false);
    button.setMinHeight(0);
    button.prefHeightProperty().bind(field.heightProperty());
    button.setOnAction(
        _ -> {
          field.requestFocus();
          if (popup.isShowing()) {
            popup.hide();
          } else {
            open(names);
          }
        });
    return button;
  }

  /** What is written in it. */
  public StringProperty valueProperty() {
    return value;
  }

  /** Says so where the name is well-formed, but none of those that are known; else empty. */
  public ObservableStringValue hintProperty() {
    return hint;
  }

  /** The text field, for its label, its focus and its faults. */
  public TextField field() {
    return field;
  }

  /** The node. */
  public Node node() {
    return box;
  }

  private String describe() {
    var name = value.get();
    return known.get().isEmpty() || known.get().contains(name) || !SessionRules.isVoiceName(name)
        ? ""
        : ui.messages().get("field.voice.unknown");
  }

  private void focusChanged(boolean focused) {
    if (!focused) {
      popup.hide();
    }
  }

  private void typed() {
    if (field.isFocused() && !taking) {
      var matching = matching(field.getText());
      if (matching.isEmpty() || matching.equals(List.of(field.getText()))) {
        popup.hide();
      } else {
        open(matching);
      }
    }
  }

  private List<String> matching(String typed) {
    var words = typed.toLowerCase(Locale.ROOT).strip().split("\\s+");
    return names.stream()
        .filter(
            name -> {
              var lower = name.toLowerCase(Locale.ROOT);
              return List.of(words).stream().allMatch(lower::contains);
            })
        .toList();
  }

  private void open(List<String> offered) {
    list.getItems().setAll(offered);
    list.getSelectionModel().clearSelection();
    int at = offered.indexOf(value.get());
    if (at >= 0) {
      list.getSelectionModel().select(at);
      list.scrollTo(at);
    }
    list.setPrefHeight(ROW * Math.clamp(offered.size(), 1, MOST_SEEN) + 4);
    list.setPrefWidth(Math.max(240, box.getWidth()));
    Bounds place = box.localToScreen(box.getBoundsInLocal());
    if (place != null && !offered.isEmpty()) {
      popup.show(field, place.getMinX(), place.getMaxY() + 2);
    }
  }

  private void fieldKey(KeyEvent event) {
    if (event.isControlDown() || event.isAltDown() || event.isMetaDown()) {
      return;
    }
    var selection = list.getSelectionModel();
    if (!popup.isShowing()) {
      if (event.getCode() == KeyCode.DOWN) {
        open(
            field.getText().isEmpty() || known.get().contains(field.getText())
                ? names
                : matching(field.getText()));
        event.consume();
      }
      return;
    }
    switch (event.getCode()) {
      case DOWN -> move(selection.getSelectedIndex() + 1);
      case UP -> move(selection.getSelectedIndex() - 1);
      case PAGE_DOWN -> move(selection.getSelectedIndex() + MOST_SEEN);
      case PAGE_UP -> move(selection.getSelectedIndex() - MOST_SEEN);
      case ENTER -> take();
      case ESCAPE -> popup.hide();
      default -> {
        return;
      }
    }
    event.consume();
  }

  private void move(int to) {
    int index = Math.clamp(to, 0, list.getItems().size() - 1);
    list.getSelectionModel().select(index);
    list.scrollTo(Math.max(0, index - MOST_SEEN / 2));
  }

  private void take() {
    var chosen = list.getSelectionModel().getSelectedItem();
    popup.hide();
    if (chosen != null) {
      taking = true;
      field.setText(chosen);
      field.end();
      taking = false;
    }
  }
}
