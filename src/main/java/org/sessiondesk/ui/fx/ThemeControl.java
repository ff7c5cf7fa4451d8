package org.sessiondesk.ui.fx;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.util.List;
import javafx.application.Application;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Scene;
import org.sessiondesk.settings.Theme;

/** Light or dark, as the operator or the system wants it; may be switched at any time. */
public final class ThemeControl {
  private static final String FOLDER = "/org/sessiondesk/ui/css/";

  private final ObjectProperty<Theme> theme = new SimpleObjectProperty<>(this, "theme");
  private final BooleanBinding dark;
  private final List<String> sheets;

  /**
   * Puts {@code wanted} in force.
   *
   * @param parts the parts whose style sheets, {@code css/<part>.css}, are added to every scene
   */
  public ThemeControl(Theme wanted, List<String> parts) {
    sheets = parts.stream().map(ThemeControl::sheet).toList();
    theme.set(wanted);
    var system = Platform.getPreferences().colorSchemeProperty();
    dark =
        Bindings.createBooleanBinding(
            () ->
                switch (theme.get()) {
                  case LIGHT -> false;
                  case DARK -> true;
                  case SYSTEM -> system.get() == ColorScheme.DARK;
                },
            theme,
            system);
    dark.subscribe(ThemeControl::apply);
  }

  /** Which theme is wanted. */
  public ObjectProperty<Theme> themeProperty() {
    return theme;
  }

  /** Whether it is dark now. */
  public boolean isDark() {
    return dark.get();
  }

  /** Gives {@code scene} the style sheets of all parts. */
  public void dress(Scene scene) {
    scene.getStylesheets().setAll(sheets);
  }

  private static void apply(boolean dark) {
    var sheet =
        dark
            ? new PrimerDark().getUserAgentStylesheet()
            : new PrimerLight().getUserAgentStylesheet();
    Application.setUserAgentStylesheet(sheet);
  }

  private static String sheet(String part) {
    var resource = ThemeControl.class.getResource(FOLDER + part + ".css");
    if (resource == null) {
      throw new IllegalStateException("there is no style sheet of " + part);
    }
    return resource.toExternalForm();
  }
}
