package org.sessiondesk.ui.fx;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.NoSuchElementException;
import javafx.scene.Scene;

/** All that an operator can do in the window, each once. Window's thread only. */
public final class Actions {
  private final List<Action> all = new ArrayList<>();

  /**
   * Adds {@code more}.
   *
   * @throws IllegalArgumentException where there is one with that id, or with those keys everywhere
   */
  public void add(Collection<Action> more) {
    for (var action : more) {
      for (var known : all) {
        if (known.id().equals(action.id())) {
          throw new IllegalArgumentException("two actions are called " + action.id());
        }
        if (known.everywhere()
            && action.everywhere()
            && known.shortcut().isPresent()
            && known.shortcut().equals(action.shortcut())) {
          throw new IllegalArgumentException(
              known.id() + " and " + action.id() + " have the same keys");
        }
      }
      all.add(action);
    }
  }

  /** Adds {@code action}; see {@link #add(Collection)}. */
  public void add(Action action) {
    add(List.of(action));
  }

  /** All of them: by their groups, and there in the order in which they were added. */
  public List<Action> all() {
    return all.stream().sorted(Comparator.comparing(Action::group)).toList();
  }

  /**
   * The one with that id.
   *
   * @throws NoSuchElementException where there is none
   */
  public Action get(String id) {
    return all.stream()
        .filter(action -> action.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new NoSuchElementException("no action is called " + id));
  }

  /** Makes the keys work that work everywhere. */
  public void install(Scene scene) {
    for (var action : all) {
      if (action.everywhere()) {
        action.shortcut().ifPresent(keys -> scene.getAccelerators().put(keys, action::run));
      }
    }
  }
}
