package org.sessiondesk.ui.inspector;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.session.DraftStore;
import org.sessiondesk.session.Json;
import org.sessiondesk.session.Session;
import org.sessiondesk.session.SessionId;
import org.sessiondesk.session.StoreName;
import org.sessiondesk.ui.fx.Ui;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what is edited on disk, a second after it was typed, and finds it again where the program
 * ended before it was saved. A draft belongs to one session in one store. Window's thread only.
 */
final class InspectorDrafts implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(InspectorDrafts.class);

  /** Whose draft it is. */
  private record Key(StoreName store, SessionId id) {}

  /**
   * Edits that were found.
   *
   * @param at when they were made
   * @param base what they were made on
   * @param mine what they made of it
   */
  record Found(Instant at, Session base, Session mine) {}

  private final DraftStore store;
  private final Draft draft;
  private final Ui ui;
  private final Subscription subscriptions;
  private final ReadOnlyObjectWrapper<@Nullable Found> found = new ReadOnlyObjectWrapper<>();

  /** What is to be written next, by whose it is; empty for removing. */
  private final Map<Key, Optional<Json.Obj>> waiting = new LinkedHashMap<>();

  private @Nullable Key open;
  private Json.@Nullable Obj kept;
  private boolean writing;

  InspectorDrafts(DraftStore store, Draft draft, Ui ui) {
    this.store = store;
    this.draft = draft;
    this.ui = ui;
    subscriptions =
        Subscription.combine(
            ui.clock().nowProperty().subscribe((_, _) -> keep()),
            draft.dirtyProperty().subscribe((_, dirty) -> dirtyChanged(dirty)));
  }

  /** The edits that were found for the session that is open, until it is decided about them. */
  ReadOnlyObjectProperty<@Nullable Found> foundProperty() {
    return found.getReadOnlyProperty();
  }

  /** {@code session}, which is in {@code where}, is shown now. */
  void opened(StoreName where, Session session) {
    var key = new Key(where, session.id());
    if (key.equals(open)) {
      return;
    }
    left();
    open = key;
    ui.background()
        .task(() -> store.find(where, session.id()))
        .onSuccess(
            there -> {
              if (key.equals(open) && kept == null) {
                there.ifPresent(some -> offer(key, session, some));
              }
            })
        .onFailure(e -> LOG.warn("A draft could not be looked for", e))
        .start();
  }

  private void offer(Key key, Session session, DraftStore.KeptDraft there) {
    var mine = applied(there.draft(), session);
    if (Part.allSame(mine, session)) {
      write(key, Optional.empty()); // It was saved after all.
      return;
    }
    var base =
        there.draft().members().get("base") instanceof Json.Obj parts
            ? applied(parts, session)
            : session;
    found.set(new Found(there.at(), base, mine));
  }

  /** Another session is shown, or none: what is kept stays. */
  void left() {
    open = null;
    kept = null;
    found.set(null);
  }

  /** What was found is edited from now on. */
  Optional<Found> takeUp() {
    var now = Optional.ofNullable(found.get());
    found.set(null);
    return now;
  }

  /** What was found is not wanted. */
  void discard() {
    if (open != null && found.get() != null) {
      found.set(null);
      write(open, Optional.empty());
    }
  }

  private void dirtyChanged(boolean dirty) {
    if (!dirty && open != null && found.get() == null) {
      kept = null;
      write(open, Optional.empty());
    }
  }

  /** Once a second. What was found and not decided about is not written over. */
  private void keep() {
    var now = draft.currentProperty().get();
    var base = draft.base();
    if (open == null
        || now == null
        || base.isEmpty()
        || !draft.dirtyProperty().get()
        || found.get() != null) {
      return;
    }
    var parts = parts(now).with("base", parts(base.get()));
    if (!parts.equals(kept)) {
      kept = parts;
      write(open, Optional.of(parts));
    }
  }

  private void write(Key key, Optional<Json.Obj> parts) {
    waiting.remove(key);
    waiting.put(key, parts);
    writeNext();
  }

  /** One at a time, in their order. */
  private void writeNext() {
    if (writing || waiting.isEmpty()) {
      return;
    }
    writing = true;
    var next = waiting.entrySet().iterator().next();
    var key = next.getKey();
    var parts = next.getValue();
    waiting.remove(key);
    ui.background()
        .task(
            () -> {
              if (parts.isPresent()) {
                store.keep(key.store(), key.id(), parts.get());
              } else {
                store.remove(key.store(), key.id());
              }
              return key;
            })
        .onFailure(e -> LOG.warn("A draft could not be written", e))
        .onEnd(
            () -> {
              writing = false;
              writeNext();
            })
        .start();
  }

  private static Json.Obj parts(Session session) {
    var name = session.name();
    return Json.EMPTY
        .with("text", new Json.Str(session.text()))
        .with("voice", new Json.Str(session.voice()))
        .with("name", name == null ? new Json.Null() : new Json.Str(name))
        .with("metadata", session.metadata());
  }

  private static Session applied(Json.Obj parts, Session onto) {
    var members = parts.members();
    var changed = onto;
    if (members.get("text") instanceof Json.Str(var text)) {
      changed = changed.withText(text);
    }
    if (members.get("voice") instanceof Json.Str(var voice)) {
      changed = changed.withVoice(voice);
    }
    if (members.containsKey("name")) {
      changed = changed.withName(members.get("name") instanceof Json.Str(var name) ? name : null);
    }
    return changed.withMetadata(
        Objects.requireNonNullElse(members.get("metadata"), changed.metadata()));
  }

  @Override
  public void close() {
    subscriptions.unsubscribe();
  }
}
