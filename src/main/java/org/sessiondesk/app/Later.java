package org.sessiondesk.app;

import java.util.function.Supplier;
import javafx.scene.Node;
import org.jspecify.annotations.Nullable;

/** A page that is made when it is first gone to, and kept. On the window's thread. */
final class Later implements Supplier<Node> {
  private final Supplier<Node> make;
  private @Nullable Node made;

  Later(Supplier<Node> make) {
    this.make = make;
  }

  @Override
  public Node get() {
    var node = made;
    if (node == null) {
      node = make.get();
      made = node;
    }
    return node;
  }
}
