package org.sessiondesk.app;

import java.nio.file.Path;
import org.sessiondesk.connection.ConnectionProfile;
import org.sessiondesk.redis.SessionJson;
import org.sessiondesk.session.SessionCodec;
import org.sessiondesk.transfer.ArchiveSource;
import org.sessiondesk.transfer.Exporter;
import org.sessiondesk.transfer.Importer;
import org.sessiondesk.ui.action.ConnectionActions;
import org.sessiondesk.ui.fx.Dialogs;
import org.sessiondesk.ui.fx.Ui;
import org.sessiondesk.ui.table.SessionTableModel;
import org.sessiondesk.ui.transfer.ExportModel;
import org.sessiondesk.ui.transfer.ExportPanel;
import org.sessiondesk.ui.transfer.ExportScope;
import org.sessiondesk.ui.transfer.ImportModel;
import org.sessiondesk.ui.transfer.ImportPanel;

/**
 * Makes the dialogs of jobs on many sessions, each for one opening and the store that is wanted.
 */
final class WindowTransfers {
  private final AppContext context;
  private final ConnectionActions connection;
  private final SessionTableModel table;
  private final Ui ui;
  private final SessionCodec codec = new SessionJson();

  WindowTransfers(
      AppContext context, ConnectionActions connection, SessionTableModel table, Ui ui) {
    this.context = context;
    this.connection = connection;
    this.table = table;
    this.ui = ui;
  }

  /** Asks how sessions are to be exported; {@code preferred} is proposed. */
  Dialogs.Panel export(ExportScope.What preferred) {
    var service = context.service();
    var selection = table.selectionProperty().get();
    var scope =
        new ExportScope(
            service.index().counts().total(),
            selection.size(),
            selection::ids,
            table.query(),
            table.foundProperty().get());
    var exporter = new Exporter(service, codec, context.json(), context.clock());
    var profile = connection.stateProperty().get().wanted().orElse(null);
    return new ExportPanel(
        new ExportModel(
            service,
            exporter,
            scope,
            preferred,
            ArchiveSource.of("Session Desk " + Version.current(), profile),
            Path.of(System.getProperty("user.home", ".")),
            ui),
        ui);
  }

  /** Asks which file is to be imported. */
  Dialogs.Panel importing() {
    var importer = new Importer(context.service(), codec, context.json(), context.clock());
    var prefix = connection.keyPrefix().orElse(ConnectionProfile.DEFAULT_KEY_PREFIX);
    return new ImportPanel(
        new ImportModel(context.service(), importer, prefix, connection::typedName, ui), ui);
  }
}
