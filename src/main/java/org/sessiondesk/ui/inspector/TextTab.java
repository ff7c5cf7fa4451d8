package org.sessiondesk.ui.inspector;

import javafx.beans.binding.Bindings;
import javafx.scene.Node;
import javafx.scene.control.TextField;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.sessiondesk.ui.fx.FaithfulText;
import org.sessiondesk.ui.fx.Fields;
import org.sessiondesk.ui.fx.LongTextArea;
import org.sessiondesk.ui.fx.TextCounts;
import org.sessiondesk.ui.fx.Ui;
import org.sessiondesk.ui.fx.VoiceBox;

/** The text of a session with its name and voice, to be edited. */
final class TextTab {
  private final Draft draft;
  private final Ui ui;
  private final LongTextArea text;
  private final VBox box;

  TextTab(InspectorModel model, Ui ui) {
    this.draft = model.draft();
    this.ui = ui;
    text = new LongTextArea(ui, "inspector-text");
    box = new VBox(voiceAndName(model), textField());
    box.getStyleClass().add("inspector-tab");
    // A tab sets its content's own property itself.
    box.getChildren().forEach(child -> child.disableProperty().bind(model.fieldsLocked()));
  }

  /** The node. */
  Node node() {
    return box;
  }

  private Node voiceAndName(InspectorModel model) {
    var name = new TextField();
    name.setId("inspector-name");
    name.promptTextProperty().bind(ui.messages().bind("inspector.name.prompt"));
    FaithfulText.bind(name, draft.nameProperty());
    var nameField =
        Fields.of(ui.messages().bind("inspector.name"), name, draft.errorProperty(Part.NAME));
    var voice = new VoiceBox(model.voices(), ui, "inspector-voice");
    voice.valueProperty().bindBidirectional(draft.voiceProperty());
    var voiceField =
        Fields.of(
            ui.messages().bind("inspector.voice"),
            voice.field(),
            voice.node(),
            draft.errorProperty(Part.VOICE));
    voiceField.getChildren().add(Fields.hint(voice.hintProperty(), "inspector-voice-hint"));
    return Fields.beside(nameField, voiceField, 40);
  }

  private Node textField() {
    text.area().setPrefRowCount(8);
    text.textProperty().bindBidirectional(draft.textProperty());
    VBox.setVgrow(text.node(), Priority.ALWAYS);
    var field =
        Fields.of(
            ui.messages().bind("inspector.text"),
            text.area(),
            text.node(),
            draft.errorProperty(Part.TEXT));
    var counts =
        Bindings.createStringBinding(
            () -> TextCounts.of(draft.textProperty().get()).describe(ui.messages()),
            draft.textProperty(),
            ui.messages().localeProperty());
    field.getChildren().add(Fields.hint(counts, "inspector-text-count"));
    VBox.setVgrow(field, Priority.ALWAYS);
    return field;
  }
}
