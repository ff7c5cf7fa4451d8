package org.sessiondesk.text;

import java.util.function.IntConsumer;
import org.sessiondesk.session.Progress;

/**
 * Cuts as jieba's precise mode does: of all ways to lay words of a dictionary over a block it takes
 * the likeliest one, and looks for new words where that leaves single characters in a row. Safe for
 * use by several threads.
 *
 * @param lexicon the dictionary, which changes no more
 * @param newWords finds the words that it does not have
 */
record JiebaCutter(Lexicon lexicon, NewWordModel newWords) {

  /**
   * Cuts {@code [from, to)}, all of whose characters are {@linkplain HanRuns#isInBlock in a block}.
   * Linear in its length times that of the dictionary's longest word.
   *
   * @param ends told the end of each word, in order; of what is not Chinese it may be told more
   *     ends than jieba gives
   */
  void cut(CharSequence text, int from, int to, IntConsumer ends, Progress progress) {
    var route = route(lexicon, text, from, to, progress);
    int single = from;
    int at = from;
    while (at < to) {
      int end = from + route[at - from];
      if (end - at > 1) {
        cutSingles(text, single, at, ends, progress);
        ends.accept(end);
        single = end;
      }
      at = end;
      if ((at & (HanRuns.CHECKED - 1)) == 0) {
        Cancelling.check(progress);
      }
    }
    cutSingles(text, single, to, ends, progress);
  }

  /**
   * The likeliest way through {@code [from, to)}: where the word that begins at a place ends, both
   * counted from {@code from}. Of equally likely ones the longest, as jieba has it.
   */
  static int[] route(Lexicon lexicon, CharSequence text, int from, int to, Progress progress) {
    int length = to - from;
    double logTotal = Math.log((double) lexicon.total());
    var best = new double[length + 1];
    var route = new int[length];
    for (int i = length - 1; i >= 0; i--) {
      if (i % HanRuns.CHECKED == 0) {
        Cancelling.check(progress);
      }
      int node = Lexicon.ROOT;
      boolean found = false;
      for (int j = i; j < length; j++) {
        node = lexicon.step(node, text.charAt(from + j));
        if (node == Lexicon.NONE) {
          break;
        }
        if (lexicon.isWord(node)) {
          double chance = lexicon.log(node) - logTotal + best[j + 1];
          if (!found || chance >= best[i]) {
            best[i] = chance;
            route[i] = j + 1;
            found = true;
          }
        }
      }
      if (!found) {
        best[i] = 0 - logTotal + best[i + 1];
        route[i] = i + 1;
      }
    }
    return route;
  }

  /** Cuts a row of single characters: each by itself where together they are a word. */
  private void cutSingles(
      CharSequence text, int from, int to, IntConsumer ends, Progress progress) {
    if (to - from < 2) {
      if (from < to) {
        ends.accept(to);
      }
      return;
    }
    int whole = lexicon.find(text, from, to);
    boolean known = whole != Lexicon.NONE && lexicon.isWord(whole);
    int at = from;
    while (at < to) {
      int end = at + 1;
      if (!known && HanRuns.isHan(text.charAt(at))) {
        while (end < to && HanRuns.isHan(text.charAt(end))) {
          end++;
        }
        newWords.cut(text, at, end, ends, progress);
      } else {
        ends.accept(end);
      }
      at = end;
    }
  }
}
