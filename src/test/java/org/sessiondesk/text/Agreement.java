package org.sessiondesk.text;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.sessiondesk.session.Progress;

/** How far word segmenters agree with Python's jieba over the corpus of {@code jieba_corpus.py}. */
public final class Agreement {

  /**
   * A sentence of the corpus.
   *
   * @param kind what sort of text it is of
   * @param text the sentence
   * @param words the Chinese characters of jieba's words
   */
  public record Sample(String kind, String text, List<String> words) {}

  /**
   * Agreement on the boundaries between neighbouring Chinese characters, and on whole sentences.
   *
   * @param f1 the harmonic mean of precision and recall, 0 to 1
   * @param same how many sentences have the very same words
   */
  public record Score(double f1, int same, int sentences) {}

  private Agreement() {}

  /** The corpus. */
  public static List<Sample> corpus() {
    var resource = Agreement.class.getResourceAsStream("jieba-corpus.txt");
    if (resource == null) {
      throw new IllegalStateException("the corpus is missing");
    }
    try (var lines = new BufferedReader(new InputStreamReader(resource, StandardCharsets.UTF_8))) {
      return lines.lines().map(Agreement::sample).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Sample sample(String line) {
    int tab = line.indexOf('\t');
    var words = List.of(line.substring(tab + 1).split("\\|"));
    return new Sample(line.substring(0, tab), String.join("", words), chinese(words));
  }

  /** The Chinese characters of {@code words}; those without any are left out. */
  public static List<String> chinese(List<String> words) {
    return words.stream()
        .map(word -> word.replaceAll("[^\u4e00-\u9fff]", ""))
        .filter(word -> !word.isEmpty())
        .toList();
  }

  /** The score of {@code segmenter} over {@code samples}. */
  public static Score score(List<Sample> samples, WordSegmenter segmenter) {
    return score(samples, text -> segmenter.words(text, Progress.NONE));
  }

  /** The score of {@code segmenter} over {@code samples}. */
  public static Score score(List<Sample> samples, Function<String, List<String>> segmenter) {
    long hits = 0;
    long expected = 0;
    long given = 0;
    int same = 0;
    for (var sample : samples) {
      var words = chinese(segmenter.apply(sample.text()));
      var theirs = boundaries(sample.text(), sample.words());
      var ours = boundaries(sample.text(), words);
      expected += theirs.size();
      given += ours.size();
      ours.retainAll(theirs);
      hits += ours.size();
      same += words.equals(sample.words()) ? 1 : 0;
    }
    return new Score(2.0 * hits / (expected + given), same, samples.size());
  }

  /** Before which Chinese characters, by number, a word begins right behind another. */
  private static Set<Integer> boundaries(String text, List<String> words) {
    var open = new HashSet<Integer>();
    int number = 0;
    for (int i = 0; i < text.length(); i++) {
      if (isChinese(text.charAt(i))) {
        if (i > 0 && isChinese(text.charAt(i - 1))) {
          open.add(number);
        }
        number++;
      }
    }
    var boundaries = new HashSet<Integer>();
    int at = 0;
    for (var word : words) {
      boundaries.add(at);
      at += word.length();
    }
    boundaries.retainAll(open);
    return boundaries;
  }

  private static boolean isChinese(char c) {
    return c >= '\u4e00' && c <= '\u9fff';
  }
}
