package org.sessiondesk.ui.main;

import org.sessiondesk.connection.ConnectionProfile;
import org.sessiondesk.connection.Deployment;
import org.sessiondesk.ui.action.ConnectionActions;
import org.sessiondesk.ui.action.SessionActions;
import org.sessiondesk.ui.fx.ProfileBadge;
import org.sessiondesk.ui.fx.ThemeControl;

/**
 * While a production store is connected: every window is framed in its colour, and its name has to
 * be typed before what destroys or changes many.
 */
public final class ProductionGuard {
  private ProductionGuard() {}

  /** Keeps to that from now on. */
  public static void follow(
      ConnectionActions connection, SessionActions actions, ThemeControl themes) {
    actions.setTypedName(connection::typedName);
    themes
        .frameProperty()
        .bind(
            connection
                .stateProperty()
                .map(
                    state ->
                        state
                            .wanted()
                            .map(ConnectionProfile::marks)
                            .filter(marks -> marks.deployment() == Deployment.PRODUCTION)
                            .map(marks -> ProfileBadge.styleOf(marks.shownColour()))
                            .orElse(null)));
  }
}
