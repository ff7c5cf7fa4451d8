package org.sessiondesk.ui.fx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import org.junit.jupiter.api.Test;
import org.kordamp.ikonli.feather.Feather;

class ActionsTest {
  private static final KeyCombination KEYS =
      new KeyCodeCombination(KeyCode.N, KeyCombination.SHORTCUT_DOWN);

  private final List<String> done = new ArrayList<>();
  private final Actions actions = new Actions();

  private Action action(String id, Action.Group group) {
    return Action.of(id, "x." + id, group, Feather.BOX, () -> done.add(id));
  }

  @Test
  void areListedByGroups_inTheOrderInWhichTheyCame() {
    actions.add(
        List.of(
            action("about", Action.Group.WINDOW),
            action("new", Action.Group.SESSIONS),
            action("keys", Action.Group.WINDOW)));
    assertThat(actions.all()).extracting(Action::id).containsExactly("new", "about", "keys");
    assertThat(actions.get("new").key()).isEqualTo("x.new");
    assertThatThrownBy(() -> actions.get("none")).isInstanceOf(NoSuchElementException.class);
  }

  @Test
  void eachExistsOnce_andNoKeysMeanTwoThings() {
    actions.add(action("new", Action.Group.SESSIONS).withKeys(KEYS));
    assertThatThrownBy(() -> actions.add(action("new", Action.Group.WINDOW)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> actions.add(action("other", Action.Group.WINDOW).withKeys(KEYS)))
        .isInstanceOf(IllegalArgumentException.class);
    // The keys of a part count only while it has the focus.
    actions.add(action("part", Action.Group.SELECTION).withKeysInPart(KEYS));
    assertThat(actions.all()).hasSize(2);
  }

  @Test
  void whatCannotBeDoneIsNotDone_andSaysWhy() {
    var possible = new SimpleBooleanProperty(false);
    var action = action("a", Action.Group.WINDOW).enabledWhile(possible, () -> "x.why");
    action.run();
    assertThat(done).isEmpty();
    assertThat(action.whyNotKey()).isEqualTo("x.why");
    possible.set(true);
    action.run();
    assertThat(done).containsExactly("a");
  }
}
