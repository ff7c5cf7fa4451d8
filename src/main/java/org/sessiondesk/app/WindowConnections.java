package org.sessiondesk.app;

import org.sessiondesk.connection.ConnectionProfile;
import org.sessiondesk.settings.ProfileExchange;
import org.sessiondesk.ui.action.ConnectionActions;
import org.sessiondesk.ui.connection.ConnectionModel;
import org.sessiondesk.ui.connection.ConnectionPanel;
import org.sessiondesk.ui.connection.SecretsModel;
import org.sessiondesk.ui.connection.UnlockPanel;
import org.sessiondesk.ui.fx.Dialogs;
import org.sessiondesk.ui.fx.Ui;

/** Makes the dialogs about connections and their secrets. */
final class WindowConnections {
  private final AppContext context;
  private final ConnectionActions connection;
  private final Ui ui;

  WindowConnections(AppContext context, ConnectionActions connection, Ui ui) {
    this.context = context;
    this.connection = connection;
    this.ui = ui;
  }

  /** The connections, their settings and their test. */
  Dialogs.Panel settings() {
    return new ConnectionPanel(
        new ConnectionModel(
            context.connector(),
            connection,
            context.vault(),
            context.passwords(),
            context.settings(),
            new ProfileExchange(context.json()),
            this::secrets,
            ui),
        ui);
  }

  /** Asks for the pass-phrase of the file of secrets where {@code profile} needs it. */
  void unlockFor(ConnectionProfile profile, Runnable then) {
    ui.background()
        .task(() -> context.vault().isLockedFor(profile))
        .onSuccess(
            locked -> {
              if (locked) {
                ui.dialogs().open(new UnlockPanel(secrets(), connection.nameOf(profile), then, ui));
              } else {
                then.run();
              }
            })
        .start();
  }

  private SecretsModel secrets() {
    return new SecretsModel(context.vault(), context.settings(), ui);
  }
}
