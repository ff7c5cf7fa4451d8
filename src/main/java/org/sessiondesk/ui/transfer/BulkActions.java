package org.sessiondesk.ui.transfer;

import java.util.List;
import java.util.function.Supplier;
import javafx.beans.value.ObservableValue;
import org.kordamp.ikonli.feather.Feather;
import org.sessiondesk.connection.ConnectionState;
import org.sessiondesk.ui.action.ConnectionActions;
import org.sessiondesk.ui.fx.Action;
import org.sessiondesk.ui.fx.Action.Group;
import org.sessiondesk.ui.fx.Dialogs;
import org.sessiondesk.ui.fx.Ui;

/** The jobs that change many sessions, as actions that open their dialogs. */
public final class BulkActions {
  private final ObservableValue<Boolean> online;
  private final Ui ui;

  public BulkActions(ConnectionActions connection, Ui ui) {
    online = connection.stateProperty().map(ConnectionState.Online.class::isInstance);
    this.ui = ui;
  }

  /** All of them; each is given what makes its dialog. */
  public List<Action> all(
      Supplier<Dialogs.Panel> edit,
      Supplier<Dialogs.Panel> promote,
      Supplier<Dialogs.Panel> cleanup) {
    return List.of(
        action("editmany", "jobs.edit.action", Feather.EDIT, edit),
        action("promotemany", "jobs.promote.action", Feather.DATABASE, promote)
            .enabledWhile(online, () -> "jobs.whynot.offline"),
        action("deletemany", "jobs.cleanup.action", Feather.TRASH_2, cleanup));
  }

  private Action action(String id, String key, Feather icon, Supplier<Dialogs.Panel> panel) {
    return Action.of(id, key, Group.MANY, icon, () -> ui.dialogs().open(panel.get())).inMenu();
  }
}
