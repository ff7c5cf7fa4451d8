package org.sessiondesk.service;

import java.util.List;

/** Whether a row holds the words of a search. */
final class RowMatcher {

  private RowMatcher() {}

  static boolean matches(SessionRow row, List<SessionQuery.Word> words) {
    for (var word : words) {
      if (holds(row, word.folded()) == word.unwanted()) {
        return false;
      }
    }
    return true;
  }

  private static boolean holds(SessionRow row, String folded) {
    var name = row.name();
    return contains(row.text(), folded)
        || (name != null && contains(name, folded))
        || contains(row.voice(), folded)
        || contains(row.metadata(), folded)
        || contains(row.id().value(), folded);
  }

  /** Whether {@code text} contains {@code folded} (which is in lower case), case ignored. */
  static boolean contains(String text, String folded) {
    int last = text.length() - folded.length();
    if (last < 0) {
      return false;
    }
    char first = folded.charAt(0);
    if (Character.toUpperCase(first) == first && !Character.isLowerCase(first)) {
      // No case to ignore in the first character (Chinese, digits): find it by the intrinsic
      // search.
      for (int i = text.indexOf(first); i >= 0 && i <= last; i = text.indexOf(first, i + 1)) {
        if (text.regionMatches(true, i, folded, 0, folded.length())) {
          return true;
        }
      }
      return false;
    }
    for (int i = 0; i <= last; i++) {
      if (Character.toLowerCase(text.charAt(i)) == first
          && text.regionMatches(true, i, folded, 0, folded.length())) {
        return true;
      }
    }
    return false;
  }

  /** What a list shows as a session's title: its name, else its text. */
  static String title(SessionRow row) {
    var name = row.name();
    return name != null && !name.isBlank() ? name : row.text();
  }
}
