package org.sessiondesk.text;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.sessiondesk.session.Progress;
import org.sessiondesk.session.Segmenter;
import org.sessiondesk.session.Sentence;

/** Cuts texts into sentences ({@link SentenceSplitter}), and each into words. */
public final class TextSegmenter implements Segmenter {
  private final WordSegmenter words;

  /** Cuts words by ICU's rules. */
  public TextSegmenter() {
    this(new IcuWordSegmenter());
  }

  /** Cuts words by {@code words}. */
  public TextSegmenter(WordSegmenter words) {
    this.words = words;
  }

  @Override
  public List<Sentence> segment(String text, Progress progress) {
    var sentences = new ArrayList<Sentence>();
    long done = 0;
    for (var sentence : SentenceSplitter.split(text)) {
      if (progress.cancelled()) {
        throw new CancellationException("segmenting was cancelled");
      }
      sentences.add(new Sentence(sentence, words.words(sentence)));
      done += sentence.length();
      progress.at(Math.min(done, text.length()), text.length());
    }
    return sentences;
  }
}
