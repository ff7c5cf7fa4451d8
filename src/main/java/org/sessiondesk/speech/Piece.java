package org.sessiondesk.speech;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What an engine is given at once: a sentence, or a part of one that is very long, so that it is
 * heard soon and can be stopped. Sentences without a letter or a digit have nothing to be spoken.
 *
 * @param sentence the place of the sentence
 * @param text what is to be spoken
 */
record Piece(int sentence, String text) {
  private static final int LONGEST = 500;

  /** Those of {@code sentences}, made when they are asked for. */
  static Iterator<Piece> of(List<String> sentences) {
    return IntStream.range(0, sentences.size())
        .boxed()
        .flatMap(i -> cut(sentences.get(i)).stream().map(text -> new Piece(i, text)))
        .iterator();
  }

  private static List<String> cut(String sentence) {
    var pieces = new ArrayList<String>();
    int from = 0;
    while (from < sentence.length()) {
      int to = end(sentence, from);
      var piece = sentence.substring(from, to);
      if (piece.codePoints().anyMatch(Character::isLetterOrDigit)) {
        pieces.add(piece);
      }
      from = to;
    }
    return pieces;
  }

  /** Behind the last thing that is no letter, in the second half at least; never in a character. */
  private static int end(String sentence, int from) {
    int end = Math.min(sentence.length(), from + LONGEST);
    if (end == sentence.length()) {
      return end;
    }
    for (int at = end; at > from + LONGEST / 2; at--) {
      if (!Character.isLetterOrDigit(sentence.codePointBefore(at))
          && !Character.isSurrogate(sentence.charAt(at))) {
        return at;
      }
    }
    return Character.isLowSurrogate(sentence.charAt(end)) ? end - 1 : end;
  }
}
