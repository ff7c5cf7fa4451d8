package org.sessiondesk.ui.testing;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.IndexedCell;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextInputControl;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.paint.Color;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with how a screen is laid out: texts that are cut off, controls that lie over each
 * other, texts that are hard to read, controls without a name. On the window's thread.
 */
public final class LayoutFaults {
  private static final double SLACK = 1.5;
  private static final double AA = 4.5;
  private static final double AA_LARGE = 3.0;
  private static final double LARGE = 24;
  private static final double LARGE_BOLD = 18.5;

  private final List<String> faults = new ArrayList<>();
  private final Set<Node> labelled = new HashSet<>();

  private LayoutFaults() {}

  /** All that is wrong in {@code scene}. */
  public static List<String> of(Scene scene) {
    var found = new LayoutFaults();
    found.collectLabels(scene.getRoot());
    found.walk(scene.getRoot(), scene);
    return found.faults;
  }

  private void collectLabels(Node node) {
    if (node instanceof Label label && label.getLabelFor() != null) {
      labelled.add(label.getLabelFor());
    }
    if (node instanceof Parent parent) {
      parent.getChildrenUnmodifiable().forEach(this::collectLabels);
    }
  }

  private void walk(Node node, Scene scene) {
    if (!node.isVisible() || node.getOpacity() == 0) {
      return;
    }
    if (node instanceof Labeled labeled) {
      checkCut(labeled);
      checkContrast(labeled, scene);
    }
    checkName(node);
    if (node instanceof HBox
        || node instanceof VBox
        || node instanceof FlowPane
        || node instanceof GridPane) {
      checkOverlaps((Parent) node);
    }
    if (node instanceof Parent parent) {
      for (var child : parent.getChildrenUnmodifiable()) {
        walk(child, scene);
      }
    }
  }

  // ---- cut off

  /** A text may end in an ellipsis where a tooltip says it whole, or where it is content. */
  private void checkCut(Labeled labeled) {
    var text = labeled.getText();
    if (text == null || text.isBlank() || isContent(labeled) || labeled.getTooltip() != null) {
      return;
    }
    boolean cut =
        labeled.isWrapText()
            ? labeled.prefHeight(labeled.getWidth()) > labeled.getHeight() + SLACK
            : labeled.prefWidth(-1) > labeled.getWidth() + SLACK
                || labeled.prefHeight(-1) > labeled.getHeight() + SLACK * 2;
    if (cut) {
      faults.add(
          "cut off: %s has %.0f x %.0f and wants %.0f x %.0f"
              .formatted(
                  describe(labeled),
                  labeled.getWidth(),
                  labeled.getHeight(),
                  labeled.prefWidth(-1),
                  labeled.prefHeight(labeled.isWrapText() ? labeled.getWidth() : -1)));
    }
  }

  /** What stands in lists and tables is as long as it is. */
  private static boolean isContent(Node node) {
    for (@Nullable Node at = node; at != null; at = at.getParent()) {
      if (at instanceof IndexedCell) {
        return true;
      }
    }
    return false;
  }

  // ---- overlaps

  private void checkOverlaps(Parent parent) {
    var shown =
        parent.getChildrenUnmodifiable().stream()
            .filter(child -> child.isVisible() && child.isManaged())
            .toList();
    for (int i = 0; i < shown.size(); i++) {
      for (int j = i + 1; j < shown.size(); j++) {
        if (overlap(shown.get(i), shown.get(j))) {
          faults.add(
              "overlap: %s lies over %s".formatted(describe(shown.get(j)), describe(shown.get(i))));
        }
      }
    }
  }

  /** Layout bounds: a shadow, or the ring of the focus, may reach over a neighbour. */
  private static boolean overlap(Node one, Node other) {
    var a = one.localToParent(one.getLayoutBounds());
    var b = other.localToParent(other.getLayoutBounds());
    return a.getMinX() < b.getMaxX() - SLACK
        && b.getMinX() < a.getMaxX() - SLACK
        && a.getMinY() < b.getMaxY() - SLACK
        && b.getMinY() < a.getMaxY() - SLACK;
  }

  // ---- contrast

