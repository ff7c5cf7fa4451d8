package org.sessiondesk.text;

/**
 * Tells closing straight quotes from opening ones: by whether one is open on the same line. Asked
 * for rising places only, it looks at each character once.
 */
final class Quotes {
  private final String text;
  private int seen;
  private boolean doubleOpen;
  private boolean singleOpen;

  Quotes(String text) {
    this.text = text;
  }

  /**
   * Whether a straight quote that closes is at {@code at}, which is right behind the end of a
   * sentence or behind another closing quote.
   */
  boolean closesAt(int at) {
    char c = text.charAt(at);
    if (c != '"' && c != '\'') {
      return false;
    }
    for (; seen < at; seen++) {
      see(seen);
    }
    if (c == '"' ? doubleOpen : singleOpen) {
      return true;
    }
    // None is open: a stray one stays with what it stands at.
    return at + 1 == text.length() || Characters.isSpace(text.charAt(at + 1));
  }

  private void see(int at) {
    char c = text.charAt(at);
    if (c == '"') {
      doubleOpen = !doubleOpen;
    } else if (c == '\'' && !(isLatin(at - 1) && isLatin(at + 1))) {
      singleOpen = singleOpen ? false : !isLatin(at - 1);
    } else if (Characters.isLineEnd(c)) {
      doubleOpen = false;
      singleOpen = false;
    }
  }

  /** Whether an apostrophe can stand next to the character at {@code at}. */
  private boolean isLatin(int at) {
    return at >= 0
        && at < text.length()
        && Character.isLetterOrDigit(text.charAt(at))
        && !Characters.isWide(text.charAt(at));
  }
}
