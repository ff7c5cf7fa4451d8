package org.sessiondesk.ui.inspector;

import java.util.Arrays;
import java.util.List;
import org.sessiondesk.session.Sentence;

/**
 * Where the sentences of a session lie in its text. They are pieces of it in its order; those that
 * another program made may be none, and then have no place.
 */
final class SentencePlaces {
  /** How far from the end of the sentence before one is looked for. */
  private static final int FARTHEST = 4_096;

  /** After so many that are not found the sentences are those of another text. */
  private static final int MOST_LOST = 200;

  private final List<Sentence> sentences;
  private final int[] starts;

  private SentencePlaces(List<Sentence> sentences, int[] starts) {
    this.sentences = sentences;
    this.starts = starts;
  }

  /** Those of {@code sentences} in {@code text}. Linear in its length. */
  static SentencePlaces of(String text, List<Sentence> sentences) {
    var starts = new int[sentences.size()];
    Arrays.fill(starts, -1);
    int behind = 0;
    int lost = 0;
    for (int i = 0; i < starts.length && lost < MOST_LOST; i++) {
      var sentence = sentences.get(i).sentence();
      int from = Math.min(behind, text.length());
      int to = (int) Math.min(text.length(), (long) from + FARTHEST + sentence.length());
      int at = sentence.isEmpty() ? -1 : text.indexOf(sentence, from, to);
      if (at < 0) {
        lost++;
      } else {
        starts[i] = at;
        behind = at + sentence.length();
      }
    }
    return new SentencePlaces(sentences, starts);
  }

  /** Where the sentence {@code index} begins; negative where it has no place. */
  int start(int index) {
    return index >= 0 && index < starts.length ? starts[index] : -1;
  }

  /** Where the sentence {@code index}, which has a place, ends. */
  int end(int index) {
    return starts[index] + sentences.get(index).sentence().length();
  }
}
