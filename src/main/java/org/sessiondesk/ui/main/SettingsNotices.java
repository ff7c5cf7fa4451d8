package org.sessiondesk.ui.main;

import java.util.Locale;
import org.sessiondesk.session.Registration;
import org.sessiondesk.settings.SettingsService;
import org.sessiondesk.settings.SettingsWarning;
import org.sessiondesk.ui.fx.Notices;
import org.sessiondesk.ui.fx.Ui;

/** Tells the operator what went wrong with the settings file, when it was read and ever after. */
public final class SettingsNotices implements AutoCloseable {
  private final Ui ui;
  private final Registration watching;

  /** Tells at once what was found when the file was read. */
  public SettingsNotices(SettingsService settings, Ui ui) {
    this.ui = ui;
    settings.warnings().forEach(this::tell);
    watching = settings.watchTrouble(warning -> Appearance.onWindow(() -> tell(warning)));
  }

  private void tell(SettingsWarning warning) {
    var kind = warning.kind().name().toLowerCase(Locale.ROOT).replace("_", "");
    var text = ui.messages().get("main.settings." + kind, warning.file(), warning.detail());
    var kept =
        warning
            .keptAs()
            .map(path -> "\n" + ui.messages().get("main.settings.keptas", path))
            .orElse("");
    ui.notices().show(Notices.Level.WARNING, text + kept);
  }

  @Override
  public void close() {
    watching.close();
  }
}
