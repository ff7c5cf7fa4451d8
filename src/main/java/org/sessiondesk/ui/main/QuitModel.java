package org.sessiondesk.ui.main;

import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.connection.ConnectionState;
import org.sessiondesk.service.SessionService;
import org.sessiondesk.ui.action.SessionActions;
import org.sessiondesk.ui.fx.Ui;

/**
 * Sees to it that nobody ends the program without knowing that temporary sessions end with it, and
 * offers to make them persistent before. Window's thread only.
 */
public final class QuitModel {
  private final SessionService service;
  private final SessionActions actions;
  private final Runnable quit;
  private final Ui ui;
  private final BooleanBinding promotable;
  private @Nullable QuitPanel panel;

  /**
   * Makes the model.
   *
   * @param quit ends the program without a question
   */
  public QuitModel(
      SessionService service,
      SessionActions actions,
      ObservableValue<ConnectionState> connection,
      Runnable quit,
      Ui ui) {
    this.service = service;
    this.actions = actions;
    this.quit = quit;
    this.ui = ui;
    promotable =
        Bindings.createBooleanBinding(
            () -> connection.getValue() instanceof ConnectionState.Online, connection);
  }

  /**
   * Whether the window may close at once. Where temporary sessions are alive it may not: then the
   * operator is asked, and what is chosen is done.
   */
  public boolean mayQuit() {
    long alive = alive();
    if (alive == 0) {
      return true;
    }
    // The same one: who asks twice is not asked twice.
    var question = panel == null ? new QuitPanel(this, ui) : panel;
    panel = question;
    question.ask(alive);
    ui.dialogs().open(question);
    return false;
  }

  private long alive() {
    return service.temporaryCounts().active();
  }

  /** Whether there is a store that can take the sessions. */
  BooleanBinding promotableProperty() {
    return promotable;
  }

  /** Ends the program, and all temporary sessions with it. */
  void quitAnyway() {
    quit.run();
  }

  /**
   * Makes all temporary sessions persistent that are alive, and ends the program then. It stays
   * where one could not be made so, and asks again where others have come meanwhile.
   */
  void promoteAndQuit() {
    actions.promoteAll(
        () -> {
          if (mayQuit()) {
            quit.run();
          }
        });
  }
}
