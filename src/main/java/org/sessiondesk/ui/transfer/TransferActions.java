package org.sessiondesk.ui.transfer;

import java.util.List;
import java.util.function.Supplier;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import org.kordamp.ikonli.feather.Feather;
import org.sessiondesk.connection.ConnectionState;
import org.sessiondesk.ui.action.ConnectionActions;
import org.sessiondesk.ui.fx.Action;
import org.sessiondesk.ui.fx.Action.Group;
import org.sessiondesk.ui.fx.Dialogs;
import org.sessiondesk.ui.fx.Ui;

/** The jobs on many sessions, as actions that open their dialogs. */
public final class TransferActions {
  private final ConnectionActions connection;
  private final Ui ui;

  public TransferActions(ConnectionActions connection, Ui ui) {
    this.connection = connection;
    this.ui = ui;
  }

  /** All of them; each is given what makes its dialog. */
  public List<Action> all(Supplier<Dialogs.Panel> backup, Supplier<Dialogs.Panel> copy) {
    return List.of(
        // A store that does not start is no reason against it: its copies can be put back.
        action("backup", "transfer.backup.menu", Feather.ARCHIVE, KeyCode.A, backup),
        action("copyto", "transfer.copy.menu", Feather.COPY, KeyCode.O, copy)
            .enabledWhile(
                connection.stateProperty().map(ConnectionState.Online.class::isInstance),
                () -> "transfer.whynot.offline"));
  }

  private Action action(
      String id, String key, Feather icon, KeyCode code, Supplier<Dialogs.Panel> panel) {
    return Action.of(id, key, Group.MANY, icon, () -> ui.dialogs().open(panel.get()))
        .withKeys(
            new KeyCodeCombination(code, KeyCombination.SHORTCUT_DOWN, KeyCombination.SHIFT_DOWN))
        .inMenu();
  }
}
