package org.sessiondesk.ui.fx;

import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/** A row of a {@link VoiceBox}'s list: a group's heading, or a voice with what it is called. */
final class VoiceCell extends ListCell<VoiceRows.Row> {
  private static final String HEADING = "field-voice-heading";

  private final Messages messages;
  private final Label name = new Label();
  private final Label described = new Label();
  private final HBox line;

  VoiceCell(Messages messages) {
    this.messages = messages;
    described.getStyleClass().add("field-voice-described");
    name.setMinWidth(Region.USE_PREF_SIZE);
    described.setMinWidth(0);
    var gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    line = new HBox(name, gap, described);
    line.setSpacing(8);
    setPrefWidth(0);
  }

  @Override
  protected void updateItem(VoiceRows.@Nullable Row row, boolean empty) {
    super.updateItem(row, empty);
    getStyleClass().remove(HEADING);
    setText(null);
    setGraphic(null);
    if (empty || row == null) {
      return;
    }
    switch (row) {
      case VoiceRows.Heading(var code) -> {
        getStyleClass().add(HEADING);
        setText(
            code.isEmpty()
                ? messages.get("field.voice.recent")
                : code + "  " + VoiceRows.language(code, messages));
      }
      case VoiceRows.Choice(var voice) -> {
        name.setText(voice.shortName());
        described.setText(VoiceRows.describe(voice, messages));
        setGraphic(line);
      }
    }
  }
}
