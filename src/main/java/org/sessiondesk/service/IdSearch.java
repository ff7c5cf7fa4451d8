package org.sessiondesk.service;

import java.util.UUID;

/**
 * Finds one word, in lower case, in the canonical form of UUIDs. A word of digits alone is looked
 * for in the id's bits: no row's id is written out for that.
 */
final class IdSearch {
  private static final int LONGEST_GROUP = 12;

  /** How many digits the groups have that the upper half of an id begins with, and the lower. */
  private static final int[] HIGH_GROUPS = {8, 4, 4};

  private static final int[] LOW_GROUPS = {4, 12};

  private final String word;
  private final boolean possible;
  private final boolean digits;
  private final long bits;
  private final long mask;

  /** For {@code word}, in lower case and not empty. */
  IdSearch(String word) {
    this.word = word;
    digits = word.chars().allMatch(IdSearch::isDigit);
    possible =
        digits
            ? word.length() <= LONGEST_GROUP
            : word.length() <= 36 && word.chars().allMatch(c -> c == '-' || isDigit(c));
    bits = digits && possible ? Long.parseLong(word, 16) : 0;
    mask = digits && possible ? (1L << (4 * word.length())) - 1 : 0;
  }

  private static boolean isDigit(int c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
  }

  /** Whether it stands in the id of these bits. */
  boolean in(long high, long low) {
    if (!possible) {
      return false;
    }
    return digits
        ? in(high, HIGH_GROUPS) || in(low, LOW_GROUPS)
        : new UUID(high, low).toString().contains(word);
  }

  private boolean in(long half, int[] groups) {
    int right = Long.SIZE;
    for (int group : groups) {
      right -= 4 * group;
      for (int place = group - word.length(); place >= 0; place--) {
        if ((half >>> (right + 4 * place) & mask) == bits) {
          return true;
        }
      }
    }
    return false;
  }
}
