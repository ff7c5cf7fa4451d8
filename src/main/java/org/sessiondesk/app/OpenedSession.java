package org.sessiondesk.app;

import javafx.application.Platform;
import org.sessiondesk.ui.inspector.InspectorModel;
import org.sessiondesk.ui.table.SessionTableModel;

/**
 * The inspector shows what is opened in the table, or that several are selected; neither knows the
 * other. Where the operator does not want to leave unsaved edits, the table goes back to them.
 */
final class OpenedSession {

  private OpenedSession() {}

  /** Has {@code inspector} follow {@code table}. */
  static void follow(SessionTableModel table, InspectorModel inspector) {
    table
        .openedProperty()
        .subscribe(
            (before, now) -> {
              if (now == null) {
                inspector.clear();
              } else if (!inspector.show(now) && before != null) {
                Platform.runLater(() -> table.reveal(before));
              }
            });
    table
        .selectionProperty()
        .subscribe(
            (before, now) -> {
              if (now.size() > 1) {
                inspector.showMany(now.size(), now::ids);
              } else if (now.size() == 1 && before.size() > 1) {
                now.ids().forEach(inspector::show);
              }
            });
  }
}
