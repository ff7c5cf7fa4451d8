package org.sessiondesk.app;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.sessiondesk.connection.ConnectionProfile;
import org.sessiondesk.connection.ProfileSecrets;
import org.sessiondesk.redis.SessionJson;
import org.sessiondesk.service.SessionIndex;
import org.sessiondesk.service.StoreOffException;
import org.sessiondesk.session.SessionCodec;
import org.sessiondesk.transfer.ArchiveSource;
import org.sessiondesk.transfer.BulkEditor;
import org.sessiondesk.transfer.Cleaner;
import org.sessiondesk.transfer.Copier;
import org.sessiondesk.transfer.CopyEnd;
import org.sessiondesk.transfer.Exporter;
import org.sessiondesk.transfer.Importer;
import org.sessiondesk.transfer.Promoter;
import org.sessiondesk.ui.action.ConnectionActions;
import org.sessiondesk.ui.action.UndoActions;
import org.sessiondesk.ui.fx.Action;
import org.sessiondesk.ui.fx.Dialogs;
import org.sessiondesk.ui.fx.Ui;
import org.sessiondesk.ui.table.SessionTableModel;
import org.sessiondesk.ui.transfer.BackupModel;
import org.sessiondesk.ui.transfer.BackupPanel;
import org.sessiondesk.ui.transfer.BulkActions;
import org.sessiondesk.ui.transfer.BulkModel;
import org.sessiondesk.ui.transfer.CopyModel;
import org.sessiondesk.ui.transfer.CopyPanel;
import org.sessiondesk.ui.transfer.ExportModel;
import org.sessiondesk.ui.transfer.ExportPanel;
import org.sessiondesk.ui.transfer.ExportScope;
import org.sessiondesk.ui.transfer.ExportScope.What;
import org.sessiondesk.ui.transfer.ImportModel;
import org.sessiondesk.ui.transfer.ImportPanel;
import org.sessiondesk.ui.transfer.JobForms;
import org.sessiondesk.ui.transfer.TransferActions;

/**
 * Makes the dialogs of jobs on many sessions, each for one opening and the store that is wanted.
 */
final class WindowTransfers {
  private final AppContext context;
  private final ConnectionActions connection;
  private final SessionTableModel table;
  private final UndoActions undo;
  private final Consumer<Path> showFile;
  private final Ui ui;
  private final SessionCodec codec = new SessionJson();

  /**
   * Makes them.
   *
   * @param showFile shows a file in its folder
   */
  WindowTransfers(
      AppContext context,
      ConnectionActions connection,
      SessionTableModel table,
      UndoActions undo,
      Consumer<Path> showFile,
      Ui ui) {
    this.context = context;
    this.undo = undo;
    this.connection = connection;
    this.table = table;
    this.showFile = showFile;
    this.ui = ui;
  }

  /** Asks how sessions are to be exported; {@code preferred} is proposed. */
  Dialogs.Panel export(What preferred) {
    var service = context.service();
    var scope = scope(service.index().counts().total());
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

  /** What changes many sessions at once. */
  List<Action> bulkActions() {
    return new BulkActions(connection, ui).all(this::editing, this::promoting, this::cleaning);
  }

  private Dialogs.Panel editing() {
    var editor = new BulkEditor(context.service(), codec, context.clock());
    return new JobForms(ui)
        .edit(editor, context.json(), context.voices(), ground(index().counts().total()));
  }

  private Dialogs.Panel promoting() {
    var promoter = new Promoter(context.service(), codec, context.clock());
    return new JobForms(ui).promote(promoter, ground(index().counts().temporary()));
  }

  private Dialogs.Panel cleaning() {
    var cleaner = new Cleaner(context.service(), codec, context.clock());
    return new JobForms(ui).cleanup(cleaner, ground(index().counts().total()));
  }

  private SessionIndex index() {
    return context.service().index();
  }

  private BulkModel.Ground ground(long all) {
    return new BulkModel.Ground(
        context.service(),
        scope(all),
        connection.stateProperty().get().wanted().orElse(ConnectionProfile.BUILT_IN),
        connection.typedName(),
        undo);
  }

  /** What can be done with many sessions at once, besides what is done with those selected. */
  List<Action> actions() {
    return new TransferActions(connection, ui).all(this::backup, this::copying);
  }

  private Dialogs.Panel backup() {
    var wanted = context.connector().state().wanted().orElse(ConnectionProfile.BUILT_IN);
    return new BackupPanel(
        new BackupModel(
            context.service(),
            context.copies(),
            new BackupModel.Place(wanted.isBuiltIn(), connection.nameOf(wanted)),
            connection::typedName,
            connection.writesProperty(),
            context.settings(),
            showFile,
            ui),
        ui);
  }

  private Dialogs.Panel copying() {
    var service = context.service();
    var from = context.connector().state().wanted().orElseThrow(StoreOffException::new);
    var scope = scope(service.index().counts().persistent());
    var profiles =
        new CopyModel.Profiles(
            connection.profiles(),
            connection::nameOf,
            context.opener(),
            profile -> context.passwords().find(profile, ProfileSecrets.NONE));
    return new CopyPanel(
        new CopyModel(
            service,
            new Copier(service, codec, context.clock()),
            CopyEnd.connected(service, from),
            profiles,
            scope,
            scope.selected() > 0 ? What.SELECTED : What.ALL,
            ui),
        ui);
  }

  private ExportScope scope(long all) {
    var selection = table.selectionProperty().get();
    return new ExportScope(
        all, selection.size(), selection::ids, table.query(), table.foundProperty().get());
  }
}
