package org.sessiondesk.ui.fx;

import java.util.Optional;
import java.util.function.Supplier;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableValue;
import javafx.scene.input.KeyCombination;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.Ikon;

/**
 * Something that an operator can do. It is described once; menus, buttons, the command palette and
 * the list of keys all show and do the same. Immutable; window's thread only.
 */
public final class Action {

  /** What actions are listed under, in this order. */
  public enum Group {
    SESSIONS,
    MANY,
    SELECTION,
    INSPECTOR,
    GO,
    CONNECTION,
    WINDOW
  }

  /** Where an action's keys work. */
  private enum Reach {
    WINDOW,
    PART
  }

  private static final ObservableValue<Boolean> ALWAYS = new SimpleBooleanProperty(true);

  private final String id;
  private final String key;
  private final Group group;
  private final Ikon icon;
  private final Runnable handler;
  private final @Nullable KeyCombination shortcut;
  private final Reach reach;
  private final boolean inMenu;
  private final ObservableValue<Boolean> enabled;
  private final Supplier<String> whyNot;

  private Action(
      String id,
      String key,
      Group group,
      Ikon icon,
      Runnable handler,
      @Nullable KeyCombination shortcut,
      Reach reach,
      boolean inMenu,
      ObservableValue<Boolean> enabled,
      Supplier<String> whyNot) {
    this.id = id;
    this.key = key;
    this.group = group;
    this.icon = icon;
    this.handler = handler;
    this.shortcut = shortcut;
    this.reach = reach;
    this.inMenu = inMenu;
    this.enabled = enabled;
    this.whyNot = whyNot;
  }

  /**
   * An action without keys that can always be done.
   *
   * @param id tells it from all others, and stays the same for ever, as what was used last is
   *     remembered by it
   * @param key the key of its name
   * @param handler does it, on the window's thread
   */
  public static Action of(String id, String key, Group group, Ikon icon, Runnable handler) {
    return new Action(id, key, group, icon, handler, null, Reach.WINDOW, false, ALWAYS, () -> key);
  }

  /** This one with keys that work wherever one is in the window. */
  public Action withKeys(KeyCombination keys) {
    return new Action(id, key, group, icon, handler, keys, Reach.WINDOW, inMenu, enabled, whyNot);
  }

  /** This one with keys that its part heeds while it has the keyboard's focus. */
  public Action withKeysInPart(KeyCombination keys) {
    return new Action(id, key, group, icon, handler, keys, Reach.PART, inMenu, enabled, whyNot);
  }

  /** This one in the window's menu. */
  public Action inMenu() {
    return new Action(id, key, group, icon, handler, shortcut, reach, true, enabled, whyNot);
  }

  /**
   * This one, which can be done only at times.
   *
   * @param whyNotKey gives the key of the text that says why it cannot be done now
   */
  public Action enabledWhile(ObservableValue<Boolean> possible, Supplier<String> whyNotKey) {
    return new Action(id, key, group, icon, handler, shortcut, reach, inMenu, possible, whyNotKey);
  }

  /** Tells it from all others. */
  public String id() {
    return id;
  }

  /** The key of its name. */
  public String key() {
    return key;
  }

  /** What it is listed under. */
  public Group group() {
    return group;
  }

  /** Its icon. */
  public Ikon icon() {
    return icon;
  }

  /** Its keys; empty where it has none. */
  public Optional<KeyCombination> shortcut() {
    return Optional.ofNullable(shortcut);
  }

  /** Its keys as people read them, such as {@code Ctrl+N}; empty where it has none. */
  public String shortcutText() {
    return shortcut == null ? "" : shortcut.getDisplayText();
  }

  /** Whether its keys work wherever one is in the window. */
  public boolean everywhere() {
    return reach == Reach.WINDOW;
  }

  /** Whether it is in the window's menu. */
  public boolean isInMenu() {
    return inMenu;
  }

  /** Whether it can be done now. */
  public ObservableValue<Boolean> enabledProperty() {
    return enabled;
  }

  /** Whether it can be done now. */
  public boolean isEnabled() {
    return enabled.getValue();
  }

  /** The key of the text that says why it cannot be done now. */
  public String whyNotKey() {
    return whyNot.get();
  }

  /** Does it, if it can be done now. */
  public void run() {
    if (isEnabled()) {
      handler.run();
    }
  }
}
