package org.sessiondesk.ui.inspector;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
import org.sessiondesk.session.JsonSyntaxException;
import org.sessiondesk.session.Session;
import org.sessiondesk.session.StoredEntry;
import org.sessiondesk.ui.fx.JsonKeys;
import org.sessiondesk.ui.fx.JsonTexts;
import org.sessiondesk.ui.fx.Ui;

/**
 * A session being edited as JSON text: another face of its {@link Draft}. Whatever is typed is
 * taken over at once where it can be; only name, voice, text and metadata may become others. While
 * it cannot be, the draft cannot be saved, and the text stays as it is. Window's thread only.
 */
final class JsonDraft {

  /** Longer texts are not edited as JSON: each key typed would be felt. */
  static final int MOST_EDITED = 512 * 1024;

  private static final Set<String> EDITED = Set.of("text", "voice", "name", "metadata");

  private final Draft draft;
  private final JsonFormat format;
  private final Ui ui;
  private final StringProperty text = new SimpleStringProperty(this, "text", "");
  private final ReadOnlyObjectWrapper<@Nullable JsonFault> fault =
      new ReadOnlyObjectWrapper<>(this, "fault");
  private final ReadOnlyBooleanWrapper editable = new ReadOnlyBooleanWrapper(this, "editable");
  private @Nullable StoredEntry stored;

  /** What the text that is shown was made from; null where there is no object. */
  private Json.@Nullable Obj made;

  private final ReadOnlyBooleanWrapper shown = new ReadOnlyBooleanWrapper(this, "shown");
  private boolean filling;
  private boolean applying;

  JsonDraft(Draft draft, JsonFormat format, Ui ui) {
    this.draft = draft;
    this.format = format;
    this.ui = ui;
    text.subscribe((_, _) -> textChanged());
  }

  /** Begins to follow the draft, once that is whole. */
  void follow() {
    draft.currentProperty().subscribe((_, _) -> draftChanged());
    draft.metadata().faultProperty().subscribe((_, _) -> draftChanged());
    fault.subscribe((_, _) -> draftChanged());
  }

  /** The text; empty while nobody looks. */
  StringProperty textProperty() {
    return text;
  }

  /** Why the text cannot be taken over, or null. */
  ReadOnlyObjectProperty<@Nullable JsonFault> faultProperty() {
    return fault.getReadOnlyProperty();
  }

  /** Whether somebody looks at it. */
  ReadOnlyBooleanProperty shownProperty() {
    return shown.getReadOnlyProperty();
  }

  /** Whether the text may be edited. */
  ReadOnlyBooleanProperty editableProperty() {
    return editable.getReadOnlyProperty();
  }

  /** What is wrong, in words: with the text, or else with what it says. Empty where nothing is. */
  ObservableStringValue errorProperty() {
    return Bindings.createStringBinding(
        () -> {
          var now = fault.get();
          if (now != null) {
            return now.describe(ui.messages());
          }
          var faults = draft.faultsProperty().get();
          return faults.isEmpty() ? "" : ui.problems().fault(faults.getFirst());
        },
        fault,
        draft.faultsProperty(),
        ui.messages().localeProperty());
  }

  /** Where in the text that is; empty where nothing is wrong. */
  Optional<Integer> errorOffset() {
    var now = fault.get();
    if (now != null) {
      return Optional.of(now.offset(text.get()));
    }
    return draft.faultsProperty().get().stream()
        .findFirst()
        .flatMap(JsonDraft::key)
        .map(key -> JsonLexer.place(text.get(), key).orElse(0));
  }

  private static Optional<String> key(Fault fault) {
    for (var part : Part.values()) {
      if (part.field() == fault.field()) {
        return Optional.of(part.key());
      }
    }
    return Optional.empty();
  }

  /** What is stored now; null while nothing readable is open. */
  void stored(@Nullable StoredEntry now) {
    stored = now;
  }

  /** Lays its text out only while somebody looks; what cannot be taken over is kept till then. */
  void setShown(boolean now) {
    shown.set(now);
    if (fault.get() == null) {
      refresh();
    }
  }

  /** What cannot be taken over is of no interest any more. */
  void forgetFault() {
    fault.set(null);
  }

  /** Indents the text anew; does nothing where it is not JSON. */
  void indent() {
    try {
      var read = format.parse(text.get());
      if (editable.get() && JsonKeys.firstDuplicate(text.get(), format).isEmpty()) {
        text.set(JsonTexts.pretty(format, read));
      }
    } catch (JsonSyntaxException _) {
      // Its place is shown already.
    }
  }

