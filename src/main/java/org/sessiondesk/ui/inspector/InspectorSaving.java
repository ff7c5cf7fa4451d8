package org.sessiondesk.ui.inspector;

import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import org.sessiondesk.service.Creation;
import org.sessiondesk.service.SessionService;
import org.sessiondesk.session.NewSession;
import org.sessiondesk.session.Session;
import org.sessiondesk.session.StoredSession;
import org.sessiondesk.ui.fx.Ui;

/** Writes what was edited, one thing at a time. Window's thread only. */
final class InspectorSaving {
  private final SessionService service;
  private final SessionSaver saver;
  private final SessionReader reader;
  private final InspectorTrouble trouble;
  private final Ui ui;
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
  void save(StoredSession seen, Session changed, Consumer<SessionSaver.Outcome> onOutcome) {
    if (running.get()) {
      return;
    }
    if (seen.session().isExpired(service.now())) {
      trouble.expired();
      return;
    }
    reader.hold();
    trouble.forget();
    running.set(true);
    var lease = reader.lease();
    ui.background()
        .task(() -> service.within(lease, () -> saver.save(seen, changed)))
        .onSuccess(onOutcome)
        .onFailure(trouble::failed)
        .onEnd(
            () -> {
              running.set(false);
              reader.release();
            })
        .start();
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
