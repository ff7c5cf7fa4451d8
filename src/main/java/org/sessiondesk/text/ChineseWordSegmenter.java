package org.sessiondesk.text;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.session.Progress;

/**
 * Words as jieba's precise mode has them, of which the Chinese characters are kept, as the services
 * do; what stands between is cut by ICU. Texts without Chinese characters, and Japanese ones, are
 * ICU's alone.
 *
 * <p>The dictionary is read when the first Chinese sentence comes, by the thread that brings it,
 * and once; again only when the file of the operator's own words has changed.
 */
public final class ChineseWordSegmenter implements WordSegmenter {
  /** After so many characters of a sentence the progress is told. */
  private static final int TOLD_AFTER = 4096;

  private static final char NO = 'の';

  /** What was read, and the age of the operator's words in it. */
  private record Loaded(JiebaCutter cutter, @Nullable FileTime ownWords) {}

  private final IcuWordSegmenter icu = new IcuWordSegmenter();
  private final @Nullable Path ownWords;
  private final ReentrantLock loading = new ReentrantLock();
  private volatile @Nullable Loaded loaded;

  /** By the dictionary alone. */
  public ChineseWordSegmenter() {
    ownWords = null;
  }

  /** With the words of {@code ownWords} too, in the format of jieba's user dictionaries. */
  public ChineseWordSegmenter(Path ownWords) {
    this.ownWords = ownWords;
  }

  @Override
  public List<String> words(String sentence, Progress progress) {
    return isForIcu(sentence)
        ? icu.words(sentence, progress)
        : new Pass(sentence, cutter(), progress).words();
  }

  /** Whether {@code sentence} has no Chinese characters, or is Japanese: much of it is kana. */
  private static boolean isForIcu(String sentence) {
    int han = 0;
    int kana = 0;
    for (int i = 0; i < sentence.length(); i++) {
      char c = sentence.charAt(i);
      if (HanRuns.isKept(c)) {
        han++;
      } else if (isKana(c)) {
        kana++;
      }
    }
    return han == 0 || kana * 3L > han;
  }

  /** The no is left out: Chinese brands and signs like to use it. */
  private static boolean isKana(char c) {
    return (c >= '\u3041' && c <= '\u3096' && c != NO)
        || (c >= '\u30a1' && c <= '\u30fa')
        || (c >= '\uff66' && c <= '\uff9d');
  }

  private JiebaCutter cutter() {
    var age = ageOfOwnWords();
    var now = loaded;
    if (now == null || !Objects.equals(now.ownWords(), age)) {
      loading.lock();
      try {
        now = loaded;
        if (now == null || !Objects.equals(now.ownWords(), age)) {
          now = load(now, age);
          loaded = now;
        }
      } finally {
        loading.unlock();
      }
    }
    return now.cutter();
  }

  private Loaded load(@Nullable Loaded before, @Nullable FileTime age) {
    var lexicon = WordFiles.dictionary();
    if (ownWords != null && age != null) {
      WordFiles.addOwnWords(ownWords, lexicon);
    }
    var model = before == null ? WordFiles.model() : before.cutter().newWords();
    return new Loaded(new JiebaCutter(lexicon, model), age);
  }

  private @Nullable FileTime ageOfOwnWords() {
    if (ownWords == null) {
      return null;
    }
    try {
      return Files.getLastModifiedTime(ownWords);
    } catch (IOException _) {
      // There is no such file: nobody has words of his own.
      return null;
    }
  }

  /** The way through one sentence. */
  private final class Pass {
    private final String sentence;
    private final JiebaCutter cutter;
    private final Progress progress;
    private final List<String> words = new ArrayList<>();

    /** Where that begins which no Chinese word has taken yet. */
    private int rest;

    /** Where jieba's next word begins. */
    private int wordStart;

    /** How much was told to be done. */
    private int told;

    Pass(String sentence, JiebaCutter cutter, Progress progress) {
      this.sentence = sentence;
      this.cutter = cutter;
      this.progress = progress;
    }

    List<String> words() {
      int at = 0;
      while (at < sentence.length()) {
        char c = sentence.charAt(at);
        if (HanRuns.isInBlock(c)) {
          at = block(at);
        } else {
          if (HanRuns.isKept(c)) {
            wordStart = at;
            word(at + 1);
          }
          at++;
        }
      }
      others(sentence.length());
      return words;
    }

    private int block(int from) {
      int to = from + 1;
      boolean chinese = HanRuns.isHan(sentence.charAt(from));
      while (to < sentence.length() && HanRuns.isInBlock(sentence.charAt(to))) {
        chinese |= HanRuns.isHan(sentence.charAt(to));
        to++;
      }
      if (chinese) {
        wordStart = from;
        cutter.cut(sentence, from, to, this::word, progress);
      }
      return to;
    }

    /** Keeps the Chinese characters of the word that ends at {@code end}. */
    private void word(int end) {
      int first = wordStart;
      while (first < end && !HanRuns.isKept(sentence.charAt(first))) {
        first++;
      }
      if (first < end) {
        others(first);
        int last = end;
        while (!HanRuns.isKept(sentence.charAt(last - 1))) {
          last--;
        }
        words.add(kept(sentence.substring(first, last)));
        rest = last;
      }
      wordStart = end;
      if (end - told >= TOLD_AFTER) {
        told = end;
        progress.at(end, sentence.length());
        Cancelling.check(progress);
      }
    }

    private String kept(String word) {
      for (int i = 0; i < word.length(); i++) {
        if (!HanRuns.isKept(word.charAt(i))) {
          return word.replaceAll("[^\u4e00-\u9fff]", "");
        }
      }
      return word;
    }

    /** Has ICU cut what stands before {@code end}. */
    private void others(int end) {
      for (int i = rest; i < end; i++) {
        char c = sentence.charAt(i);
        if (Character.isLetterOrDigit(c)
            || Character.isIdeographic(c)
            || Character.isSurrogate(c)) {
          icu.addWords(sentence.substring(rest, end), words, new Quiet(progress));
          break;
        }
      }
      rest = end;
    }
  }

  /** Tells no progress: that of a piece is not that of the sentence. */
  private record Quiet(Progress whole) implements Progress {
    @Override
    public void at(long done, long total) {}

    @Override
    public boolean cancelled() {
      return whole.cancelled();
    }
  }
}
