package org.sessiondesk.ui.testing;

import static org.sessiondesk.ui.testing.Desk.onFx;

import java.util.List;
import java.util.Locale;
import javafx.scene.Scene;
import org.sessiondesk.ui.fx.Messages;

/** Pictures of a screen in every language and theme that there are. */
public final class Looks {
  private Looks() {}

  /**
   * Writes {@code target/screens/<name>-<light|dark>-<en|zh>.png}; afterwards it is light and
   * English. Not on the window's thread: a list or table makes its rows only in the next frame.
   */
  public static void save(Scene scene, Messages messages, String name) {
    for (var locale : List.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE)) {
      for (boolean dark : List.of(false, true)) {
        onFx(
            () -> {
              messages.localeProperty().set(locale);
              Dressed.theme(dark);
              scene.getRoot().applyCss();
              scene.getRoot().layout();
            });
        onFx(() -> {});
        var theme = dark ? "dark" : "light";
        onFx(() -> Screens.save(scene, "%s-%s-%s".formatted(name, theme, locale.getLanguage())));
      }
    }
    onFx(
        () -> {
          Dressed.theme(false);
          messages.localeProperty().set(Locale.ENGLISH);
        });
  }
}
