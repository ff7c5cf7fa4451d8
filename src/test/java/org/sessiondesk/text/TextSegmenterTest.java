package org.sessiondesk.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sessiondesk.session.Progress;

class TextSegmenterTest {
  private final TextSegmenter segmenter = new TextSegmenter();

  private List<String> words(String text) {
    return segmenter.segment(text, Progress.NONE).getFirst().words();
  }

  @Test
  void punctuationAndSymbolsAreNoWords() {
    assertThat(words("你好，今天天气很好。")).containsExactly("你好", "今天天气", "很", "好");
    assertThat(words("😀——！？")).isEmpty();
  }

  @Test
  void latinWordsAndNumbersInMixedTextAreWordsOfTheirOwn() {
    assertThat(words("价格是￥12.50，很便宜 OK")).contains("12.50", "OK").doesNotContain("￥");
  }

  @Test
  void sentencesWithoutChineseAreKept() {
    var sentences = segmenter.segment("The train leaves at nine.\n列車は九時に出発します。", Progress.NONE);
    assertThat(sentences).hasSize(2);
    assertThat(sentences.getFirst().words())
        .containsExactly("The", "train", "leaves", "at", "nine");
  }

  /** Told of progress; cancelled after so many questions. */
  private static final class Told implements Progress {
    private final List<Long> told = new ArrayList<>();
    private int left;

    Told(int left) {
      this.left = left;
    }

    @Override
    public void at(long done, long total) {
      told.add(done);
    }

    @Override
    public boolean cancelled() {
      return left-- <= 0;
    }
  }

  @Test
  void aMillionCharactersAreCutWithProgress() {
    var corpus = new StringBuilder();
    for (var sample : Agreement.corpus()) {
      corpus.append(sample.text()).append('\n');
    }
    var text = corpus.toString().repeat(1_000_000 / corpus.length() + 1);
    var progress = new Told(Integer.MAX_VALUE);
    assertThat(segmenter.segment(text, progress)).hasSizeGreaterThan(30_000);
    assertThat(progress.told).isSorted().hasSizeGreaterThan(10_000);
  }

  @Test
  void progressIsToldAndCancelEnds() {
    var progress = new Told(Integer.MAX_VALUE);
    segmenter.segment("一。二。三。", progress);
    assertThat(progress.told).endsWith(6L).contains(2L, 4L).isSorted();
    assertThatThrownBy(() -> segmenter.segment("一。", new Told(0)))
        .isInstanceOf(CancellationException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"天", "天气 ", "word ", "ไทย", "九時に"})
  void aLongSentenceTellsItsProgressAndEndsWhenItIsCancelled(String piece) {
    var text = piece.repeat(100_000 / piece.length());
    var progress = new Told(Integer.MAX_VALUE);
    segmenter.segment(text, progress);
    assertThat(progress.told).hasSizeGreaterThan(10).isSorted();
    assertThat(progress.told.getLast()).isEqualTo(text.strip().length());

    var cancelled = new Told(3);
    assertThatThrownBy(() -> segmenter.segment(text, cancelled))
        .isInstanceOf(CancellationException.class);
    assertThat(cancelled.told).allMatch(done -> done < 50_000);
  }
}