  private void draftChanged() {
    if (!applying && fault.get() == null) {
      refresh();
    }
  }

  /** Writes the draft as text, where it is not just that already. */
  private void refresh() {
    var session = draft.currentProperty().get();
    var entry = stored;
    made = null;
    var whole = "";
    if (shown.get() && entry != null && session != null) {
      made =
          StoredText.value(entry, format)
              .filter(Json.Obj.class::isInstance)
              .map(json -> written((Json.Obj) json, session))
              .orElse(null);
      whole = made == null ? StoredText.raw(entry) : JsonTexts.pretty(format, made);
    }
    editable.set(
        made != null
            && whole.length() <= MOST_EDITED
            && draft.metadata().faultProperty().get() == null);
    filling = true;
    text.set(whole);
    filling = false;
  }

  private Json.Obj written(Json.Obj json, Session session) {
    var base = draft.base().orElse(session);
    var now = json;
    if (!session.text().equals(base.text())) {
      now = now.with("text", new Json.Str(session.text()));
      now = json.members().containsKey("sentences") ? now.with("sentences", new Json.Null()) : now;
    }
    if (!session.voice().equals(base.voice())) {
      now = now.with("voice", new Json.Str(session.voice()));
    }
    if (!Part.NAME.isSame(session, base)) {
      var name = session.name();
      now = name == null ? now.without("name") : now.with("name", new Json.Str(name));
    }
    return Part.METADATA.isSame(session, base) ? now : now.with("metadata", session.metadata());
  }

  private void textChanged() {
    var from = made;
    var session = draft.currentProperty().get();
    if (filling || from == null || session == null) {
      return;
    }
    applying = true;
    try {
      var read = format.parse(text.get());
      var twice = JsonKeys.firstDuplicate(text.get(), format);
      var wrong = twice.isPresent() ? keyTwice(twice.get()) : firstFault(read, from);
      if (wrong == null && read instanceof Json.Obj object) {
        draft.edit(edited(object, session));
      }
      fault.set(wrong);
    } catch (JsonSyntaxException e) {
      fault.set(new JsonFault.Syntax(e.line(), e.column()));
    } finally {
      applying = false;
    }
  }

  private JsonFault keyTwice(JsonKeys.Duplicate twice) {
    var before = text.get().substring(0, twice.offset());
    int line = 1 + (int) before.chars().filter(c -> c == '\n').count();
    return new JsonFault.KeyTwice(twice.key(), line, twice.offset() - before.lastIndexOf('\n'));
  }

  private static @Nullable JsonFault firstFault(Json read, Json.Obj from) {
    if (!(read instanceof Json.Obj(var members))) {
      return new JsonFault.NotAnObject();
    }
    for (var was : from.members().entrySet()) {
      var key = was.getKey();
      var now = members.get(key);
      if (now == null) {
        if (!key.equals("name")) {
          return new JsonFault.Missing(key);
        }
      } else if (!EDITED.contains(key) && !now.equals(was.getValue())) {
        return new JsonFault.Fixed(key);
      }
    }
    for (var key : members.keySet()) {
      if (!EDITED.contains(key) && !from.members().containsKey(key)) {
        return new JsonFault.Unknown(key);
      }
    }
    return firstWrongKind(members, from.members());
  }

  private static @Nullable JsonFault firstWrongKind(
      Map<String, Json> members, Map<String, Json> before) {
    for (var key : Set.of("text", "voice")) {
      if (!(members.get(key) instanceof Json.Str)) {
        return new JsonFault.NotText(key);
      }
    }
    var name = members.get("name");
    if (name != null && !(name instanceof Json.Str) && !(name instanceof Json.Null)) {
      return new JsonFault.NotText("name");
    }
    var metadata = members.get("metadata");
    return metadata == null
            || metadata instanceof Json.Obj
            || metadata.equals(before.get("metadata"))
        ? null
        : new JsonFault.MetadataNotAnObject();
  }

  private Session edited(Json.Obj read, Session session) {
    var members = read.members();
    var now = session;
    if (members.get("text") instanceof Json.Str(var typed)) {
      now = now.withText(typed);
    }
    if (members.get("voice") instanceof Json.Str(var typed)) {
      now = now.withVoice(typed);
    }
    now = now.withName(members.get("name") instanceof Json.Str(var typed) ? typed : null);
    var metadata = members.get("metadata");
    return now.withMetadata(metadata == null ? draft.base().orElse(session).metadata() : metadata);
  }
}
