package org.sessiondesk.ui.table;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RowTextTest {

  @Test
  void firstLineThatIsNotBlankIsShown() {
    assertThat(RowText.firstLine("\n  \n\u3000你好。\n第二行")).isEqualTo("你好。");
    assertThat(RowText.firstLine("one\r\ntwo")).isEqualTo("one");
    assertThat(RowText.firstLine(" \n ")).isEmpty();
  }

  @Test
  void controlCharactersBecomeVisible() {
    assertThat(RowText.firstLine("a\u0000b\u001bc\u007fd\te")).isEqualTo("a␀b␛c␡d␉e");
    assertThat(RowText.visible("a\nb")).isEqualTo("a␊b");
  }

  @Test
  void charactersThatTurnTheDirectionAreNamed() {
    assertThat(RowText.firstLine("safe\u202Eexe.txt")).isEqualTo("safe[U+202E]exe.txt");
  }

  @Test
  void emojiAndArabicStayWhatTheyAre() {
    var text = "👩‍👩‍👧 مرحبا बच्चे 𠮷";
    assertThat(RowText.firstLine(text)).isEqualTo(text);
  }

  @Test
  void halfACharacterIsReplaced() {
    assertThat(RowText.firstLine("a\uD83Db")).isEqualTo("a\uFFFDb");
  }

  @Test
  void longTextIsCutAndSaysSo() {
    var line = RowText.firstLine("😀".repeat(100_000));
    assertThat(line).hasSizeLessThan(RowText.LONGEST + 3).endsWith("…");
    assertThat(line.codePoints().limit(200)).allMatch(c -> c == 0x1F600);
  }

  @Test
  void aVoiceLosesOnlyWhatAllOfThemEndIn() {
    assertThat(RowText.voice("zh-CN-liaoning-XiaobeiNeural")).isEqualTo("zh-CN-liaoning-Xiaobei");
    assertThat(RowText.voice("Neural")).isEqualTo("Neural");
    assertThat(RowText.voice("no voice\u0007")).isEqualTo("no voice␇");
  }
}
