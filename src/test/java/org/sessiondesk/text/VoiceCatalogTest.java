package org.sessiondesk.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sessiondesk.session.SessionRules;
import org.sessiondesk.session.Voice;

class VoiceCatalogTest {

  @Test
  void everyKnownVoiceIsAVoiceAndThereOnce() {
    var catalog = new VoiceCatalog();
    assertThat(catalog.shortNames())
        .hasSizeGreaterThan(300)
        .doesNotHaveDuplicates()
        .allMatch(SessionRules::isVoiceName)
        .startsWith("zh-CN-XiaoxiaoNeural")
        .contains("zh-HK-HiuMaanNeural", "zh-TW-YunJheNeural", "zh-CN-shaanxi-XiaoniNeural");
    assertThat(catalog.voices())
        .allMatch(v -> v.shortName().startsWith(v.locale() + "-"))
        .allMatch(v -> v.gender().equals("Female") || v.gender().equals("Male"))
        .allMatch(v -> !v.englishName().isEmpty() && !v.chineseName().isEmpty());
    assertThat(catalog.voices().stream().map(Voice::locale).distinct().count()).isGreaterThan(100);
    assertThat(catalog.voices())
        .contains(
            new Voice(
                "zh-CN-liaoning-XiaobeiNeural",
                "zh-CN-liaoning",
                "Female",
                "Xiaobei (Liaoning)",
                "晓北（辽宁）"));
  }

  @Test
  void ownVoicesComeFirstAndReplaceKnownOnes(@TempDir Path folder) throws IOException {
    Files.writeString(
        folder.resolve("voices.csv"),
        """
        \ufeff# ours
        zh-CN-sichuan-YunxiNeural
        not a voice,zh-CN
        zh-CN-YunxiNeural,zh-CN,Male,Our Yunxi,我们的云希
        """);
    var voices = new VoiceCatalog(folder).voices();
    assertThat(voices.getFirst())
        .isEqualTo(new Voice("zh-CN-sichuan-YunxiNeural", "zh-CN-sichuan", "", "Yunxi", "Yunxi"));
    assertThat(voices)
        .filteredOn(voice -> voice.shortName().equals("zh-CN-YunxiNeural"))
        .extracting(Voice::chineseName)
        .containsExactly("我们的云希");
    assertThat(voices).hasSize(new VoiceCatalog().voices().size() + 1);
  }

  @Test
  void theVoicesUsedLastAreRemembered(@TempDir Path folder) {
    var catalog = new VoiceCatalog(folder);
    assertThat(catalog.recent()).isEmpty();
    for (var name : catalog.shortNames().subList(0, 8)) {
      catalog.used(name);
    }
    catalog.used(catalog.shortNames().get(6));
    catalog.used("no voice");
    var again = new VoiceCatalog(folder).recent();
    assertThat(again)
        .hasSize(6)
        .doesNotHaveDuplicates()
        .startsWith(catalog.shortNames().get(6), catalog.shortNames().get(7));
  }

  @Test
  void ownFilesThatCannotBeReadAreLeftOut(@TempDir Path folder) throws IOException {
    Files.write(folder.resolve("voices.csv"), new byte[] {(byte) 0xff});
    Files.write(folder.resolve("recent-voices.txt"), new byte[] {(byte) 0xff});
    var catalog = new VoiceCatalog(folder);
    assertThat(catalog.shortNames()).isEqualTo(new VoiceCatalog().shortNames());
    assertThat(catalog.recent()).isEmpty();
  }
}
