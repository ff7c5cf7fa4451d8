package org.sessiondesk.settings;

/**
 * Where the window stood.
 *
 * @param x of its left edge, in JavaFX' screen coordinates
 * @param y of its upper edge
 * @param width of the window when it is not maximised
 * @param height of the window when it is not maximised
 * @param maximised whether it filled the screen
 */
public record WindowPlacement(double x, double y, double width, double height, boolean maximised) {
  public WindowPlacement {
    if (!Double.isFinite(x) || !Double.isFinite(y) || !(width > 0) || !(height > 0)) {
      throw new IllegalArgumentException("a window has a place and a size");
    }
    if (Double.isInfinite(width) || Double.isInfinite(height)) {
      throw new IllegalArgumentException("a window has a size");
    }
  }
}
