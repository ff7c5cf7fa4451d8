package org.sessiondesk.ui.testing;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.input.MouseButton;
import javafx.stage.Window;
import org.testfx.api.FxRobot;

/**
 * The mouse, as a test wants it: it clicks where a node is, not where it has been.
 *
 * <p>The robot itself looks for the place on the test's thread. That is a race with the window,
 * which may still be laying itself out: the click goes beside the node, or the scene's own bounds
 * are spoiled.
 */
public final class Mouse {
  private static final Bounds NOWHERE = new BoundingBox(0, 0, -1, -1);

  private Mouse() {}

  /** Clicks in the middle of what {@code query} finds, once it is there and stands still. */
  public static FxRobot clickOn(FxRobot robot, String query) {
    return clickOn(robot, query, MouseButton.PRIMARY);
  }

  /** As {@link #clickOn(FxRobot, String)}, with {@code button}. */
  public static FxRobot clickOn(FxRobot robot, String query, MouseButton button) {
    robot.clickOn(middleOf(query), button);
    return robot;
  }

  /** Moves over the middle of what {@code query} finds, once it is there and stands still. */
  public static FxRobot moveTo(FxRobot robot, String query) {
    robot.moveTo(middleOf(query));
    return robot;
  }

  private static Point2D middleOf(String query) {
    var last = new AtomicReference<>(NOWHERE);
    await("A place for " + query)
        .atMost(Duration.ofSeconds(10))
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(35))
        .until(
            () -> {
              var now = Desk.fromFx(() -> shown(query).map(Mouse::place).orElse(NOWHERE));
              return now.equals(last.getAndSet(now)) && !now.isEmpty();
            });
    var place = last.get();
    return new Point2D(place.getCenterX(), place.getCenterY());
  }

  private static Bounds place(Node node) {
    return node.getScene().getRoot().isNeedsLayout()
        ? NOWHERE
        : node.localToScreen(node.getBoundsInLocal());
  }

  /** The node in the window that was opened last, as a menu lies over its window. */
  private static Optional<Node> shown(String query) {
    return Window.getWindows().reversed().stream()
        .filter(Window::isShowing)
        .map(Window::getScene)
        .filter(Objects::nonNull)
        .flatMap(scene -> scene.getRoot().lookupAll(query).stream())
        .filter(Mouse::isSeen)
        .findFirst();
  }

  private static boolean isSeen(Node node) {
    for (Node at = node; at != null; at = at.getParent()) {
      if (!at.isVisible()) {
        return false;
      }
    }
    return true;
  }
}
