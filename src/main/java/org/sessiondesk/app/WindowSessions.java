package org.sessiondesk.app;

import java.util.List;
import java.util.function.Supplier;
import org.sessiondesk.ui.action.ConnectionActions;
import org.sessiondesk.ui.command.PaletteEntry;
import org.sessiondesk.ui.command.PaletteModel;
import org.sessiondesk.ui.command.RecentlyUsed;
import org.sessiondesk.ui.form.NewSessionModel;
import org.sessiondesk.ui.form.NewSessionPanel;
import org.sessiondesk.ui.fx.Dialogs;
import org.sessiondesk.ui.fx.Ui;
import org.sessiondesk.ui.table.GoToModel;
import org.sessiondesk.ui.table.GoToPanel;
import org.sessiondesk.ui.table.SessionTableModel;
import org.sessiondesk.ui.table.SessionTableView;

/** Makes what leads to sessions, and to new ones. */
final class WindowSessions {
  private final AppContext context;
  private final ConnectionActions connection;
  private final SessionTableModel table;
  private final Ui ui;

  WindowSessions(AppContext context, ConnectionActions connection, SessionTableModel table, Ui ui) {
    this.context = context;
    this.connection = connection;
    this.table = table;
    this.ui = ui;
  }

  /** Asks for a new session. */
  Dialogs.Panel make() {
    var model =
        new NewSessionModel(
            context.service(),
            context.voices(),
            context.json(),
            () -> context.settings().defaultTtl().value(),
            connection.stateProperty(),
            ui);
    return new NewSessionPanel(model, ui, table::reveal);
  }

  /** Asks which session to go to; the keyboard goes to {@code view} then. */
  Dialogs.Panel goTo(SessionTableView view) {
    return new GoToPanel(goToModel(), ui, view::focus);
  }

  /** The command palette, which finds sessions, too. */
  PaletteModel palette(Supplier<List<PaletteEntry>> offers, Runnable showTable) {
    return new PaletteModel(
        offers,
        context.service().index(),
        id -> {
          showTable.run();
          goToModel().show(id);
        },
        new RecentlyUsed(context.settings()),
        ui);
  }

  private GoToModel goToModel() {
    return new GoToModel(context.service().index(), table, connection::keyPrefix, ui);
  }
}
