package org.sessiondesk.ui.testing;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.function.Supplier;
import javafx.scene.Node;

/** The keyboard's focus, as a test wants it before it types. */
public final class Focus {
  private Focus() {}

  /**
   * Gives the focus to {@code node} and waits until it has it.
   *
   * <p>Asking once is not enough: a window that has just appeared has no focus yet, and gives it to
   * its first control when it gets its own.
   */
  public static void on(Supplier<? extends Node> node) {
    await()
        .atMost(Duration.ofSeconds(10))
        .pollInterval(Duration.ofMillis(10))
        .until(
            () ->
                Desk.fromFx(
                    () -> {
                      var wanted = node.get();
                      var scene = wanted.getScene();
                      // What is shown may just be on its way into the window.
                      var window = scene == null ? null : scene.getWindow();
                      if (window == null) {
                        return false;
                      }
                      window.requestFocus();
                      wanted.requestFocus();
                      return window.isFocused() && wanted.isFocused();
                    }));
  }
}
