package org.sessiondesk.ui.testing;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.util.List;
import java.util.Objects;
import javafx.application.Application;
import javafx.scene.Parent;
import javafx.scene.Scene;

/** Scenes that look as they do in the window. */
public final class Dressed {
  private Dressed() {}

  /** A scene with the window's style sheets and those of {@code parts}. */
  public static Scene scene(Parent root, double width, double height, String... parts) {
    var scene = new Scene(root, width, height);
    var sheets = new java.util.ArrayList<>(List.of("desk", "field"));
    sheets.addAll(List.of(parts));
    for (var sheet : sheets) {
      var url = Dressed.class.getResource("/org/sessiondesk/ui/css/" + sheet + ".css");
      scene.getStylesheets().add(Objects.requireNonNull(url, sheet).toExternalForm());
    }
    return scene;
  }

  /** Changes the theme. On the window's thread. */
  public static void theme(boolean dark) {
    Application.setUserAgentStylesheet(
        dark
            ? new PrimerDark().getUserAgentStylesheet()
            : new PrimerLight().getUserAgentStylesheet());
  }
}
