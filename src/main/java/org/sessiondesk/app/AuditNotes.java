package org.sessiondesk.app;

import javafx.application.Platform;
import org.sessiondesk.session.AuditLog;
import org.sessiondesk.session.JournalTrouble;
import org.sessiondesk.session.Registration;
import org.sessiondesk.ui.fx.Notices;
import org.sessiondesk.ui.fx.Ui;

/** Tells in a note when the audit log cannot be written to, and when it can again. */
final class AuditNotes {
  private AuditNotes() {}

  /** Tells of every trouble from now on, until the result is closed. */
  static Registration follow(AuditLog audit, Ui ui) {
    return audit.watchTrouble(trouble -> Platform.runLater(() -> show(trouble, ui)));
  }

  private static void show(JournalTrouble trouble, Ui ui) {
    var messages = ui.messages();
    ui.notices()
        .show(
            trouble.over() && trouble.lost() == 0 ? Notices.Level.INFO : Notices.Level.ERROR,
            trouble.over()
                ? messages.get("audit.trouble.over", trouble.lost())
                : messages.get("audit.trouble", trouble.waiting(), trouble.detail()));
  }
}
