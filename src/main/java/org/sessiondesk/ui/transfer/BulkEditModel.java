package org.sessiondesk.ui.transfer;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.session.Json;
import org.sessiondesk.session.JsonFormat;
import org.sessiondesk.session.Session;
import org.sessiondesk.transfer.BulkEditPlan;
import org.sessiondesk.transfer.BulkEditRequest;
import org.sessiondesk.transfer.BulkEditor;
import org.sessiondesk.transfer.BulkReport;
import org.sessiondesk.transfer.Confirmation;
import org.sessiondesk.transfer.ExportRequest.Selection;
import org.sessiondesk.transfer.SessionEdit;
import org.sessiondesk.transfer.Tally;
import org.sessiondesk.ui.fx.Background;
import org.sessiondesk.ui.fx.Ui;

/** A change that is to be made to many sessions: what is left empty stays as it is. */
final class BulkEditModel extends BulkModel<BulkEditPlan> {
  private final BulkEditor editor;
  private final JsonFormat json;
  private final StringProperty voice = new SimpleStringProperty(this, "voice", "");
  private final BooleanProperty renames = new SimpleBooleanProperty(this, "renames");
  private final StringProperty name = new SimpleStringProperty(this, "name", "");
  private final StringProperty key = new SimpleStringProperty(this, "key", "");
  private final StringProperty value = new SimpleStringProperty(this, "value", "");
  private final StringProperty removed = new SimpleStringProperty(this, "removed", "");

  BulkEditModel(BulkEditor editor, JsonFormat json, Ground ground, Ui ui) {
    super("edit", ground, ui);
    this.editor = editor;
    this.json = json;
    staleWith(voice, renames, name, key, value, removed);
  }

  /** Another voice; empty for none. */
  StringProperty voiceProperty() {
    return voice;
  }

  /** Whether they get another name. */
  BooleanProperty renamesProperty() {
    return renames;
  }

  /** That name; empty for none at all. */
  StringProperty nameProperty() {
    return name;
  }

  /** A key of the metadata that gets a value; empty for none. */
  StringProperty keyProperty() {
    return key;
  }

  /** That value, a text. */
  StringProperty valueProperty() {
    return value;
  }

  /** A key of the metadata that is taken away; empty for none. */
  StringProperty removedProperty() {
    return removed;
  }

  /** What is to be changed. */
  List<SessionEdit> edits() {
    var edits = new ArrayList<SessionEdit>();
    if (!voice.get().isBlank()) {
      edits.add(new SessionEdit.SetVoice(voice.get().strip()));
    }
    if (renames.get()) {
      edits.add(new SessionEdit.SetName(name.get().isBlank() ? null : name.get().strip()));
    }
    if (!removed.get().isBlank()) {
      edits.add(new SessionEdit.RemoveMetadata(removed.get().strip()));
    }
    if (!key.get().isBlank()) {
      edits.add(new SessionEdit.SetMetadata(key.get().strip(), new Json.Str(value.get())));
    }
    return edits;
  }

  @Override
  public BooleanBinding lookable() {
    var some =
        Bindings.createBooleanBinding(
            () -> !edits().isEmpty(), voice, renames, name, key, value, removed);
    return super.lookable().and(some);
  }

  @Override
  Background.ProgressWork<BulkEditPlan> looking(Supplier<Selection> selection) {
    var edits = edits();
    return progress ->
        editor.check(new BulkEditRequest(selection.get(), edits, ground().profile()), progress);
  }

  @Override
  Background.ProgressWork<BulkReport> doing(BulkEditPlan plan, Confirmation confirmation) {
    return progress -> editor.run(plan, confirmation, progress);
  }

  @Override
  public long size(BulkEditPlan plan) {
    return plan.size();
  }

  @Override
  String warning(BulkEditPlan plan) {
    return ui().messages().get("jobs.edit.warning");
  }

  @Override
  public ObservableValue<String> verdict(BulkEditPlan plan) {
    return plan.size() == 0
        ? ui().messages().bind("jobs.nothing")
        : ui().messages().bind("jobs.edit.would", plan.size(), plan.unchanged());
  }

  @Override
  public List<ObservableValue<String>> lines(BulkEditPlan plan) {
    var lines = new ArrayList<ObservableValue<String>>();
    add(lines, "jobs.edit.invalid", plan.invalid());
    add(lines, "jobs.edit.unreadable", plan.unreadable());
    if (plan.notFound() > 0) {
      lines.add(ui().messages().bind("jobs.notfound", plan.notFound()));
    }
    for (var sample : plan.samples()) {
      var before = sample.before();
      lines.add(
          ui().messages().bind("jobs.sample", before.id().value(), BulkWords.excerpt(before)));
      changes(before, sample.after()).forEach(line -> lines.add(new ReadOnlyStringWrapper(line)));
    }
    if (plan.size() > plan.samples().size() && !plan.samples().isEmpty()) {
      lines.add(ui().messages().bind("jobs.more", plan.size() - plan.samples().size()));
    }
    return lines;
  }

  private void add(List<ObservableValue<String>> lines, String words, Tally tally) {
    if (tally.count() > 0) {
      lines.add(ui().messages().bind(words, tally.count()));
      lines.addAll(words().samples(tally));
    }
  }

  private List<String> changes(Session before, Session after) {
    var changes = new ArrayList<String>();
    change(changes, before.voice(), after.voice());
    change(changes, before.name(), after.name());
    change(changes, json.print(before.metadata()), json.print(after.metadata()));
    return changes;
  }

  private static void change(
      List<String> changes, @Nullable String before, @Nullable String after) {
    if (!Objects.equals(before, after)) {
      changes.add("\u2003\u2003" + shown(before) + "  →  " + shown(after));
    }
  }

  private static String shown(@Nullable String text) {
    return text == null ? "–" : TransferWords.printable(text);
  }
}
