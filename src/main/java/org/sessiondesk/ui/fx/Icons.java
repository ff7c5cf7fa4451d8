package org.sessiondesk.ui.fx;

import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;

/** Makes icons, which take their colour and size from the style sheet. */
public final class Icons {

  private Icons() {}

  /** An icon for a button, a menu or a list. */
  public static FontIcon of(Ikon icon) {
    return new FontIcon(icon);
  }

  /** An icon with further style classes (see {@link DeskStyles}). */
  public static FontIcon of(Ikon icon, String... styleClasses) {
    var node = new FontIcon(icon);
    node.getStyleClass().addAll(styleClasses);
    return node;
  }
}
