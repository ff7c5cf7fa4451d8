package org.sessiondesk.speech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import javax.sound.sampled.AudioSystem;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sessiondesk.speech.SpeechException.Kind;

class SpeechEngineTest {
  private static final String HOSTILE =
      "--help 你好 $(touch pwned) `x` '; rm -rf \" & | \n -v --help %PATH%";

  @TempDir private Path folder;

  @Test
  void theTextReachesTheEngineAsItIs_andInNoCommandLine() throws Exception {
    var engine = StandIn.in(folder, "echo \"$@\" > \"$6.line\"; cp \"$8\" \"$6\"");
    var wav = folder.resolve("out.wav");
    engine.synthesize(HOSTILE, "zh-HK", wav);
    assertThat(Files.readString(wav)).isEqualTo(HOSTILE);
    assertThat(Files.readString(folder.resolve("out.wav.line")))
        .startsWith("-b 1 -v yue -w /")
        .doesNotContain("help");
    assertThat(engine.name()).isEqualTo("espeak-ng");
  }

  @Test
  void whatAnEngineTakesForPhonemesOrCommandsIsSpoken() throws Exception {
    var engine = StandIn.in(folder, "cp \"$8\" \"$6\"");
    var wav = folder.resolve("out.wav");
    engine.synthesize("a [[rate 1]] b", "en-US", wav);
    assertThat(Files.readString(wav)).isEqualTo("a [ [rate 1]] b");
  }

  @Test
  void anEngineThatFailsOrWritesNothingIsAFailureInItsOwnWords() throws IOException {
    var failing = StandIn.in(folder, "echo out of paper >&2; exit 3");
    assertThatThrownBy(() -> failing.synthesize("a", "en-US", folder.resolve("a.wav")))
        .isInstanceOfSatisfying(
            SpeechException.class, e -> assertThat(e.kind()).isEqualTo(Kind.ENGINE_FAILED))
        .hasMessageContainingAll("espeak-ng", "3", "out of paper");
    var silent = StandIn.in(folder, "exit 0");
    assertThatThrownBy(() -> silent.synthesize("a", "en-US", folder.resolve("a.wav")))
        .hasMessage("espeak-ng wrote no speech");
  }

