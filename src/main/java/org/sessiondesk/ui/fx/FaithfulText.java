package org.sessiondesk.ui.fx;

import javafx.beans.property.Property;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextInputControl;

/**
 * Lets a text control edit any text without changing what was not touched. JavaFX' controls drop
 * control characters in silence; here each is shown as its Unicode picture (U+2400 and following),
 * one character for one, and only what somebody types or deletes reaches the true text.
 */
public final class FaithfulText {
  private static final char PICTURES = '\u2400';
  private static final char DELETE = '\u007F';
  private static final char DELETE_PICTURE = '\u2421';

  private FaithfulText() {}

  /**
   * How {@code text} is shown, character for character.
   *
   * @param lines whether the control has lines: then line feeds and tabs stay what they are
   */
  public static String displayed(String text, boolean lines) {
    for (int i = 0; i < text.length(); i++) {
      if (shown(text.charAt(i), lines) != text.charAt(i)) {
        return pictured(text, lines);
      }
    }
    return text;
  }

  private static String pictured(String text, boolean lines) {
    var chars = text.toCharArray();
    for (int i = 0; i < chars.length; i++) {
      chars[i] = shown(chars[i], lines);
    }
    return new String(chars);
  }

  private static char shown(char c, boolean lines) {
    if (c == DELETE) {
      return DELETE_PICTURE;
    }
    return c >= ' ' || (lines && (c == '\n' || c == '\t')) ? c : (char) (PICTURES + c);
  }

  /**
   * The true text after somebody has edited what is shown: what lies before and after the edited
   * place is kept from {@code text}. O(n).
   *
   * @param text the true text before
   * @param edited what is shown now
   */
  public static String merged(String text, String edited, boolean lines) {
    int shorter = Math.min(text.length(), edited.length());
    int head = 0;
    while (head < shorter && shown(text.charAt(head), lines) == edited.charAt(head)) {
      head++;
    }
    int tail = 0;
    while (tail < shorter - head
        && shown(text.charAt(text.length() - 1 - tail), lines)
            == edited.charAt(edited.length() - 1 - tail)) {
      tail++;
    }
    return text.substring(0, head)
        + edited.substring(head, edited.length() - tail)
        + text.substring(text.length() - tail);
  }

  /** Shows {@code text} in {@code control}, and carries what is edited there back to it. */
  public static void bind(TextInputControl control, Property<String> text) {
    boolean lines = control instanceof TextArea;
    var updating = new boolean[1];
    text.subscribe(
        value -> {
          if (!updating[0]) {
            updating[0] = true;
            control.setText(displayed(value, lines));
            updating[0] = false;
          }
        });
    control
        .textProperty()
        .subscribe(
            (before, after) -> {
              if (!updating[0]) {
                updating[0] = true;
                text.setValue(merged(text.getValue(), after == null ? "" : after, lines));
                updating[0] = false;
              }
            });
  }
}
