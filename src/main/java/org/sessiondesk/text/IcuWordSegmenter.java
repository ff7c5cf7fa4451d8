package org.sessiondesk.text;

import com.ibm.icu.text.BreakIterator;
import com.ibm.icu.util.ULocale;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.session.Progress;

/**
 * Words by the Unicode rules (UAX #29) and ICU's dictionaries for Chinese, Japanese, Thai, Lao,
 * Khmer and Burmese. Latin words and numbers in mixed text are words of their own. ICU is loaded at
 * the first use.
 */
public final class IcuWordSegmenter implements WordSegmenter {

  /**
   * So many characters are given to ICU at once: it looks a dictionary's script up to its very end
   * before it tells the first word, and cannot be stopped.
   */
  static final int PIECE = 4096;

  /** Break iterators have a state: each call works on a copy of this one. */
  private volatile @Nullable BreakIterator prototype;

  @Override
  public List<String> words(String sentence, Progress progress) {
    var words = new ArrayList<String>();
    addWords(sentence, words, progress);
    return words;
  }

  /** Adds the words of {@code text} to {@code words}. */
  void addWords(String text, List<String> words, Progress progress) {
    var breaks = prototype().clone();
    int from = 0;
    while (from < text.length()) {
      int to = endOfPiece(text, from);
      addPiece(breaks, text.substring(from, to), words);
      from = to;
      progress.at(from, text.length());
      Cancelling.check(progress);
    }
  }

  private static void addPiece(BreakIterator breaks, String piece, List<String> words) {
    breaks.setText(piece);
    int start = breaks.first();
    for (int end = breaks.next(); end != BreakIterator.DONE; start = end, end = breaks.next()) {
      if (breaks.getRuleStatus() >= BreakIterator.WORD_NONE_LIMIT) {
        words.add(piece.substring(start, end));
      }
    }
  }

  /** Where a piece ends that begins at {@code from}: at its last space, where it has one. */
  private static int endOfPiece(String text, int from) {
    int most = from + PIECE;
    if (most >= text.length()) {
      return text.length();
    }
    for (int end = most; end > from + PIECE / 2; end--) {
      if (Characters.isSpace(text.charAt(end - 1))) {
        return end;
      }
    }
    return Character.isSurrogatePair(text.charAt(most - 1), text.charAt(most)) ? most - 1 : most;
  }

  private BreakIterator prototype() {
    var made = prototype;
    if (made == null) {
      made = BreakIterator.getWordInstance(ULocale.CHINESE);
      prototype = made;
    }
    return made;
  }
}