  private void checkContrast(Labeled labeled, Scene scene) {
    var text = labeled.getText();
    boolean off = text == null || text.isBlank() || labeled.isDisabled();
    if (off
        || labeled.getWidth() < 2
        || !isOnScreen(labeled, scene)
        || !(labeled.getTextFill() instanceof Color fill)) {
      return;
    }
    var ground = background(labeled);
    if (ground == null) {
      return;
    }
    double opacity = 1;
    for (@Nullable Node at = labeled; at != null; at = at.getParent()) {
      opacity *= at.getOpacity();
    }
    double ratio = contrast(over(fill, fill.getOpacity() * opacity, ground), ground);
    var font = labeled.getFont();
    boolean bold = font.getStyle().toLowerCase(Locale.ROOT).contains("bold");
    boolean large = font.getSize() >= LARGE || (bold && font.getSize() >= LARGE_BOLD);
    if (ratio < (large ? AA_LARGE : AA) - 0.05) {
      faults.add("contrast %.2f: %s, %s on %s".formatted(ratio, describe(labeled), fill, ground));
    }
  }

  private static boolean isOnScreen(Node node, Scene scene) {
    Bounds bounds = node.localToScene(node.getLayoutBounds());
    return bounds.getMaxX() > 0
        && bounds.getMaxY() > 0
        && bounds.getMinX() < scene.getWidth()
        && bounds.getMinY() < scene.getHeight();
  }

  /** What is painted behind: the backgrounds of all that it lies in, one over the other. */
  private static @Nullable Color background(Node node) {
    var layers = new ArrayList<Color>();
    for (@Nullable Node at = node; at != null; at = at.getParent()) {
      if (at instanceof Region region && region.getBackground() != null) {
        var fills = region.getBackground().getFills();
        for (int i = fills.size() - 1; i >= 0; i--) {
          if (fills.get(i).getFill() instanceof Color color && color.getOpacity() > 0) {
            layers.add(color);
            if (color.isOpaque()) {
              return blend(layers);
            }
          }
        }
      }
    }
    return null;
  }

  private static Color blend(List<Color> layers) {
    var ground = layers.getLast();
    for (int i = layers.size() - 2; i >= 0; i--) {
      ground = over(layers.get(i), layers.get(i).getOpacity(), ground);
    }
    return ground;
  }

  private static Color over(Color top, double opacity, Color ground) {
    return new Color(
        top.getRed() * opacity + ground.getRed() * (1 - opacity),
        top.getGreen() * opacity + ground.getGreen() * (1 - opacity),
        top.getBlue() * opacity + ground.getBlue() * (1 - opacity),
        1);
  }

  /** As WCAG 2.1 defines it: from 1 to 21. */
  public static double contrast(Color one, Color other) {
    double a = luminance(one) + 0.05;
    double b = luminance(other) + 0.05;
    return Math.max(a, b) / Math.min(a, b);
  }

  private static double luminance(Color color) {
    return 0.2126 * linear(color.getRed())
        + 0.7152 * linear(color.getGreen())
        + 0.0722 * linear(color.getBlue());
  }

  private static double linear(double channel) {
    return channel <= 0.04045 ? channel / 12.92 : Math.pow((channel + 0.055) / 1.055, 2.4);
  }

  // ---- names

  /** Whatever the keyboard reaches has a name for those who do not see it. */
  private void checkName(Node node) {
    if (!node.isFocusTraversable() || node.isDisabled() || node instanceof ScrollBar) {
      return;
    }
    boolean named =
        isText(node.getAccessibleText())
            || labelled.contains(node)
            || (node instanceof Labeled labeled && isText(labeled.getText()))
            || (node instanceof TextInputControl input && isText(input.getPromptText()))
            || (node instanceof ScrollPane && node.getId() == null)
            || isContent(node);
    if (!named) {
      faults.add("no name: " + describe(node));
    }
  }

  private static boolean isText(@Nullable String text) {
    return text != null && !text.isBlank();
  }

  private static String describe(Node node) {
    var where = new StringBuilder();
    for (@Nullable Node at = node; at != null; at = at.getParent()) {
      if (at.getId() != null) {
        where.append(where.isEmpty() ? "" : " in ").append('#').append(at.getId());
        break;
      }
      where.append(at.getClass().getSimpleName()).append(at.getStyleClass()).append(' ');
    }
    return where
        + (node instanceof Labeled labeled && labeled.getText() != null
            ? " “" + labeled.getText().lines().findFirst().orElse("") + "”"
            : "");
  }
}
