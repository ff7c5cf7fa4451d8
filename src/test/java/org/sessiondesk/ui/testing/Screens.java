package org.sessiondesk.ui.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javafx.embed.swing.SwingFXUtils;
import javafx.scene.Scene;
import javax.imageio.ImageIO;

/** Keeps pictures of what tests saw. */
public final class Screens {
  private Screens() {}

  /** Writes {@code target/screens/<name>.png}. On the window's thread. */
  public static void save(Scene scene, String name) {
    try {
      var folder = Files.createDirectories(Path.of("target", "screens"));
      var image = SwingFXUtils.fromFXImage(scene.snapshot(null), null);
      ImageIO.write(image, "png", folder.resolve(name + ".png").toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
