package org.sessiondesk.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sessiondesk.session.Progress;

class ChineseWordSegmenterTest {
  private static final ChineseWordSegmenter SEGMENTER = new ChineseWordSegmenter();

  private static List<String> words(String sentence) {
    return SEGMENTER.words(sentence, Progress.NONE);
  }

  @Test
  @DisplayName("/segment: the words of Python's jieba, over 2,700 sentences of eight kinds")
  void agreesWithJieba() {
    var samples = Agreement.corpus();
    assertThat(samples).hasSizeGreaterThan(2000);
    for (var sample : samples) {
      assertThat(Agreement.chinese(words(sample.text())))
          .as(sample.text())
          .isEqualTo(sample.words());
    }
  }

  @Test
  void theScoreCanTellADifference() {
    var samples = Agreement.corpus();
    assertThat(Agreement.score(samples, SEGMENTER).f1()).isEqualTo(1.0);
    assertThat(Agreement.score(samples, new IcuWordSegmenter()).f1()).isBetween(0.5, 0.97);
  }

  /** What jieba gives for them, with the words that are not Chinese. */
  @ParameterizedTest
  @CsvSource({
    "你好，今天天气很好。,你好 今天天气 很 好",
    "我们去公园玩吧！,我们 去 公园 玩吧",
    "Hello 世界？,Hello 世界",
    "价格是￥12.50很便宜 OK,价格 是 12.50 很 便宜 OK",
    "我买了T恤和B超,我 买 了 T 恤 和 B 超",
    "去卡拉OK唱歌,去 卡拉 OK 唱歌",
    "二〇二四年,二 〇 二 四年",
    "爱用iPhone15的人,爱用 iPhone15 的 人",
    "列車は九時に出発します。,列車 は 九時 に 出発 し ます",
    "鲜の每日牛奶,鲜 の 每日 牛奶",
    "ไทยแลนด์,ไทย แลนด์",
    "한국어 단어,한국어 단어",
    "！？——,''",
    "鿏和鿐,鿏 和 鿐"
  })
  void wordsAre(String sentence, String expected) {
    assertThat(String.join(" ", words(sentence))).isEqualTo(expected);
  }

  @Property(tries = 300)
  void noChineseCharacterIsLostOrAdded(
      @ForAll
          @StringLength(max = 40)
          @Chars({' ', '，', '.', 'a', 'T', '1', '%', 'の', '鿏', '〇'})
          @CharRange(from = '一', to = '龥')
          String text) {
    var kept = text.replaceAll("[^\u4e00-\u9fff]", "");
    assertThat(String.join("", Agreement.chinese(words(text)))).isEqualTo(kept);
  }

  @Test
  void ownWordsAreReadAgainWhenTheyChange(@TempDir Path folder) throws IOException {
    var file = folder.resolve("words.txt");
    var segmenter = new ChineseWordSegmenter(file);
    var sentence = "李小福是创新办主任也是云计算方面的专家";
    assertThat(segmenter.words(sentence, Progress.NONE)).contains("创新", "办").contains("云", "计算");

    Files.writeString(file, "\ufeff云计算 5\n创新办 3 i\n\n# a remark\n???\n李小福\n");
    Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2025-10-10T09:30:00Z")));
    assertThat(segmenter.words(sentence, Progress.NONE))
        .containsExactly("李小福", "是", "创新办", "主任", "也", "是", "云计算", "方面", "的", "专家");

    Files.delete(file);
    assertThat(segmenter.words(sentence, Progress.NONE)).contains("创新", "办");
  }

  @Test
  void aFileOfOwnWordsThatCannotBeReadIsLeftOut(@TempDir Path folder) throws IOException {
    var file = Files.write(folder.resolve("words.txt"), new byte[] {(byte) 0xff, (byte) 0xfe});
    assertThat(new ChineseWordSegmenter(file).words("你好世界", Progress.NONE))
        .containsExactly("你好", "世界");
  }

  @Test
  void isSafeForSeveralThreads() throws Exception {
    var segmenter = new ChineseWordSegmenter();
    var samples = Agreement.corpus().subList(0, 200);
    try (var executor = Executors.newFixedThreadPool(4)) {
      var scores =
          executor.invokeAll(
              IntStream.range(0, 8)
                  .<Callable<Agreement.Score>>mapToObj(
                      _ -> () -> Agreement.score(samples, segmenter))
                  .toList());
      assertThat(scores).extracting(Future::get).allMatch(score -> score.same() == 200);
    }
  }
}
