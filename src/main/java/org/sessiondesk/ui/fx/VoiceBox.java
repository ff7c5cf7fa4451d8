package org.sessiondesk.ui.fx;

import atlantafx.base.theme.Styles;
import java.util.List;
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
 * A field for a voice's name: anything can be typed; the known voices that match every typed word,
 * by short name, name, language or gender, are offered beneath, those used lately first and the
 * others by locale. Down opens the list, Enter takes from it, Escape closes it.
 */
public final class VoiceBox {
  private static final double ROW = 28;
  private static final double WIDTH = 384;
  private static final int MOST_SEEN = 8;

  private final Ui ui;
  private final StringProperty value = new SimpleStringProperty(this, "value", "");
  private final SimpleObjectProperty<Set<String>> known = new SimpleObjectProperty<>(Set.of());
  private final ObservableStringValue hint;
  private final TextField field = new TextField();
  private final ListView<VoiceRows.Row> list = new ListView<>();
  private final Popup popup = new Popup();
  private final HBox box;
  private final VoiceNames voices;
  private VoiceRows rows = new VoiceRows(List.of(), List.of());
  private String atFocus = "";
  private boolean taking;
  private boolean hiddenByButton;

  /** Makes one; {@code id} is the id of its text field and begins those of its other parts. */
  public VoiceBox(VoiceNames voices, Ui ui, String id) {
    this.ui = ui;
    this.voices = voices;
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
    list.setCellFactory(_ -> new VoiceCell(ui.messages()));
    list.setOnMouseClicked(_ -> take());
    popup.getContent().add(list);
    popup.setAutoHide(true);
    load();
  }

  private void load() {
    record Loaded(VoiceRows rows, Set<String> names) {}
    ui.background()
        .task(
            () ->
                new Loaded(
                    new VoiceRows(voices.voices(), voices.recent()),
                    Set.copyOf(voices.shortNames())))
        .onSuccess(
            loaded -> {
              rows = loaded.rows();
              known.set(loaded.names());
            })
        .start();
  }

  /** Has the voice that is chosen come first from now on. */
  private void remember() {
    var name = value.get();
    if (SessionRules.isVoiceName(name)) {
      ui.background()
          .task(
              () -> {
                voices.used(name);
                return new VoiceRows(voices.voices(), voices.recent());
              })
          .onSuccess(now -> rows = now)
          .start();
    }
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
    // A click beside the list hides it and does what it does; one on this button only hides it.
    popup.setConsumeAutoHidingEvents(false);
    popup.setOnAutoHide(_ -> hiddenByButton = button.isHover());
    button.setOnAction(
        _ -> {
          field.requestFocus();
          if (!hiddenByButton) {
            open(all());
          }
          hiddenByButton = false;
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
    if (focused) {
      atFocus = value.get();
    } else {
      popup.hide();
      if (!value.get().equals(atFocus)) {
        remember();
      }
    }
  }

  private void typed() {
    if (field.isFocused() && !taking) {
      var matching = rows.matching(field.getText(), ui.messages());
      if (matching.isEmpty() || known.get().contains(field.getText())) {
        popup.hide();
      } else {
        open(matching);
      }
    }
  }

  private List<VoiceRows.Row> all() {
    return rows.matching("", ui.messages());
  }

  private void open(List<VoiceRows.Row> offered) {
    list.getItems().setAll(offered);
    list.getSelectionModel().clearSelection();
    for (int at = 0; at < offered.size(); at++) {
      if (offered.get(at) instanceof VoiceRows.Choice(var voice)
          && voice.shortName().equals(value.get())) {
        list.getSelectionModel().select(at);
        list.scrollTo(Math.max(0, at - 1));
        break;
      }
    }
    list.setPrefHeight(ROW * Math.clamp(offered.size(), 1, MOST_SEEN) + 4);
    list.setPrefWidth(Math.max(WIDTH, box.getWidth()));
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
            known.get().contains(field.getText())
                ? all()
                : rows.matching(field.getText(), ui.messages()));
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

  /** Selects the row {@code to} or, where it is a heading, the next one in that direction. */
  private void move(int to) {
    var items = list.getItems();
    int index = Math.clamp(to, 0, items.size() - 1);
    int step = index < list.getSelectionModel().getSelectedIndex() && index > 0 ? -1 : 1;
    while (items.get(index) instanceof VoiceRows.Heading) {
      index += step;
    }
    list.getSelectionModel().select(index);
    list.scrollTo(Math.max(0, index - MOST_SEEN / 2));
  }

  private void take() {
    var chosen = list.getSelectionModel().getSelectedItem();
    popup.hide();
    if (chosen instanceof VoiceRows.Choice(var voice)) {
      taking = true;
      field.setText(voice.shortName());
      field.end();
      taking = false;
      remember();
    }
  }
}
