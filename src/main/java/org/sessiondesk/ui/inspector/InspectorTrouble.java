package org.sessiondesk.ui.inspector;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.ui.fx.Problem;
import org.sessiondesk.ui.fx.Ui;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What went wrong last with the session that is shown. Window's thread only. */
final class InspectorTrouble {
  private static final Logger LOG = LoggerFactory.getLogger(InspectorTrouble.class);

  private final Ui ui;
  private final ReadOnlyObjectWrapper<@Nullable Problem> problem =
      new ReadOnlyObjectWrapper<>(this, "problem");
  private boolean ofReading;

  InspectorTrouble(Ui ui) {
    this.ui = ui;
  }

  /** It, or null. */
  ReadOnlyObjectProperty<@Nullable Problem> problemProperty() {
    return problem.getReadOnlyProperty();
  }

  /** What was asked for was not done. */
  void failed(Exception failure) {
    problem.set(words(failure));
  }

  /** What {@code failure} means to the operator. */
  Problem words(Exception failure) {
    LOG.debug("What was asked for in the inspector was not done", failure);
    return ui.problems().of(failure);
  }

  /** It could not be read: that is over as soon as it can. */
  void readFailed(Problem words) {
    problem.set(words);
    ofReading = true;
  }

  /** It was read. */
  void read() {
    if (ofReading) {
      ofReading = false;
      forget();
    }
  }

  /** It had expired when it was to be saved. */
  void expired() {
    var messages = ui.messages();
    problem.set(
        new Problem(
            messages.get("inspector.expired.what"),
            messages.get("inspector.expired.meaning"),
            messages.get("inspector.expired.advice"),
            "SD-103",
            ""));
  }

  /** Nothing is wrong any more. */
  void forget() {
    problem.set(null);
  }
}
