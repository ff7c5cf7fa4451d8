package org.sessiondesk.app;

import javafx.application.Platform;
import javafx.beans.property.BooleanProperty;
import org.sessiondesk.settings.SettingsService;
import org.sessiondesk.settings.WindowChoices;

/** Hints at what is new in the table as long as the settings say so. */
final class LiveHints {

  private LiveHints() {}

  /** Keeps {@code wanted} as the settings say, for as long as these are there. */
  static void follow(SettingsService settings, BooleanProperty wanted) {
    wanted.set(WindowChoices.of(settings.current()).liveHints());
    settings.watch(now -> Platform.runLater(() -> wanted.set(WindowChoices.of(now).liveHints())));
  }
}
