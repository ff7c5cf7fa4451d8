package org.sessiondesk.ui.main;

import java.util.Locale;
import javafx.application.Platform;
import org.sessiondesk.session.Registration;
import org.sessiondesk.settings.Density;
import org.sessiondesk.settings.Language;
import org.sessiondesk.settings.Settings;
import org.sessiondesk.settings.SettingsService;
import org.sessiondesk.settings.WindowChoices;
import org.sessiondesk.ui.fx.Messages;
import org.sessiondesk.ui.fx.ThemeControl;

/**
 * Keeps the window's language, theme, density and size of text as the settings say, from the start
 * and ever after.
 */
public final class Appearance implements AutoCloseable {
  private final Messages messages;
  private final ThemeControl theme;
  private final Locale system;
  private final Registration watching;

  /**
   * Applies the settings now and after every change.
   *
   * @param system the language and country of the operating system
   */
  public Appearance(
      SettingsService settings, Messages messages, ThemeControl theme, Locale system) {
    this.messages = messages;
    this.theme = theme;
    this.system = system;
    apply(settings.current());
    watching = settings.watch(_ -> onWindow(() -> apply(settings.current())));
  }

  /**
   * The locale of {@code language}: with the system's country and formats where the system speaks
   * that language.
   */
  public static Locale locale(Language language, Locale system) {
    var wanted =
        switch (language) {
          case SYSTEM -> system;
          case ENGLISH -> Locale.ENGLISH;
          case CHINESE -> Locale.SIMPLIFIED_CHINESE;
        };
    return wanted.getLanguage().equals(system.getLanguage()) ? system : wanted;
  }

  private void apply(Settings settings) {
    var locale = locale(settings.language(), system);
    if (!locale.equals(messages.locale())) {
      messages.localeProperty().set(locale);
    }
    theme.themeProperty().set(settings.theme());
    var choices = WindowChoices.of(settings);
    theme.compactProperty().set(choices.density() == Density.COMPACT);
    theme.textPercentProperty().set(choices.textPercent());
  }

  /** Settings are changed on any thread. */
  static void onWindow(Runnable action) {
    if (Platform.isFxApplicationThread()) {
      action.run();
    } else {
      Platform.runLater(action);
    }
  }

  @Override
  public void close() {
    watching.close();
  }
}
