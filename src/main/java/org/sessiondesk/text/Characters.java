package org.sessiondesk.text;

/** What kind of character a character is, where sentences and words are concerned. */
final class Characters {
  private static final String WIDE_OPENERS = "「『《〈（【〔“‘";

  private Characters() {}

  /** White space of any kind, with the spaces that do not break, and the next-line control. */
  static boolean isSpace(char c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\u0085';
  }

  static boolean isLineEnd(char c) {
    return c == '\n' || c == '\r' || c == '\u0085' || c == '\u2028' || c == '\u2029';
  }

  /** Chinese, Japanese, Korean and their punctuation: written without spaces between sentences. */
  static boolean isWide(char c) {
    return (c >= '\u2e80' && c <= '\ud7ff') || (c >= '\uf900' && c <= '\ufaff') || c >= '\uff00';
  }

  /** Whether a sentence of wide characters can begin with {@code c}: a comma cannot. */
  static boolean beginsWideText(char c) {
    return (isWide(c) && Character.isLetterOrDigit(c)) || WIDE_OPENERS.indexOf(c) >= 0;
  }
}
