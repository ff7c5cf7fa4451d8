package org.sessiondesk.ui.form;

import javafx.beans.binding.Bindings;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;
import org.sessiondesk.session.Fault.Field;
import org.sessiondesk.ui.fx.FaithfulText;
import org.sessiondesk.ui.fx.Fields;
import org.sessiondesk.ui.fx.LongTextArea;
import org.sessiondesk.ui.fx.MetadataEditor;
import org.sessiondesk.ui.fx.TextCounts;
import org.sessiondesk.ui.fx.Ui;
import org.sessiondesk.ui.fx.VoiceBox;

/** The fields of a new session. */
final class NewSessionForm {
  private final NewSessionModel model;
  private final Ui ui;
  private final LongTextArea text;
  private final VoiceBox voice;
  private final TextField name = new TextField();
  private final TextField ttl = new TextField();
  private final MetadataEditor metadata;
  private final ScrollPane scroll;

  NewSessionForm(NewSessionModel model, Ui ui) {
    this.model = model;
    this.ui = ui;
    text = new LongTextArea(ui, "form-text");
    voice = new VoiceBox(model.voices(), ui, "form-voice");
    metadata = new MetadataEditor(model.metadata(), ui, "form-metadata");
    var kinds = new KindChoice(model, ui);
    var fields = new VBox(textField(), voiceAndName(), kinds.node(), ttlField(), metadataField());
    fields.getStyleClass().add("form-fields");
    fields.disableProperty().bind(model.busyProperty());
    scroll = new ScrollPane(fields);
    scroll.setFitToWidth(true);
    scroll.getStyleClass().addAll("form-scroll", "edge-to-edge");
    scroll.setFocusTraversable(false);
    scroll.setMinHeight(0);
  }

  /** The node. */
  Node node() {
    return scroll;
  }

  /** Puts the caret into {@code field}. */
  void focus(Field field) {
    switch (field) {
      case TEXT -> text.area().requestFocus();
      case VOICE -> voice.field().requestFocus();
      case NAME -> name.requestFocus();
      case TTL -> ttl.requestFocus();
      case METADATA -> metadata.focusFault();
    }
  }

  private Node textField() {
    text.area().setPrefRowCount(6);
    text.area().setMinHeight(120);
    text.area().promptTextProperty().bind(ui.messages().bind("form.text.prompt"));
    text.textProperty().bindBidirectional(model.textProperty());
    touchOnLeave(text.area(), Field.TEXT);
    var field =
        Fields.of(
            ui.messages().bind("form.text.label"),
            text.area(),
            text.node(),
            model.errorProperty(Field.TEXT));
    var counts =
        Bindings.createStringBinding(
            () -> TextCounts.of(model.textProperty().get()).describe(ui.messages()),
            model.textProperty(),
            ui.messages().localeProperty());
    field.getChildren().add(Fields.hint(counts, "form-text-count"));
    return field;
  }

  private Node voiceAndName() {
    voice.valueProperty().bindBidirectional(model.voiceProperty());
    touchOnLeave(voice.field(), Field.VOICE);
    var voiceField =
        Fields.of(
            ui.messages().bind("form.voice.label"),
            voice.field(),
            voice.node(),
            model.errorProperty(Field.VOICE));
    voiceField.getChildren().add(Fields.hint(voice.hintProperty(), "form-voice-hint"));
    name.setId("form-name");
    name.promptTextProperty().bind(ui.messages().bind("form.name.prompt"));
    FaithfulText.bind(name, model.nameProperty());
    touchOnLeave(name, Field.NAME);
    var nameField =
        Fields.of(ui.messages().bind("form.name.label"), name, model.errorProperty(Field.NAME));
    return Fields.beside(voiceField, nameField, 50);
  }

  private Node ttlField() {
    ttl.setId("form-ttl");
    ttl.setMaxWidth(160);
    ttl.textProperty().bindBidirectional(model.ttlHoursProperty());
    ttl.disableProperty().bind(model.persistentProperty());
    touchOnLeave(ttl, Field.TTL);
    var field =
        Fields.of(ui.messages().bind("form.ttl.label"), ttl, model.errorProperty(Field.TTL));
    field.getChildren().add(Fields.hint(model.lifeHintProperty(), "form-ttl-hint"));
    return field;
  }

  private Node metadataField() {
    return Fields.of(
        ui.messages().bind("form.metadata.label"),
        metadata.node(),
        model.errorProperty(Field.METADATA));
  }

  private void touchOnLeave(Node control, Field field) {
    control
        .focusedProperty()
        .subscribe(
            (was, _) -> {
              if (was) {
                model.touch(field);
              }
            });
  }
}
