package org.sessiondesk.ui.command;

import java.util.BitSet;
import java.util.Optional;

/**
 * Finds what somebody may mean who types some of its letters. Every word that is typed must occur
 * with its letters in their order; letters that begin words, or follow each other, count more.
 */
final class Fuzzy {
  private static final int NONE = Integer.MIN_VALUE / 2;
  private static final int LETTER = 1;
  private static final int NEXT = 5;
  private static final int WORD = 8;
  private static final int BEGIN = 4;
  private static final int STREWN = 3;
  private static final int LONGEST = 200;

  /**
   * How well something matches.
   *
   * @param score the more the better
   * @param places which of its characters were typed
   */
  record Match(int score, BitSet places) {}

  private Fuzzy() {}

  /**
   * How {@code text} matches what was {@code typed}; empty where it does not. O(|typed|·|text|).
   */
  static Optional<Match> match(String typed, String text) {
    var places = new BitSet();
    int score = 0;
    var shown = fold(text.length() > LONGEST ? text.substring(0, LONGEST) : text);
    for (var word : typed.strip().split("\\s+", -1)) {
      int one = word(fold(word), shown, text, places);
      if (one == NONE) {
        return Optional.empty();
      }
      score += one;
    }
    // Of two that match alike the shorter one is meant.
    return Optional.of(new Match(score * 16 - Math.min(text.length(), 200) / 8, places));
  }

  /** Character by character, so that places stay what they are. */
  private static char[] fold(String text) {
    var chars = text.toCharArray();
    for (int i = 0; i < chars.length; i++) {
      chars[i] = Character.toLowerCase(chars[i]);
    }
    return chars;
  }

  /** The best way to find all of {@code word}: {@code best[i][j]} ends with its i-th at j. */
  private static int word(char[] word, char[] text, String original, BitSet places) {
    int n = word.length;
    int m = text.length;
    if (n == 0) {
      return 0;
    }
    if (n > m) {
      return NONE;
    }
    var best = new int[n][m];
    var from = new int[n][m];
    for (int i = 0; i < n; i++) {
      int before = NONE;
      int beforeAt = -1;
      for (int j = 0; j < m; j++) {
        best[i][j] = NONE;
        from[i][j] = -1;
        if (i > 0 && j > 0 && best[i - 1][j - 1] > before) {
          before = best[i - 1][j - 1];
          beforeAt = j - 1;
        }
        if (word[i] != text[j] || (i > 0 && before == NONE)) {
          continue;
        }
        int bonus = LETTER + (beginsWord(original, j) ? WORD : 0) + (j == 0 ? BEGIN : 0);
        int score = i == 0 ? bonus : before + bonus;
        int source = i == 0 ? -1 : beforeAt;
        if (i > 0 && best[i - 1][j - 1] != NONE && best[i - 1][j - 1] + bonus + NEXT > score) {
          score = best[i - 1][j - 1] + bonus + NEXT;
          source = j - 1;
        }
        best[i][j] = score;
        from[i][j] = source;
      }
    }
    int end = -1;
    for (int j = 0; j < m; j++) {
      if (best[n - 1][j] != NONE && (end < 0 || best[n - 1][j] > best[n - 1][end])) {
        end = j;
      }
    }
    if (end < 0) {
      return NONE;
    }
    int score = best[n - 1][end];
    // Letters that are strewn over the text by chance are not what somebody means.
    if (n >= 3 && score < n * STREWN) {
      return NONE;
    }
    for (int i = n - 1, j = end; i >= 0; j = from[i][j], i--) {
      places.set(j);
    }
    return score;
  }

  private static boolean beginsWord(String text, int at) {
    if (at == 0) {
      return true;
    }
    char before = text.charAt(at - 1);
    char here = text.charAt(at);
    return !Character.isLetterOrDigit(before)
        || (Character.isUpperCase(here) && Character.isLowerCase(before))
        || Character.isIdeographic(here);
  }
}
