package org.sessiondesk.ui.fx;

/**
 * How long a text is, as people count.
 *
 * @param characters its characters: code points, so that an emoji outside of Unicode's first plane
 *     counts once
 * @param lines its lines; an empty text has none
 */
public record TextCounts(int characters, int lines) {

  /** Counts {@code text}. O(n). */
  public static TextCounts of(String text) {
    int lines = text.isEmpty() ? 0 : 1;
    for (int i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) {
      lines++;
    }
    return new TextCounts(text.codePointCount(0, text.length()), lines);
  }

  /** The same in words, in the window's language. */
  public String describe(Messages messages) {
    return messages.get("field.counts", characters, lines);
  }
}
