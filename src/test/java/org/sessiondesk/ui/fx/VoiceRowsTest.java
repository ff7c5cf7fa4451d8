package org.sessiondesk.ui.fx;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.sessiondesk.text.VoiceCatalog;

class VoiceRowsTest {
  private final Messages messages = new Messages(Locale.ENGLISH);
  private final VoiceRows rows =
      new VoiceRows(
          new VoiceCatalog().voices(), List.of("ja-JP-KeitaNeural", "xx-XX-NobodyNeural"));

  private List<String> found(String typed) {
    return rows.matching(typed, messages).stream()
        .map(
            row ->
                switch (row) {
                  case VoiceRows.Heading(var code) -> "[" + code + "]";
                  case VoiceRows.Choice(var voice) -> voice.shortName();
                })
        .toList();
  }

  @Test
  void thoseUsedLatelyComeFirstThenAllByLocale() {
    assertThat(found(""))
        .startsWith(
            "[]", "ja-JP-KeitaNeural", "xx-XX-NobodyNeural", "[zh-CN]", "zh-CN-XiaoxiaoNeural")
        .contains("[zh-CN-liaoning]", "[zh-HK]", "[zu-ZA]");
  }

  @Test
  void everyTypedWordMustMatchNameLanguageOrGender() {
    assertThat(found("japan keita"))
        .containsExactly("[]", "ja-JP-KeitaNeural", "[ja-JP]", "ja-JP-KeitaNeural");
    assertThat(found("晓北")).containsExactly("[zh-CN-liaoning]", "zh-CN-liaoning-XiaobeiNeural");
    assertThat(found("hong kong female chinese"))
        .containsExactly("[zh-HK]", "zh-HK-HiuMaanNeural", "zh-HK-HiuGaaiNeural");
    assertThat(found("nothing of the kind")).isEmpty();
    messages.localeProperty().set(Locale.CHINESE);
    assertThat(found("粤 nobody")).isEmpty();
    assertThat(found("日语 女")).containsExactly("[ja-JP]", "ja-JP-NanamiNeural");
  }
}
