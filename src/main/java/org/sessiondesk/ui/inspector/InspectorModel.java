package org.sessiondesk.ui.inspector;

import java.util.List;
import java.util.function.Supplier;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.service.Creation;
import org.sessiondesk.service.SessionService;
import org.sessiondesk.service.Undoing.Undoable;
import org.sessiondesk.session.DraftStore;
import org.sessiondesk.session.JsonFormat;
import org.sessiondesk.session.Session;
import org.sessiondesk.session.SessionId;
import org.sessiondesk.session.StoreName;
import org.sessiondesk.session.StoredEntry;
import org.sessiondesk.session.StoredSession;
import org.sessiondesk.session.UnreadableEntry;
import org.sessiondesk.session.UpdateResult;
import org.sessiondesk.session.VoiceNames;
import org.sessiondesk.ui.action.SessionActions;
import org.sessiondesk.ui.action.UndoActions;
import org.sessiondesk.ui.fx.Dialogs;
import org.sessiondesk.ui.fx.Notices.Level;
import org.sessiondesk.ui.fx.Problem;
import org.sessiondesk.ui.fx.Ui;

/**
 * One session in full: shown live, edited, and saved only over what was read. What comes from the
 * store is taken only if its session is still the one that is shown. Window's thread only.
 */
public final class InspectorModel extends InspectorState implements AutoCloseable {
  private final SessionService service;
  private final JsonFormat format;
  private final VoiceNames voices;
  private final Ui ui;
  private final Draft draft;
  private final InspectorDrafts drafts;
  private final SessionReader reader;
  private final InspectorTrouble trouble;
  private final InspectorSaving saving;
  private final ListenModel listen;
  private final ReadingModel reading;
  private final InspectorCommands commands;
  private final UndoActions undo;
  private Supplier<List<SessionId>> selection = List::of;

  /**
   * Begins to follow the picture of all sessions; shows nothing yet.
   *
   * @param listen has what is shown spoken; closed with it
   * @param kept where edits are kept that are not saved yet
   */
  public InspectorModel(
      SessionService service,
      SessionActions actions,
      JsonFormat format,
      VoiceNames voices,
      ListenModel listen,
      DraftStore kept,
      Ui ui) {
    this.service = service;
    this.format = format;
    this.voices = voices;
    this.listen = listen;
    this.ui = ui;
    trouble = new InspectorTrouble(ui);
    draft = new Draft(format, ui);
    drafts = new InspectorDrafts(kept, draft, ui);
    reader = new SessionReader(service, format, ui, this::received, this::readFailed);
    saving = new InspectorSaving(service, new SessionSaver(service, format), reader, trouble, ui);
    undo = actions.undo();
    commands = new InspectorCommands(service, actions, ui, this::targets, trouble::failed);
    reading = new ReadingModel(listen.currentProperty(), ui);
    content.subscribe((_, _) -> contentChanged());
  }

  /** Whether there are edits that were not saved. */
  public ReadOnlyBooleanProperty dirtyProperty() {
    return draft.dirtyProperty();
  }

  /** Whether a save is under way. */
  public ReadOnlyBooleanProperty savingProperty() {
    return saving.runningProperty();
  }

  /** Whether fields may not be edited just now: a save is under way, or the JSON is faulty. */
  BooleanBinding fieldsLocked() {
    return savingProperty().or(draft.json().faultProperty().isNotNull());
  }

  /** What went wrong last with the session that is shown, or null. */
  ReadOnlyObjectProperty<@Nullable Problem> problemProperty() {
    return trouble.problemProperty();
  }

  Draft draft() {
    return draft;
  }

  /** Finds edits that were not saved before the program ended. */
  InspectorDrafts drafts() {
    return drafts;
  }

  /** Goes on with the edits that were found; compares them first where they are of an old state. */
  void takeUpDraft() {
    if (isOpen() instanceof StoredSession seen) {
      drafts
          .takeUp()
          .ifPresent(
              found -> {
                draft.edit(found.mine());
                if (!Part.allSame(found.base(), seen.session())) {
                  elsewhere.set(seen);
                  merge.set(new Merge(found.base(), found.mine(), seen));
                }
              });
    }
  }

  InspectorCommands commands() {
    return commands;
  }

  VoiceNames voices() {
    return voices;
  }

  /** Has the sentences that are shown spoken. */
  ListenModel listen() {
    return listen;
  }

  /** The text beside the sentences. */
  ReadingModel reading() {
    return reading;
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
    if (saving.runningProperty().get()) {
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
        && draft.validProperty().get()
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
    trouble.forget();
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
        && draft.validProperty().get()) {
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
    trouble.forget();
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
    draft.asNew().ifPresent(asked -> saving.create(asked, this::createdAnew));
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
    trouble.forget();
    if (content.get() instanceof Content.Failed(var id, _)) {
      content.set(new Content.Loading(id));
    }
    reader.read();
  }

  @Override
  public void close() {
    leave();
    reader.close();
    drafts.close();
    listen.close();
  }

  private List<SessionId> targets() {
    if (content.get() instanceof Content.Many) {
      return selection.get();
    }
    var id = reader.watched();
    return id == null ? List.of() : List.of(id);
  }

  private void contentChanged() {
    var shown = isOpen() instanceof StoredSession stored ? stored.session() : null;
    reading.show(shown);
    listen.show(shown);
    draft.json().stored(isOpen());
  }

  private void open(SessionId id) {
    leave();
    content.set(new Content.Loading(id));
    reader.watch(id);
  }

  private void leave() {
    drafts.left(); // Before the draft is cleared: what is kept of it stays.
    reader.watch(null);
    selection = List::of;
    draft.clear();
    forgetShown();
    trouble.forget();
  }

  private void received(SessionReader.Read read) {
    trouble.read();
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
    } else if (draft.validProperty().get()
        && Part.allSame(stored.session(), draft.applied(seen.session()))) {
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
        drafts.opened(
            stored.session().persistent()
                ? reader.lease().name().orElse(StoreName.MEMORY)
                : StoreName.MEMORY,
            stored.session());
      }
      case UnreadableEntry unreadable -> {
        draft.clear();
        content.set(new Content.Unreadable(unreadable));
      }
    }
  }

  private void readFailed(Exception failure) {
    var words = trouble.words(failure);
    if (content.get() instanceof Content.Loading(var id)) {
      content.set(new Content.Failed(id, words));
    } else {
      trouble.readFailed(words);
    }
  }

  private void save(StoredSession seen, Session changed) {
    saving.save(seen, changed, ended -> saved(ended, changed));
  }

  private void saved(Undoable<SessionSaver.Outcome> ended, Session changed) {
    var outcome = ended.result();
    switch (outcome.result()) {
      case UpdateResult.Saved(var now) -> {
        merge.set(null);
        draft.clear();
        showEntry(now, outcome.text());
        undo.tell(ui.messages().get("inspector.saved"), ended.batch(), reader.lease());
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
          trouble.expired();
        }
        reader.read();
      }
    }
  }
}
