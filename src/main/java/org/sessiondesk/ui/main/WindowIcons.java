package org.sessiondesk.ui.main;

import java.util.List;
import javafx.scene.image.Image;

/** The program's mark, in the sizes that systems ask for. */
public final class WindowIcons {
  private static final List<Integer> SIZES = List.of(16, 24, 32, 48, 64, 128, 256, 512);

  private WindowIcons() {}

  /** All of them, for a stage. */
  public static List<Image> all() {
    return SIZES.stream().map(WindowIcons::load).toList();
  }

  static Image load(int size) {
    var name = "/org/sessiondesk/ui/icons/icon-" + size + ".png";
    var url = WindowIcons.class.getResource(name);
    if (url == null) {
      throw new IllegalStateException("the build has left out " + name);
    }
    return new Image(url.toExternalForm());
  }
}
