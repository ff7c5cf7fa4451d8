package org.sessiondesk.ui.transfer;

/** How hard a pass-phrase is to guess, roughly: by its length and how much its characters vary. */
enum PassphraseStrength {
  NONE,
  WEAK,
  FAIR,
  STRONG;

  private static final double FAIR_BITS = 50;
  private static final double STRONG_BITS = 80;

  /** That of {@code phrase}. */
  static PassphraseStrength of(String phrase) {
    if (phrase.isEmpty()) {
      return NONE;
    }
    double distinct = phrase.codePoints().distinct().count();
    double length = phrase.codePointCount(0, phrase.length());
    // Repeating what was typed already adds little.
    double counted = Math.min(length, distinct * 1.6);
    double bits = counted * Math.log(alphabet(phrase)) / Math.log(2);
    return bits < FAIR_BITS ? WEAK : bits < STRONG_BITS ? FAIR : STRONG;
  }

  /** Out of how many characters its own are taken. */
  private static int alphabet(String phrase) {
    int size = 0;
    size += phrase.chars().anyMatch(c -> c >= 'a' && c <= 'z') ? 26 : 0;
    size += phrase.chars().anyMatch(c -> c >= 'A' && c <= 'Z') ? 26 : 0;
    size += phrase.chars().anyMatch(c -> c >= '0' && c <= '9') ? 10 : 0;
    size += phrase.chars().anyMatch(c -> c < 128 && !Character.isLetterOrDigit(c)) ? 20 : 0;
    size += phrase.chars().anyMatch(c -> c >= 128) ? 1_000 : 0;
    return Math.max(2, size);
  }
}
