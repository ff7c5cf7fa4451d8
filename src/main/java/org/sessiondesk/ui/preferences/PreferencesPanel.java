package org.sessiondesk.ui.preferences;

import javafx.scene.Node;
import org.sessiondesk.ui.fx.Dialogs;
import org.sessiondesk.ui.fx.Ui;

/** The settings in a dialog of their own. Made anew each time it is opened. */
public final class PreferencesPanel implements Dialogs.Panel {
  private final PreferencesModel model;
  private final PreferencesView view;

  public PreferencesPanel(PreferencesModel model, Ui ui) {
    this.model = model;
    this.view = new PreferencesView(model, ui);
  }

  @Override
  public String titleKey() {
    return "preferences.title";
  }

  @Override
  public Node content() {
    return view.node();
  }

  @Override
  public void onOpen(Runnable close) {
    view.onDone(close);
  }

  @Override
  public boolean mayClose() {
    model.cancel();
    return true;
  }
}
