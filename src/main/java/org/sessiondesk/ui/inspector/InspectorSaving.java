package org.sessiondesk.ui.inspector;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.service.Creation;
import org.sessiondesk.service.SessionService;
import org.sessiondesk.service.Undoing.Undoable;
import org.sessiondesk.session.Change;
import org.sessiondesk.session.NewSession;
import org.sessiondesk.session.RecycleBinException;
import org.sessiondesk.session.Session;
import org.sessiondesk.session.StoredSession;
import org.sessiondesk.ui.fx.Dialogs;
import org.sessiondesk.ui.fx.Ui;

/** Writes what was edited, one thing at a time. Window's thread only. */
final class InspectorSaving {
  private final SessionService service;
  private final SessionSaver saver;
  private final SessionReader reader;
  private final InspectorTrouble trouble;
  private final Ui ui;
  private final AtomicReference<@Nullable Exception> failed = new AtomicReference<>();
  private final ReadOnlyBooleanWrapper running = new ReadOnlyBooleanWrapper(this, "running");

  InspectorSaving(
      SessionService service,
      SessionSaver saver,
      SessionReader reader,
      InspectorTrouble trouble,
      Ui ui) {
    this.service = service;
    this.saver = saver;
    this.reader = reader;
    this.trouble = trouble;
    this.ui = ui;
  }

  /** Whether something is being written. */
  ReadOnlyBooleanProperty runningProperty() {
    return running.getReadOnlyProperty();
  }

  /** Saves {@code changed} over {@code seen} and nothing else, unless that has expired. */
  void save(
      StoredSession seen, Session changed, Consumer<Undoable<SessionSaver.Outcome>> onOutcome) {
    if (running.get()) {
      return;
    }
    if (seen.session().isExpired(service.now())) {
      trouble.expired();
      return;
    }
    save(
        () -> service.undoing().keep(Change.UPDATE, () -> saver.save(seen, changed)),
        onOutcome,
        failure -> {
          if (!(failure instanceof RecycleBinException)) {
            trouble.failed(failure);
          } else if (unkeptConfirmed()) {
            save(
                () -> new Undoable<>(saver.save(seen, changed), Optional.empty()),
                onOutcome,
                trouble::failed);
          }
        });
  }

  private void save(
      Supplier<Undoable<SessionSaver.Outcome>> work,
      Consumer<Undoable<SessionSaver.Outcome>> onOutcome,
      Consumer<Exception> onFailure) {
    reader.hold();
    trouble.forget();
    running.set(true);
    var lease = reader.lease();
    ui.background()
        .task(() -> service.within(lease, work))
        .onSuccess(onOutcome)
        .onFailure(failure -> failed.set(failure))
        .onEnd(
            () -> {
              running.set(false);
              reader.release();
              var failure = failed.getAndSet(null);
              if (failure != null) {
                onFailure.accept(failure);
              }
            })
        .start();
  }

  private boolean unkeptConfirmed() {
    var messages = ui.messages();
    return ui.dialogs()
        .confirm(
            new Dialogs.Confirmation(
                messages.get("inspector.unkept.title"),
                messages.get("inspector.unkept.text"),
                messages.get("inspector.unkept.button"),
                true));
  }

  /** Creates a session. */
  void create(NewSession asked, Consumer<Creation> onCreated) {
    if (running.get()) {
      return;
    }
    running.set(true);
    ui.background()
        .task(() -> service.create(asked))
        .onSuccess(onCreated)
        .onFailure(trouble::failed)
        .onEnd(() -> running.set(false))
        .start();
  }
}
