package org.sessiondesk.ui.inspector;

import java.util.List;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.service.Creation;
import org.sessiondesk.service.SessionService;
import org.sessiondesk.session.Json;
import org.sessiondesk.session.JsonFormat;
import org.sessiondesk.session.NewSession;
import org.sessiondesk.session.Session;
import org.sessiondesk.session.SessionId;
import org.sessiondesk.session.StoredEntry;
import org.sessiondesk.session.StoredSession;
import org.sessiondesk.session.UnreadableEntry;
import org.sessiondesk.session.UpdateResult;
import org.sessiondesk.session.VoiceNames;
import org.sessiondesk.ui.action.SessionActions;
import org.sessiondesk.ui.fx.Dialogs;
import org.sessiondesk.ui.fx.Notices.Level;
import org.sessiondesk.ui.fx.Problem;
import org.sessiondesk.ui.fx.Ui;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One session in full: shown live, edited, and saved only over what was read. What comes from the
 * store is taken only if its session is still the one that is shown. Window's thread only.
 */
public final class InspectorModel implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(InspectorModel.class);

  private final SessionService service;
  private final JsonFormat format;
  private final VoiceNames voices;
  private final Ui ui;
  private final Draft draft;
  private final ReadOnlyObjectWrapper<Content> content =
      new ReadOnlyObjectWrapper<>(this, "content", new Content.Nothing());
  private final ReadOnlyStringWrapper storedText = new ReadOnlyStringWrapper(this, "stored", "");
  private final ReadOnlyBooleanWrapper saving = new ReadOnlyBooleanWrapper(this, "saving");
  private final ReadOnlyBooleanWrapper gone = new ReadOnlyBooleanWrapper(this, "gone");
  private final ReadOnlyObjectWrapper<@Nullable StoredEntry> elsewhere =
      new ReadOnlyObjectWrapper<>(this, "elsewhere");
  private final ReadOnlyObjectWrapper<@Nullable Merge> merge =
      new ReadOnlyObjectWrapper<>(this, "merge");
  private final ReadOnlyObjectWrapper<@Nullable Problem> problem =
      new ReadOnlyObjectWrapper<>(this, "problem");
  private final SessionReader reader;
  private final SessionSaver saver;
  private final InspectorCommands commands;
  private Supplier<List<SessionId>> selection = List::of;
  private boolean problemIsOfReading;

  /** Begins to follow the picture of all sessions; shows nothing yet. */
  public InspectorModel(
      SessionService service, SessionActions actions, JsonFormat format, VoiceNames voices, Ui ui) {
    this.service = service;
    this.format = format;
    this.voices = voices;
    this.ui = ui;
    draft = new Draft(format, ui);
    reader = new SessionReader(service, format, ui, this::received, this::readFailed);
    saver = new SessionSaver(service, format);
    commands = new InspectorCommands(service, actions, ui, this::targets, this::failed);
  }

  /** What is shown. */
  public ReadOnlyObjectProperty<Content> contentProperty() {
    return content.getReadOnlyProperty();
  }

  /** Whether there are edits that were not saved. */
  public ReadOnlyBooleanProperty dirtyProperty() {
    return draft.dirtyProperty();
  }

  /** Whether a save is under way. */
  public ReadOnlyBooleanProperty savingProperty() {
    return saving.getReadOnlyProperty();
  }

  /** What is stored, for people to read: indented JSON, or whatever else it is. */
  ReadOnlyStringProperty storedTextProperty() {
    return storedText.getReadOnlyProperty();
  }

  /** Whether the session that is being edited is no more. */
  ReadOnlyBooleanProperty goneProperty() {
    return gone.getReadOnlyProperty();
  }

  /** What somebody else stored meanwhile, while there are edits of our own; else null. */
  ReadOnlyObjectProperty<@Nullable StoredEntry> elsewhereProperty() {
    return elsewhere.getReadOnlyProperty();
  }

  /** The comparison that is to be decided, or null. */
  ReadOnlyObjectProperty<@Nullable Merge> mergeProperty() {
    return merge.getReadOnlyProperty();
  }

  /** What went wrong last with the session that is shown, or null. */
  ReadOnlyObjectProperty<@Nullable Problem> problemProperty() {
    return problem.getReadOnlyProperty();
  }

  Draft draft() {
    return draft;
  }

  InspectorCommands commands() {
    return commands;
  }

  VoiceNames voices() {
    return voices;
  }

  /**
   * Shows the session {@code id}, after a question where edits would be lost.
   *
   * @return whether it is shown now, or being read
   */
  public boolean show(SessionId id) {
    if (id.equals(reader.watched())) {
      reader.follow();
      return true;
    }
    if (!mayLeave()) {
      return false;
    }
    open(id);
    return true;
  }

  /**
   * Shows nothing, after a question where edits would be lost.
   *
   * @return whether nothing is shown now
   */
  public boolean clear() {
    if (!mayLeave()) {
      return false;
    }
    leave();
    content.set(new Content.Nothing());
    return true;
  }

  /**
   * Shows that several are selected, and what can be done to them all; after a question where edits
   * would be lost.
   *
   * @param selected asked for their ids when something is to be done
   * @return whether that is shown now
   */
  public boolean showMany(int count, Supplier<List<SessionId>> selected) {
    if (!mayLeave()) {
      return false;
    }
    leave();
    selection = selected;
    content.set(new Content.Many(count));
    return true;
  }

  /**
   * Whether something else may be shown: asks where edits would be lost, and forgets them where the
   * operator agrees. Not while a save is under way: it may end in a conflict.
   */
  public boolean mayLeave() {
    if (saving.get()) {
      ui.notices().show(Level.INFO, ui.messages().get("inspector.leave.saving"));
      return false;
    }
    if (!draft.dirtyProperty().get()) {
      return true;
    }
    var messages = ui.messages();
    boolean discard =
        ui.dialogs()
            .confirm(
                new Dialogs.Confirmation(
                    messages.get("inspector.leave.title"),
                    messages.get("inspector.leave.text"),
                    messages.get("inspector.leave.button"),
                    true));
    if (discard) {
      revert();
    }
    return discard;
  }

  /** Saves what was edited, over what was read and nothing else. */
  public void save() {
    if (isOpen() instanceof StoredSession seen
        && draft.dirtyProperty().get()
        && draft.isValid()
        && merge.get() == null
        && !gone.get()) {
      save(seen, draft.applied(seen.session()));
    }
  }

  /** Forgets what was edited and shows what is stored. */
  public void revert() {
    if (elsewhere.get() != null) {
      takeTheirs();
    } else if (isOpen() instanceof StoredSession seen) {
      draft.show(seen.session());
    }
    problem.set(null);
    merge.set(null);
    var id = reader.watched();
    if (gone.get() && id != null) {
      gone.set(false);
      draft.clear();
      content.set(new Content.Missing(id));
    }
  }

  /** Compares what was edited here with what somebody else stored. */
  void compare() {
    if (elsewhere.get() instanceof StoredSession theirs
        && isOpen() instanceof StoredSession seen
        && draft.isValid()) {
      merge.set(new Merge(seen.session(), draft.applied(seen.session()), theirs));
    }
  }

  /** Goes back from the comparison to what was edited. */
  void endCompare() {
    merge.set(null);
  }

  /** Forgets what was edited and shows what somebody else stored. */
  void takeTheirs() {
    var theirs = elsewhere.get();
    elsewhere.set(null);
    merge.set(null);
    problem.set(null);
    if (theirs != null) {
      draft.clear();
      showEntry(theirs, StoredText.pretty(theirs, format));
    }
  }

  /** Saves what was chosen, over what the comparison was made with and nothing else. */
  void saveMerged() {
    var decided = merge.get();
    if (decided != null && decided.resolvedProperty().get()) {
      save(decided.theirs(), decided.result());
    }
  }

  /** Creates a session of its own from what was edited: the one it was made for is gone. */
  void createAnew() {
    var base = draft.base();
    if (base.isEmpty() || saving.get()) {
      return;
    }
    var edited = draft.applied(base.get());
    var asked =
        new NewSession(
            edited.text(),
            edited.voice(),
            edited.name(),
            edited.persistent(),
            null,
            edited.metadata() instanceof Json.Obj object ? object : Json.EMPTY);
    saving.set(true);
    ui.background()
        .task(() -> service.create(asked))
        .onSuccess(this::createdAnew)
        .onFailure(this::failed)
        .onEnd(() -> saving.set(false))
        .start();
  }

  private void createdAnew(Creation creation) {
    boolean fallback = creation.session().fallback();
    ui.notices()
        .show(
            fallback ? Level.WARNING : Level.SUCCESS,
            ui.messages().get(fallback ? "inspector.anew.fallback" : "inspector.anew.done"));
    leave();
    open(creation.session().id());
  }

  /** Reads the session again. */
  void retry() {
    problem.set(null);
    if (content.get() instanceof Content.Failed(var id, _)) {
      content.set(new Content.Loading(id));
    }
    reader.read();
  }

  @Override
  public void close() {
    leave();
    reader.close();
  }

  private List<SessionId> targets() {
    if (content.get() instanceof Content.Many) {
      return selection.get();
    }
    var id = reader.watched();
    return id == null ? List.of() : List.of(id);
  }

  private @Nullable StoredEntry isOpen() {
    return content.get() instanceof Content.Open(var stored) ? stored : null;
  }

  private void open(SessionId id) {
    leave();
    content.set(new Content.Loading(id));
    reader.watch(id);
  }

  private void leave() {
    reader.watch(null);
    selection = List::of;
    draft.clear();
    storedText.set("");
    gone.set(false);
    elsewhere.set(null);
    merge.set(null);
    problem.set(null);
  }

  private void received(SessionReader.Read read) {
    if (problemIsOfReading) {
      problemIsOfReading = false;
      problem.set(null);
    }
    var entry = read.entry();
    if (!draft.dirtyProperty().get()) {
      if (entry.isPresent()) {
        showEntry(entry.get(), read.text());
      } else {
        draft.clear();
        content.set(new Content.Missing(read.id()));
      }
      return;
    }
    gone.set(entry.isEmpty());
    if (entry.isPresent() && isOpen() instanceof StoredSession seen) {
      changedWhileEdited(seen, entry.get(), read.text());
    }
  }

  private void changedWhileEdited(StoredSession seen, StoredEntry now, String text) {
    if (!(now instanceof StoredSession stored)) {
      elsewhere.set(now);
    } else if (stored.revision().equals(seen.revision())) {
      elsewhere.set(null);
    } else if (draft.isValid() && Part.allSame(stored.session(), draft.applied(seen.session()))) {
      // Somebody made the very same edit, or the answer to our own save was lost on its way.
      elsewhere.set(null);
      draft.clear();
      showEntry(stored, text);
    } else if (Part.allSame(stored.session(), seen.session())) {
      // Nothing that is edited here has changed: a new deadline, sentences, another place.
      elsewhere.set(null);
      content.set(new Content.Open(stored));
      storedText.set(text);
      draft.rebase(stored.session());
    } else {
      elsewhere.set(stored);
    }
  }

  private void showEntry(StoredEntry entry, String text) {
    gone.set(false);
    elsewhere.set(null);
    storedText.set(text);
    switch (entry) {
      case StoredSession stored -> {
        if (!stored.equals(isOpen()) || draft.base().isEmpty()) {
          content.set(new Content.Open(stored));
          draft.show(stored.session());
        }
      }
      case UnreadableEntry unreadable -> {
        draft.clear();
        content.set(new Content.Unreadable(unreadable));
      }
    }
  }

  private void readFailed(Exception failure) {
    LOG.debug("The session could not be read", failure);
    var words = ui.problems().of(failure);
    if (content.get() instanceof Content.Loading(var id)) {
      content.set(new Content.Failed(id, words));
    } else {
      problem.set(words);
      problemIsOfReading = true;
    }
  }

  private void save(StoredSession seen, Session changed) {
    if (saving.get()) {
      return;
    }
    if (seen.session().isExpired(service.now())) {
      problem.set(expired());
      return;
    }
    reader.hold();
    problem.set(null);
    saving.set(true);
    ui.background()
        .task(() -> saver.save(seen, changed))
        .onSuccess(outcome -> saved(outcome, changed))
        .onFailure(this::failed)
        .onEnd(
            () -> {
              saving.set(false);
              reader.release();
            })
        .start();
  }

  private void saved(SessionSaver.Outcome outcome, Session changed) {
    switch (outcome.result()) {
      case UpdateResult.Saved(var now) -> {
        merge.set(null);
        draft.clear();
        showEntry(now, outcome.text());
        ui.notices().show(Level.SUCCESS, ui.messages().get("inspector.saved"));
      }
      case UpdateResult.Conflict(StoredSession theirs) -> {
        elsewhere.set(theirs);
        merge.set(new Merge(outcome.seen().session(), changed, theirs));
      }
      case UpdateResult.Conflict(UnreadableEntry theirs) -> {
        merge.set(null);
        elsewhere.set(theirs);
      }
      case UpdateResult.Gone _ -> {
        merge.set(null);
        if (outcome.seen().session().isExpired(service.now())) {
          problem.set(expired());
        }
        reader.read();
      }
    }
  }

  private Problem expired() {
    var messages = ui.messages();
    return new Problem(
        messages.get("inspector.expired.what"),
        messages.get("inspector.expired.meaning"),
        messages.get("inspector.expired.advice"),
        "SD-103",
        "");
  }

  private void failed(Exception failure) {
    LOG.debug("What was asked for in the inspector was not done", failure);
    problem.set(ui.problems().of(failure));
  }
}
