package org.sessiondesk.ui.transfer;

import java.util.List;
import java.util.Locale;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.StringProperty;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.sessiondesk.session.JsonFormat;
import org.sessiondesk.session.VoiceNames;
import org.sessiondesk.transfer.BulkEditor;
import org.sessiondesk.transfer.Cleaner;
import org.sessiondesk.transfer.Promoter;
import org.sessiondesk.ui.fx.Dialogs;
import org.sessiondesk.ui.fx.Fields;
import org.sessiondesk.ui.fx.Messages;
import org.sessiondesk.ui.fx.Ui;
import org.sessiondesk.ui.fx.VoiceBox;
import org.sessiondesk.ui.transfer.ExportScope.What;

/** The dialogs of jobs that first say what they would do. */
public final class JobForms {
  private final Ui ui;
  private final Messages messages;

  /** Makes dialogs. */
  public JobForms(Ui ui) {
    this.ui = ui;
    messages = ui.messages();
  }

  /** Asks which sessions are to be deleted. */
  public Dialogs.Panel cleanup(Cleaner cleaner, BulkModel.Ground ground) {
    var model = new CleanupModel(cleaner, ground, ui);
    var which = which("cleanup", model.whatProperty(), model::count, "transfer.what.");
    var kept = tick("cleanup-kept", "jobs.cleanup.keep");
    kept.selectedProperty().bindBidirectional(model.keptProperty());
    return new LookPanel<>(
        model,
        LookPanel.Face.ofBulk("cleanup", true),
        List.of(hint("jobs.cleanup.hint", "cleanup-hint"), which, kept),
        null,
        ui);
  }

  /** Asks what is to be changed of which sessions. */
  public Dialogs.Panel edit(
      BulkEditor editor, JsonFormat json, VoiceNames voices, BulkModel.Ground ground) {
    var model = new BulkEditModel(editor, json, ground, ui);
    var which = which("edit", model.whatProperty(), model::count, "transfer.what.");
    var voice = new VoiceBox(voices, ui, "edit-voice");
    voice.valueProperty().bindBidirectional(model.voiceProperty());
    var renames = tick("edit-renames", "jobs.edit.renames");
    renames.selectedProperty().bindBidirectional(model.renamesProperty());
    var name = field("edit-name", model.nameProperty());
    name.disableProperty().bind(model.renamesProperty().not());
    name.promptTextProperty().bind(messages.bind("jobs.edit.noname"));
    name.accessibleTextProperty().bind(messages.bind("jobs.edit.name"));
    var key = field("edit-key", model.keyProperty());
    var value = field("edit-value", model.valueProperty());
    var removed = field("edit-removed", model.removedProperty());
    return new LookPanel<>(
        model,
        LookPanel.Face.ofBulk("edit", false),
        List.of(
            hint("jobs.edit.hint", "edit-hint"),
            which,
            Fields.of(messages.bind("jobs.edit.voice"), voice.field(), voice.node(), Forms.none()),
            new VBox(6, renames, name),
            Fields.beside(
                Fields.of(messages.bind("jobs.edit.key"), key, Forms.none()),
                Fields.of(messages.bind("jobs.edit.value"), value, Forms.none()),
                40),
            Fields.of(messages.bind("jobs.edit.removed"), removed, Forms.none())),
        voice.field(),
        ui);
  }

  /** Asks which temporary sessions are to be made persistent. */
  public Dialogs.Panel promote(Promoter promoter, BulkModel.Ground ground) {
    var model = new PromoteModel(promoter, ground, ui);
    var which = which("promote", model.whatProperty(), model::count, "jobs.promote.what.");
    return new LookPanel<>(
        model,
        LookPanel.Face.ofBulk("promote", false),
        List.of(hint("jobs.promote.hint", "promote-hint"), which),
        null,
        ui);
  }

  /** Counts of what can be chosen. */
  private interface Count {
    long of(What what);
  }

  private VBox which(String id, ObjectProperty<What> chosen, Count count, String key) {
    var choices =
        Forms.choices(
            id + "-what",
            chosen,
            List.of(What.values()),
            each -> messages.bind(key + word(each), count.of(each)),
            each -> each == chosen.get() || count.of(each) > 0);
    return Fields.of(messages.bind("jobs.which"), choices, Forms.none());
  }

  private static TextField field(String id, StringProperty text) {
    var field = new TextField();
    field.setId(id);
    field.textProperty().bindBidirectional(text);
    return field;
  }

  private CheckBox tick(String id, String key) {
    var box = new CheckBox();
    box.setId(id);
    box.setWrapText(true);
    box.setMinHeight(Region.USE_PREF_SIZE);
    box.textProperty().bind(messages.bind(key));
    return box;
  }

  private Label hint(String key, String id) {
    return Fields.hint(messages.bind(key), id);
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace("_", "");
  }
}
