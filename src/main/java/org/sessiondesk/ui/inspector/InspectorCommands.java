package org.sessiondesk.ui.inspector;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import org.sessiondesk.service.CurlCommands;
import org.sessiondesk.service.SessionService;
import org.sessiondesk.session.SessionId;
import org.sessiondesk.session.UnreadableEntry;
import org.sessiondesk.ui.action.SessionActions;
import org.sessiondesk.ui.fx.Notices.Level;
import org.sessiondesk.ui.fx.Ui;

/**
 * What can be done, beside editing, to the session that is shown or to all that are selected.
 * Window's thread only.
 */
final class InspectorCommands {
  private final SessionService service;
  private final SessionActions actions;
  private final Ui ui;
  private final Supplier<List<SessionId>> targets;
  private final Consumer<Exception> onFailure;
  private final ReadOnlyBooleanWrapper segmenting = new ReadOnlyBooleanWrapper(this, "segmenting");
  private final ReadOnlyDoubleWrapper segmented = new ReadOnlyDoubleWrapper(this, "segmented", -1);

  InspectorCommands(
      SessionService service,
      SessionActions actions,
      Ui ui,
      Supplier<List<SessionId>> targets,
      Consumer<Exception> onFailure) {
    this.service = service;
    this.actions = actions;
    this.ui = ui;
    this.targets = targets;
    this.onFailure = onFailure;
  }

  /** Whether a text is being segmented. */
  ReadOnlyBooleanProperty segmentingProperty() {
    return segmenting.getReadOnlyProperty();
  }

  /** Which share of the text is segmented, 0 to 1; negative where that is not known. */
  ReadOnlyDoubleProperty segmentedProperty() {
    return segmented.getReadOnlyProperty();
  }

  /** Calls of the HTTP API for a shell. */
  CurlCommands curl() {
    return actions.apiProperty().get().curl();
  }

  /** Says that a call was copied. */
  void curlCopied() {
    actions.curlCopied(1);
  }

  void delete() {
    actions.delete(targets.get());
  }

  void promote() {
    actions.promote(targets.get());
  }

  void demote() {
    actions.demote(targets.get());
  }

  void extend(Duration more) {
    actions.extend(targets.get(), more);
  }

  /** Lets the one session that is shown live until {@code deadline}. */
  void extendUntil(Instant deadline) {
    for (var id : targets.get()) {
      ui.background().task(() -> service.extend(id, deadline)).onFailure(onFailure).start();
    }
  }

  /** Segments the stored texts: a single one with its progress shown here. */
  void segment() {
    var ids = targets.get();
    if (ids.size() != 1) {
      actions.segment(ids);
      return;
    }
    if (segmenting.get()) {
      return;
    }
    segmenting.set(true);
    segmented.set(-1);
    ui.background()
        .job(
            "inspector.segment.job",
            progress ->
                service.segment(ids.getFirst(), new SharedProgress(progress, segmented::set)))
        .onFailure(onFailure)
        .onEnd(() -> segmenting.set(false))
        .start();
  }

  /** Writes the bytes of {@code entry} to a file that the operator chooses. */
  void export(UnreadableEntry entry) {
    ui.dialogs()
        .askWhereToSave(ui.messages().get("inspector.export.title"), "session-value.bin")
        .ifPresent(path -> export(entry, path));
  }

  private void export(UnreadableEntry entry, Path path) {
    ui.background()
        .task(() -> Files.write(path, entry.revision().token()))
        .onSuccess(
            written ->
                ui.notices()
                    .show(
                        Level.SUCCESS,
                        ui.messages().get("inspector.export.done", written.toString())))
        .onFailure(onFailure)
        .start();
  }
}
