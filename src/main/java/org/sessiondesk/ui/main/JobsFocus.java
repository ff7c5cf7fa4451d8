package org.sessiondesk.ui.main;

import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ButtonBase;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/**
 * The keyboard's focus in a list that is made anew whenever it changes: it stays at its job, and
 * where that is gone at the one that has come to its place.
 */
final class JobsFocus {
  private final VBox list;

  /** Looks after {@code list}, whose lines have their jobs as user data. */
  JobsFocus(VBox list) {
    this.list = list;
  }

  /**
   * Where the focus is.
   *
   * @param index which line
   * @param job the line's job; null where it has none
   * @param id the id of the control
   */
  record At(int index, @Nullable Object job, @Nullable String id) {}

  /** Gives the focus to the first control of the list. */
  void begin() {
    first(list).ifPresent(Node::requestFocus);
  }

  /** Where it is now; empty where it is not in the list. */
  Optional<At> now() {
    var owner = list.getScene() == null ? null : list.getScene().getFocusOwner();
    Node line = owner;
    while (line != null && !list.equals(line.getParent())) {
      line = line.getParent();
    }
    return owner == null || line == null
        ? Optional.empty()
        : Optional.of(new At(list.getChildren().indexOf(line), line.getUserData(), owner.getId()));
  }

  /** Puts it back after the list was made anew. */
  void restore(At before) {
    var lines = list.getChildren();
    var line =
        lines.stream()
            .filter(each -> before.job() != null && before.job().equals(each.getUserData()))
            .findFirst()
            .orElseGet(() -> lines.get(Math.min(before.index(), lines.size() - 1)));
    Optional.ofNullable(before.id())
        .map(id -> line.lookup("#" + id))
        .filter(JobsFocus::canHaveIt)
        .or(() -> first(line))
        .or(() -> first(list))
        .ifPresent(Node::requestFocus);
  }

  private static boolean canHaveIt(Node node) {
    return node instanceof ButtonBase
        && node.isFocusTraversable()
        && node.isVisible()
        && !node.isDisabled();
  }

  private static Optional<Node> first(Node within) {
    if (canHaveIt(within)) {
      return Optional.of(within);
    }
    return within instanceof Parent parent
        ? parent.getChildrenUnmodifiable().stream()
            .map(JobsFocus::first)
            .flatMap(Optional::stream)
            .findFirst()
        : Optional.empty();
  }
}
