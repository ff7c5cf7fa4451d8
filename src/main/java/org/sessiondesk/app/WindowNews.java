package org.sessiondesk.app;

import javafx.collections.ObservableList;
import javafx.stage.Stage;
import org.sessiondesk.service.SessionQuery.View;
import org.sessiondesk.service.SessionService;
import org.sessiondesk.settings.SettingsService;
import org.sessiondesk.settings.WindowChoices;
import org.sessiondesk.ui.action.ConnectionActions;
import org.sessiondesk.ui.action.SessionActions;
import org.sessiondesk.ui.fx.Job;
import org.sessiondesk.ui.fx.Ui;
import org.sessiondesk.ui.main.ExpiryWatch;
import org.sessiondesk.ui.main.NotificationsModel;
import org.sessiondesk.ui.main.SidebarModel;

/** What the window tells by itself: what happened, what is about to, and both on the desktop. */
final class WindowNews implements AutoCloseable {
  private final Closing closing = new Closing();
  private final ExpiryWatch expiry;
  private final NotificationsModel happened;

  WindowNews(
      SessionService service,
      SettingsService settings,
      ConnectionActions connection,
      SessionActions actions,
      SidebarModel sidebar,
      ObservableList<Job> jobs,
      Stage stage,
      Ui ui) {
    expiry =
        closing.add(
            new ExpiryWatch(
                service, actions, () -> WindowChoices.of(settings.current()).warnMinutes(), ui));
    happened =
        closing.add(
            new NotificationsModel(
                connection.stateProperty(),
                sidebar.countProperty(View.FALLBACK),
                jobs,
                stage.focusedProperty(),
                ui));
    happened.tellOf(expiry);
    var notifier = new DesktopNotifier();
    happened.setOnUnattended(
        text -> {
          if (WindowChoices.of(settings.current()).desktopNotifications()) {
            var title = ui.messages().get("main.window.title");
            ui.background()
                .task(
                    () -> {
                      notifier.tell(title, text);
                      return text;
                    })
                .start();
          }
        });
  }

  /** What looks ahead. */
  ExpiryWatch expiry() {
    return expiry;
  }

  /** What happened. */
  NotificationsModel happened() {
    return happened;
  }

  @Override
  public void close() {
    closing.close();
  }
}
