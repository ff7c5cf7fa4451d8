package org.sessiondesk.ui.fx;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.text.Text;

/**
 * Texts of any script, wrapped where that is possible.
 *
 * <p>JavaFX 26.0.2 throws while it lays out a text written from right to left that has to be
 * wrapped in its middle. So in a {@link javafx.scene.text.TextFlow} such a text is made of one node
 * a word, where lines then end between nodes; and in a text area its lines are not wrapped.
 */
public final class WrappedText {
  /** A word that is longer is taken apart: it might not fit a line. */
  private static final int LONGEST_WORD = 20;

  /** The least width of lines that each of its words fits; narrower ones fail as above. */
  public static final double LEAST_WIDTH = 180;

  private WrappedText() {}

  /**
   * The nodes of {@code text} for a flow, each with the style class {@code style}; together they
   * are it.
   */
  public static List<Text> nodes(String text, String style) {
    var nodes = new ArrayList<Text>();
    if (canWrap(text)) {
      nodes.add(node(text, style));
      return nodes;
    }
    int from = 0;
    for (int at = 0; at < text.length(); at++) {
      boolean wordEnds = Character.isWhitespace(text.charAt(at));
      boolean tooLong =
          at - from >= LONGEST_WORD
              && at + 1 < text.length()
              && !Character.isLowSurrogate(text.charAt(at + 1));
      if (wordEnds || tooLong) {
        nodes.add(node(text.substring(from, at + 1), style));
        from = at + 1;
      }
    }
    if (from < text.length()) {
      nodes.add(node(text.substring(from), style));
    }
    return nodes;
  }

  /** Whether a control may wrap {@code text}: a text field has no nodes of its own to choose. */
  public static boolean canWrap(String text) {
    return text.chars().noneMatch(WrappedText::isFromTheRight);
  }

  private static Text node(String text, String style) {
    var node = new Text(text);
    node.getStyleClass().add(style);
    return node;
  }

  /** Hebrew, Arabic and what lies with them in Unicode; half a surrogate pair may be either. */
  private static boolean isFromTheRight(int unit) {
    return switch (Character.getDirectionality((char) unit)) {
      case Character.DIRECTIONALITY_RIGHT_TO_LEFT,
          Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC,
          Character.DIRECTIONALITY_RIGHT_TO_LEFT_EMBEDDING,
          Character.DIRECTIONALITY_RIGHT_TO_LEFT_OVERRIDE,
          Character.DIRECTIONALITY_RIGHT_TO_LEFT_ISOLATE ->
          true;
      // Beyond the first plane: Adlam, Rohingya and others.
      default -> unit == 0xD802 || unit == 0xD803 || unit == 0xD83A || unit == 0xD83B;
    };
  }
}
