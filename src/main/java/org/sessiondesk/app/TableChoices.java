package org.sessiondesk.app;

import javafx.application.Platform;
import org.sessiondesk.settings.Settings;
import org.sessiondesk.settings.SettingsService;
import org.sessiondesk.settings.WindowChoices;
import org.sessiondesk.ui.table.SessionTableView;

/** Keeps the table as the settings say: whether it hints at what is new, how wide columns are. */
final class TableChoices {

  private TableChoices() {}

  /** Applies the settings now and after every change, for as long as the program runs. */
  static void follow(SettingsService settings, SessionTableView table) {
    apply(settings.current(), table);
    settings.watch(now -> Platform.runLater(() -> apply(now, table)));
  }

  private static void apply(Settings settings, SessionTableView table) {
    var choices = WindowChoices.of(settings);
    table.hintsProperty().set(choices.liveHints());
    table.textScaleProperty().set(choices.textPercent() / 100.0);
  }
}
