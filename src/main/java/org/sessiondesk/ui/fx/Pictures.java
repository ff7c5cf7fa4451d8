package org.sessiondesk.ui.fx;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import javafx.scene.Node;
import javafx.scene.SnapshotParameters;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.transform.Transform;
import javax.imageio.ImageIO;

/** Pictures of what is on screen, as files. */
public final class Pictures {

  /** How many pixels of the picture one of the screen becomes, each way. */
  private static final int SCALE = 2;

  private Pictures() {}

  /** A picture of {@code node} as it looks now, twice as fine. On the window's thread. */
  public static WritableImage of(Node node) {
    var how = new SnapshotParameters();
    how.setTransform(Transform.scale(SCALE, SCALE));
    return node.snapshot(how, null);
  }

  /**
   * Writes {@code picture} as a PNG file. Not for the window's thread.
   *
   * @return {@code path}
   * @throws IOException where the file cannot be written
   */
  public static Path writePng(WritableImage picture, Path path) throws IOException {
    int width = (int) picture.getWidth();
    int height = (int) picture.getHeight();
    var pixels = new int[width * height];
    picture
        .getPixelReader()
        .getPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), pixels, 0, width);
    var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
    image.setRGB(0, 0, width, height, pixels, 0, width);
    try (var out = Files.newOutputStream(Objects.requireNonNull(path))) {
      ImageIO.write(image, "png", out);
    }
    return path;
  }
}
