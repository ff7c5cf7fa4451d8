package org.sessiondesk.text;

import java.util.ArrayList;
import java.util.List;
import org.sessiondesk.session.Progress;
import org.sessiondesk.session.Segmenter;
import org.sessiondesk.session.Sentence;

/** Cuts texts into sentences ({@link SentenceSplitter}), and each into words. */
public final class TextSegmenter implements Segmenter {
  private final WordSegmenter words;

  /** Cuts Chinese words by the dictionary alone, others by ICU's rules. */
  public TextSegmenter() {
    this(new ChineseWordSegmenter());
  }

  /** Cuts words by {@code words}. */
  public TextSegmenter(WordSegmenter words) {
    this.words = words;
  }

  @Override
  public List<Sentence> segment(String text, Progress progress) {
    var sentences = new ArrayList<Sentence>();
    var position = new Position(progress, text.length());
    for (var sentence : SentenceSplitter.split(text)) {
      Cancelling.check(progress);
      sentences.add(new Sentence(sentence, words.words(sentence, position)));
      position.passed(sentence.length());
    }
    return sentences;
  }

  /** How far within the whole text the work on a sentence is. */
  private static final class Position implements Progress {
    private final Progress whole;
    private final long total;
    private long before;

    Position(Progress whole, long total) {
      this.whole = whole;
      this.total = total;
    }

    @Override
    public void at(long done, long ofSentence) {
      whole.at(before + done, total);
    }

    @Override
    public boolean cancelled() {
      return whole.cancelled();
    }

    void passed(long length) {
      before += length;
      whole.at(before, total);
    }
  }
}
