package org.sessiondesk.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SentenceSplitterTest {

  /** Each line: the text, with {@code |} where it is to be cut. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "你好，今天天气很好。",
        "你好，今天天气很好。|我们去公园玩吧！|Hello 世界？|最后一句",
        "真的吗？！|是的。",
        "太好了！！！|走吧。",
        "他说：“你好。”|然后走了。",
        "「はい。」|そうです。",
        "（完。）|下一段。",
        "春天来了；|花开了。",
        "价格是￥12.50，谢谢！",
        "圆周率是3.14159。|记住了吗？",
        "我想……算了吧。",
        "等一下…… |好的。",
        "等一下……",
        "Hello world. |Goodbye world.",
        "Dr. Smith met Mr. Jones. |They talked.",
        "The U.S. economy grew. |It is 3 p.m. |Then we left.",
        "It costs 3.50 dollars. |Cheap!",
        "See example.com for more. |Thanks.",
        "Write to a.b@example.com now. |Thanks.",
        "Open https://example.com/a?b=c&d=e now. |Thanks.",
        "e.g. this one. |And i.e. that one.",
        "J. R. R. Tolkien wrote it. |I read it.",
        "So did I. |You too?",
        "1. First item",
        "2. 第二项。|后面。",
        "No. 5 is alive. |Really?",
        "Wait... |What?",
        "Wait... what?",
        "\"Stop!\" |he said.",
        "He said \"stop.\" |Then he left.",
        "Really?! |Yes.",
        "Version 1.2.3 is out. |Update now.",
        "Open report.pdf please. |Done.",
        "中文.|下一句",
        "中文混排English.|下一句。",
        "Apples, pears, etc. are fruit. |Yes.",
        "Acme Inc. |We build it.",
        "What? |No way! |Yes…",
        "列車は九時に出発します。|急ぎましょう！",
        "価格は1.5倍です。",
        "😀谢谢！|再见。",
        "他说\"你好。\"|然后走了。",
        "他说'你好。'|然后走了。",
        "\"一。|二。\"|三。",
        "他走了。|\"你好\"，她说。",
        "他问\"走吗?\"|她没有答。",
        "It's 'fine.' |Don't ask.",
        "U.S.的经济。",
        "Dr.王来了。|请坐。",
        "J.罗琳写的。",
        "The U.S. Army came. |He lives in the U.S. |They left.",
        "Washington, D.C. Police came at 3 p.m. Monday.",
        "Acme Corp. CEO Ann Lee spoke. |We listened.",
        "I said no. |Then I left.",
        "Wait a sec. |Look at fig. 3 and vol. 2 now.",
        "请看https://example.com/search?关键词=天气。|谢谢。",
        "请看https://example.com/?名字=王&地点=上海?|是的。",
        "看过https://example.com吗?|没有。",
        "https://例子.中国/?甲=乙 很好。|对。",
        "见www.example.com/?词=好 吧。|对。",
        "他用English.，对吗？|对。"
      })
  void cutsWhereASentenceReallyEnds(String marked) {
    var text = marked.replace("|", "");
    assertThat(SentenceSplitter.split(text))
        .containsExactlyElementsOf(Arrays.stream(marked.split("\\|")).map(String::strip).toList());
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u00a0", "\u3000", "\u2007", "\u202f", "\u205f", "\u0085", "\u2003\t"})
  void spacesOfAnyKindAreTrimmedAndNoSentence(String space) {
    assertThat(SentenceSplitter.split("一。" + space + "\n" + space + "二。" + space))
        .containsExactly("一。", "二。");
    assertThat(SentenceSplitter.split(space)).isEmpty();
  }

  @Test
  @DisplayName("/segment: split at newlines, then after 。！？; trimmed; empty ones dropped")
  void splitsAtNewlinesAsTheServiceDoes() {
    assertThat(SentenceSplitter.split("你好，今天天气很好。\n我们去公园玩吧！Hello 世界？最后一句"))
        .containsExactly("你好，今天天气很好。", "我们去公园玩吧！", "Hello 世界？", "最后一句");
    assertThat(SentenceSplitter.split("  一 \r\n\n \t\n二。  \n")).containsExactly("一", "二。");
    assertThat(SentenceSplitter.split("")).isEmpty();
    assertThat(SentenceSplitter.split(" \n ")).isEmpty();
  }

  @Property
  void nothingIsLostAndNoSentenceIsEmpty(
      @ForAll
          @StringLength(max = 60)
          @Chars({'。', '！', '？', '.', '!', '?', '…', ' ', '\n', '"', '”', '1', '；'})
          @CharRange(from = 'a', to = 'c')
          @CharRange(from = '一', to = '三')
          String text) {
    var sentences = SentenceSplitter.split(text);
    assertThat(sentences).noneMatch(String::isBlank).allMatch(s -> s.equals(s.strip()));
    assertThat(String.join("", sentences).replaceAll("\\s", ""))
        .isEqualTo(text.replaceAll("\\s", ""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ".",
        "1.",
        "a.b ",
        "…",
        "\"",
        "1. ",
        "... ",
        "(",
        "A. ",
        "://",
        "\"。",
        "www.a/?你",
        "U.S. "
      })
  void millionCharactersThatNeverEndTakeNoTime(String piece) {
    var text = piece.repeat(1_000_000 / piece.length());
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(20), () -> assertThat(SentenceSplitter.split(text)).isNotEmpty());
  }
}
