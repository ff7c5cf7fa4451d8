package org.sessiondesk.ui.fx;

import java.util.Locale;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.connection.Deployment;
import org.sessiondesk.connection.ProfileMarks;

/** The mark by which a profile is told from others: its colour, and what it is for in a word. */
public final class ProfileBadge {
  private static final String DOT = "desk-badge-dot";

  private final Messages messages;
  private final Label node = new Label();
  private @Nullable ProfileMarks marks;

  /** A badge that shows nothing yet. */
  public ProfileBadge(Messages messages) {
    this.messages = messages;
    node.getStyleClass().add("desk-badge");
    node.setMinWidth(Region.USE_PREF_SIZE);
    messages.localeProperty().subscribe(_ -> show(marks));
    show(null);
  }

  /** The node; it takes no room where there is nothing to show. */
  public Label node() {
    return node;
  }

  /** Shows {@code now}, or nothing where it is null or without colour and deployment. */
  public void show(@Nullable ProfileMarks now) {
    marks = now;
    node.getStyleClass().removeIf(each -> each.startsWith("desk-mark-") || each.equals(DOT));
    boolean shown = now != null && now.shownColour() != ProfileMarks.Colour.AUTOMATIC;
    node.setVisible(shown);
    node.setManaged(shown);
    if (now == null || !shown) {
      node.setText("");
      return;
    }
    node.getStyleClass().add(styleOf(now.shownColour()));
    if (now.deployment() == Deployment.UNMARKED) {
      node.setText("");
      node.getStyleClass().add(DOT);
    } else {
      node.setText(messages.get("fx.deployment." + key(now.deployment())));
    }
  }

  /** The style class that gives a node's {@code -desk-mark} the colour. */
  public static String styleOf(ProfileMarks.Colour colour) {
    return "desk-mark-" + key(colour);
  }

  private static String key(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
