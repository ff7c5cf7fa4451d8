package org.sessiondesk.ui.inspector;

import java.util.List;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableStringValue;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.session.Fault;
import org.sessiondesk.session.Json;
import org.sessiondesk.session.JsonFormat;
import org.sessiondesk.session.NewSession;
import org.sessiondesk.session.Session;
import org.sessiondesk.session.SessionRules;
import org.sessiondesk.ui.fx.MetadataModel;
import org.sessiondesk.ui.fx.Ui;

/** A session being edited: what was read, and what somebody made of it since. */
final class Draft {
  private final Ui ui;
  private final StringProperty text = new SimpleStringProperty(this, "text", "");
  private final StringProperty voice = new SimpleStringProperty(this, "voice", "");
  private final StringProperty name = new SimpleStringProperty(this, "name", "");
  private final MetadataModel metadata;
  private final ReadOnlyBooleanWrapper dirty = new ReadOnlyBooleanWrapper(this, "dirty");
  private final ReadOnlyBooleanWrapper valid = new ReadOnlyBooleanWrapper(this, "valid", true);
  private final ReadOnlyObjectWrapper<List<Fault>> faults = new ReadOnlyObjectWrapper<>(List.of());
  private final ReadOnlyObjectWrapper<@Nullable Session> current =
      new ReadOnlyObjectWrapper<>(this, "current");
  private final JsonDraft json;
  private @Nullable Session base;
  private boolean showing;

  Draft(JsonFormat format, Ui ui) {
    this.ui = ui;
    metadata = new MetadataModel(format, ui.messages());
    json = new JsonDraft(this, format, ui);
    text.subscribe((_, _) -> edited());
    voice.subscribe((_, _) -> edited());
    name.subscribe((_, _) -> edited());
    metadata.lastContentProperty().subscribe((_, _) -> edited());
    metadata.changedProperty().subscribe((_, _) -> edited());
    metadata.faultProperty().subscribe((_, _) -> edited());
    json.faultProperty().subscribe((_, _) -> edited());
    json.follow();
  }

  StringProperty textProperty() {
    return text;
  }

  StringProperty voiceProperty() {
    return voice;
  }

  StringProperty nameProperty() {
    return name;
  }

  MetadataModel metadata() {
    return metadata;
  }

  /** The same as JSON text. */
  JsonDraft json() {
    return json;
  }

  /** What was read, with what was edited as far as it can be read; null while nothing is. */
  ReadOnlyObjectProperty<@Nullable Session> currentProperty() {
    return current.getReadOnlyProperty();
  }

  /** Whether there is anything to save. */
  ReadOnlyBooleanProperty dirtyProperty() {
    return dirty.getReadOnlyProperty();
  }

  /** What keeps it from being saved. */
  ReadOnlyObjectWrapper<List<Fault>> faultsProperty() {
    return faults;
  }

  /** What is wrong with {@code part}, in words; empty where nothing is. */
  ObservableStringValue errorProperty(Part part) {
    return Bindings.createStringBinding(
        () ->
            faults.get().stream()
                .filter(fault -> fault.field() == part.field())
                .map(ui.problems()::fault)
                .findFirst()
                .orElse(""),
        faults,
        ui.messages().localeProperty());
  }

  /** Whether everything can be saved as far as the rules go. */
  ReadOnlyBooleanProperty validProperty() {
    return valid.getReadOnlyProperty();
  }

  /** Shows {@code session} as it is; what was edited is forgotten. */
  void show(Session session) {
    showing = true;
    base = session;
    fill(session);
    metadata.show(session.metadata());
    json.forgetFault();
    showing = false;
    edited();
  }

  /** Takes over the parts of {@code session} that can be edited, as edits of what was read. */
  void edit(Session session) {
    showing = true;
    fill(session);
    var whole = metadata.content();
    if (whole.isEmpty() || !whole.get().equals(session.metadata())) {
      metadata.edit(session.metadata());
    }
    showing = false;
    edited();
  }

  private void fill(Session session) {
    text.set(session.text());
    voice.set(session.voice());
    name.set(session.name() == null ? "" : session.name());
  }

  /** What was read is {@code session} now, with the same editable parts; what was edited stays. */
  void rebase(Session session) {
    base = session;
    edited();
  }

  /** Nothing is edited. */
  void clear() {
    base = null;
    json.forgetFault();
    dirty.set(false);
    faults.set(List.of());
    valid.set(true);
    current.set(null);
  }

  /** What was read. */
  Optional<Session> base() {
    return Optional.ofNullable(base);
  }

  /** What was read, with what was edited; metadata that are faulty stay as they were read. */
  Session applied(Session onto) {
    var typedName = name.get();
    var changed = onto.withText(text.get());
    if (!voice.get().equals(onto.voice())) {
      changed = changed.withVoice(voice.get().strip());
    }
    if (!typedName.equals(onto.name() == null ? "" : onto.name())) {
      changed = changed.withName(typedName.isEmpty() ? null : typedName);
    }
    var content = metadata.content();
    return metadata.changedProperty().get() && content.isPresent()
        ? changed.withMetadata(content.get())
        : changed;
  }

  /** A session like it that is to be created; empty where nothing is edited. */
  Optional<NewSession> asNew() {
    return base()
        .map(this::applied)
        .map(
            edited ->
                new NewSession(
                    edited.text(),
                    edited.voice(),
                    edited.name(),
                    edited.persistent(),
                    null,
                    edited.metadata() instanceof Json.Obj object ? object : Json.EMPTY));
  }

  private void edited() {
    if (showing || base == null) {
      return;
    }
    var changed = applied(base);
    boolean whole = metadata.faultProperty().get() == null && json.faultProperty().get() == null;
    faults.set(SessionRules.checkEdit(base, changed));
    valid.set(whole && faults.get().isEmpty());
    dirty.set(!whole || !Part.allSame(base, changed));
    current.set(changed);
  }
}