  @Test
  void anInterruptEndsTheEngine() throws Exception {
    var engine = StandIn.in(folder, "echo $$ > \"$6\"; exec sleep 600");
    var wav = folder.resolve("pid");
    var failure = new AtomicReference<@Nullable Exception>();
    var thread =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    engine.synthesize("a", "en-US", wav);
                  } catch (IOException | InterruptedException e) {
                    failure.set(e);
                  }
                });
    await().until(() -> Files.exists(wav) && Files.size(wav) > 1);
    long pid = Long.parseLong(Files.readString(wav).strip());
    thread.interrupt();
    thread.join();
    assertThat(failure.get()).isInstanceOf(InterruptedException.class);
    await().until(() -> ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty());
  }

  @Test
  void whereThereIsNoProgramThereIsNoEngine() throws IOException {
    assertThat(Engines.find("Linux", folder.toString())).isEmpty();
    assertThat(Engines.find("Mac OS X", folder.toString())).isEmpty();
    assertThat(Engines.find("Windows 11", "")).isEmpty();
    Files.createDirectory(folder.resolve("say"));
    assertThat(Engines.find("Mac OS X", folder.toString())).isEmpty();
  }

  @Test
  void theProgramIsLookedForInTheFoldersOfThePath_butNeverInTheWorkingFolder() throws IOException {
    var bin = Files.createDirectory(folder.resolve("bin"));
    StandIn.in(bin, "");
    var path = String.join(File.pathSeparator, "", ".", "\0", folder.toString(), bin.toString());
    assertThat(Engines.find("Linux", path)).isPresent();
    var relative = Path.of("").toAbsolutePath().relativize(bin).toString();
    assertThat(Engines.find("Linux", relative)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "zh-HK,yue",
    "yue-CN,yue",
    "zh-CN,cmn",
    "zh-CN-liaoning,cmn",
    "wuu-CN,cmn",
    "zh-TW,cmn",
    "en-US,en-us",
    "en-AU,en-gb",
    "pt-PT,pt-br",
    "ja-JP,ja"
  })
  void theVoiceIsChosenByLocale(String locale, String voice) throws Exception {
    var engine = StandIn.in(folder, "printf %s \"$4\" > \"$6\"");
    assertThat(engine.speaks(locale)).isTrue();
    var wav = folder.resolve("out.wav");
    engine.synthesize("a", locale, wav);
    assertThat(Files.readString(wav)).isEqualTo(voice);
  }

  @ParameterizedTest
  @CsvSource({"ko-KR", "e-US", "''", "-", "*", "'en$(x)'"})
  void whereItHasNoVoiceItSaysSo(String locale) throws Exception {
    var engine = StandIn.in(folder, "exit 1");
    assertThat(engine.speaks(locale)).isFalse();
    assertThatThrownBy(() -> engine.synthesize("a", locale, folder.resolve("out.wav")))
        .isInstanceOfSatisfying(
            SpeechException.class, e -> assertThat(e.kind()).isEqualTo(Kind.NO_VOICE));
  }

  @Test
  void mandarinNeverStandsInForCantonese_norTheOtherWayRound() throws Exception {
    var mandarin = StandIn.in(folder, "5 cmn --/M Mandarin sit/cmn (zh 5)\n", "");
    assertThat(mandarin.speaks("zh-HK")).isFalse();
    var cantonese = StandIn.in(folder, "5 yue --/M Cantonese sit/yue (zh 8)\n", "");
    assertThat(cantonese.speaks("zh-CN")).isFalse();
  }

  @Test
  void aVoiceThatWasInstalledMeanwhileIsFound() throws Exception {
    var engine = StandIn.in(folder, "5 cmn --/M Mandarin sit/cmn (zh 5)\n", "");
    assertThat(engine.speaks("ko-KR")).isFalse();
    Files.writeString(folder.resolve("voices.txt"), "5 ko --/M Korean ko\n");
    assertThat(engine.speaks("ko-KR")).isTrue();
  }

  @Test
  void sayIsAskedForItsVoices_andGivenOne() {
    var say = new Say(Path.of("/usr/bin/say"));
    assertThat(say.voice("Tingting            zh_CN    # 你好！我叫婷婷。"))
        .contains(new EngineVoice("Tingting", "zh-cn"));
    assertThat(say.voice("Eddy (中文（中国大陆）) zh_CN    # 你好！我叫Eddy。"))
        .contains(new EngineVoice("Eddy (中文（中国大陆）)", "zh-cn"));
    assertThat(say.voice("Bad News            en_US    # Hello! My name is # Bad News."))
        .contains(new EngineVoice("Bad News", "en-us"));
    assertThat(say.voice("nothing")).isEmpty();
    assertThat(say.speaking(new EngineVoice("-v", "en"), Path.of("/t"), Path.of("/w")))
        .containsSequence("-v", "-v")
        .containsSequence("-o", "/w", "-f", "/t");
  }

  @Test
  void sapiIsAskedForItsVoices_andEverythingIsQuotedForPowerShell() {
    var sapi = new Sapi(Path.of("powershell.exe"));
    assertThat(sapi.voice("zh-CN|Microsoft Huihui Desktop"))
        .contains(new EngineVoice("Microsoft Huihui Desktop", "zh-cn"));
    assertThat(sapi.voice("zh-CN|a\" -Command b")).isEmpty();
    assertThat(sapi.voice("'|x")).isEmpty();
    var line = sapi.speaking(new EngineVoice("x’y", "en"), Path.of("/o'x/t"), Path.of("/a b/w"));
    assertThat(line).allSatisfy(word -> assertThat(word).doesNotContain("\""));
    assertThat(line.getLast())
        .contains("ReadAllText('/o''x/t'", "SelectVoice('x’’y')", "SetOutputToWaveFile('/a b/w')");
  }

  @Test
  void theRealEngineWritesAWavFile() throws Exception {
    var engine = Engines.find("Linux", "/usr/bin");
    assumeTrue(engine.isPresent(), "eSpeak NG is installed");
    assertThat(engine.get().speaks("zh-HK")).isTrue();
    assertThat(engine.get().speaks("xx-XX")).isFalse();
    var wav = folder.resolve("out.wav");
    engine.get().synthesize("你好，今天天气很好。", "zh-CN", wav);
    try (var sound = AudioSystem.getAudioInputStream(wav.toFile())) {
      assertThat(sound.getFrameLength()).isGreaterThan(10_000);
    }
  }
}
