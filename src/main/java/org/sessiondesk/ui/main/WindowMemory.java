package org.sessiondesk.ui.main;

import javafx.scene.control.SplitPane;
import javafx.scene.layout.Region;
import javafx.stage.Screen;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.settings.SettingsService;
import org.sessiondesk.settings.WindowPlacement;
import org.sessiondesk.ui.fx.FrameBatcher;

/** Puts the window and its dividers where they were, and keeps in mind where they are. */
public final class WindowMemory {
  private static final double WIDTH = 1280;
  private static final double HEIGHT = 800;

  /** So much of the window's title must be on a screen, else nobody could move it back. */
  private static final double GRIP = 80;

  private final SettingsService settings;

  /** Remembers in {@code settings}. */
  public WindowMemory(SettingsService settings) {
    this.settings = settings;
  }

  /** Places {@code stage} and follows it. */
  public void follow(Stage stage) {
    var placement = settings.current().window();
    var screen = Screen.getPrimary().getVisualBounds();
    stage.setWidth(Math.min(placement == null ? WIDTH : placement.width(), screen.getWidth()));
    stage.setHeight(Math.min(placement == null ? HEIGHT : placement.height(), screen.getHeight()));
    // The first layout is made before the window has its size, at what the root prefers; a pane
    // that keeps its width when the window changes would keep that of a wrong size.
    if (stage.getScene() != null && stage.getScene().getRoot() instanceof Region root) {
      root.setPrefSize(stage.getWidth(), stage.getHeight());
    }
    if (placement != null && isReachable(placement)) {
      stage.setX(placement.x());
      stage.setY(placement.y());
    }
    stage.setMaximized(placement != null && placement.maximised());
    // Once everything has changed that changes together: maximising changes the size first.
    var keep = new FrameBatcher(() -> keep(stage, placement));
    stage.xProperty().subscribe((before, now) -> keep.request());
    stage.yProperty().subscribe((before, now) -> keep.request());
    stage.widthProperty().subscribe((before, now) -> keep.request());
    stage.heightProperty().subscribe((before, now) -> keep.request());
    stage.maximizedProperty().subscribe((before, now) -> keep.request());
  }

  private static boolean isReachable(WindowPlacement placement) {
    return Screen.getScreens().stream()
        .map(Screen::getVisualBounds)
        .anyMatch(
            bounds ->
                bounds.contains(placement.x() + GRIP, placement.y() + 1)
                    || bounds.contains(
                        placement.x() + placement.width() - GRIP, placement.y() + 1));
  }

  /** A maximised window keeps in mind how large it was before. */
  private void keep(Stage stage, @Nullable WindowPlacement first) {
    boolean placed = Double.isFinite(stage.getX()) && Double.isFinite(stage.getY());
    if (!stage.isShowing() || stage.isIconified() || !placed || !(stage.getWidth() > 0)) {
      return;
    }
    settings.update(
        now -> {
          var before = now.window() == null ? first : now.window();
          return now.withWindow(
              stage.isMaximized() && before != null
                  ? new WindowPlacement(
                      before.x(), before.y(), before.width(), before.height(), true)
                  : new WindowPlacement(
                      stage.getX(),
                      stage.getY(),
                      stage.getWidth(),
                      stage.getHeight(),
                      stage.isMaximized()));
        });
  }

  /**
   * Puts the only divider of {@code pane} where it was, and keeps in mind where it is.
   *
   * @param otherwise where it stands before anybody moved it, from 0 to 1
   */
  public void follow(SplitPane pane, String name, double otherwise) {
    pane.setDividerPositions(settings.current().panes().getOrDefault(name, otherwise));
    var divider = pane.getDividers().getFirst();
    divider
        .positionProperty()
        .subscribe(
            position -> {
              // Layout moves dividers too, by the breadth of a hair: only the hand's moves count.
              if (pane.getScene() != null && isMoved(pane)) {
                settings.update(now -> now.withPane(name, position.doubleValue()));
              }
            });
  }

  private static boolean isMoved(SplitPane pane) {
    return pane.lookupAll(".split-pane-divider").stream()
        .anyMatch(divider -> divider.isHover() || divider.isPressed());
  }
}
