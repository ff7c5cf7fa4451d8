package org.sessiondesk.speech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import javax.sound.sampled.AudioSystem;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpeechTest {
  private static final String HOSTILE =
      "你好 $(touch pwned) `x` '; rm -rf \" & | \n -v --help %PATH%";

  @TempDir private Path folder;

  /** A program that stands in for eSpeak NG: {@code body} runs with its arguments. */
  private SpeechEngine standIn(String body) throws IOException {
    assumeTrue(Files.getFileStore(folder).supportsFileAttributeView("posix"));
    var bin = Files.createDirectories(folder.resolve("bin"));
    var program = Files.writeString(bin.resolve("espeak-ng"), "#!/bin/sh\n" + body + "\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    return Engines.find("Linux", List.of(folder.resolve("none"), bin)).orElseThrow();
  }

  @Test
  void theTextReachesTheEngineAsItIs_andInNoCommandLine() throws Exception {
    var engine = standIn("echo \"$4\" > \"$6.voice\"; cp \"$8\" \"$6\"");
    var wav = folder.resolve("out.wav");
    engine.synthesize(HOSTILE, "zh-HK", wav);
    assertThat(Files.readString(wav)).isEqualTo(HOSTILE);
    assertThat(Files.readString(folder.resolve("out.wav.voice"))).isEqualTo("yue\n");
    assertThat(engine.name()).isEqualTo("espeak-ng");
  }

  @Test
  void anEngineThatFailsOrWritesNothingIsAFailureInItsOwnWords() throws IOException {
    var failing = standIn("echo no such voice >&2; exit 3");
    assertThatThrownBy(() -> failing.synthesize("a", "en-US", folder.resolve("a.wav")))
        .isInstanceOf(IOException.class)
        .hasMessageContainingAll("espeak-ng", "3", "no such voice");
    var silent = standIn("exit 0");
    assertThatThrownBy(() -> silent.synthesize("a", "en-US", folder.resolve("a.wav")))
        .hasMessage("espeak-ng wrote no speech");
  }

  @Test
  void anInterruptEndsTheEngine() throws Exception {
    var engine = standIn("echo $$ > \"$6\"; exec sleep 600");
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
  void whereThereIsNoProgramThereIsNoEngine() {
    assertThat(Engines.find("Linux", List.of(folder))).isEmpty();
    assertThat(Engines.find("Mac OS X", List.of(folder))).isEmpty();
    assertThat(Engines.find("Windows 11", List.of())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "zh-HK,yue",
    "zh-CN,cmn",
    "zh-CN-liaoning,cmn",
    "zh-TW,cmn",
    "en-US,en-us",
    "en-GB,en",
    "pt-BR,pt-br",
    "ja-JP,ja"
  })
  void theVoiceIsChosenByLocale(String locale, String voice) {
    assertThat(Engines.espeakVoice(locale)).isEqualTo(voice);
  }

  @Test
  void pathsAreQuotedForPowerShell() {
    assertThat(Engines.sapiScript("zh-CN-liaoning", Path.of("/o'x/t"), Path.of("/a b/w")))
        .contains("ReadAllText('/o''x/t'", "-eq 'zh-CN'", "SetOutputToWaveFile('/a b/w')");
  }

  @Test
  void theRealEngineWritesAWavFile() throws Exception {
    var engine = Engines.find("Linux", List.of(Path.of("/usr/bin")));
    assumeTrue(engine.isPresent(), "eSpeak NG is installed");
    var wav = folder.resolve("out.wav");
    engine.get().synthesize("你好，今天天气很好。", "zh-CN", wav);
    try (var sound = AudioSystem.getAudioInputStream(wav.toFile())) {
      assertThat(sound.getFrameLength()).isGreaterThan(10_000);
    }
  }

  @Test
  void sentencesAreSpokenInTurn_pausedAndStopped() throws Exception {
    var engine = standIn("cp \"$8\" \"$6\"");
    var heard = new CopyOnWriteArrayList<String>();
    var begun = new CopyOnWriteArrayList<Integer>();
    var speaker = new AtomicReference<@Nullable Speaker>();
    AudioOutput output =
        (wav, gate) -> {
          heard.add(Files.readString(wav));
          var now = java.util.Objects.requireNonNull(speaker.get());
          if (heard.size() == 1) {
            now.pause();
            Thread.ofVirtual().start(now::resume);
          } else {
            now.stop();
          }
          gate.pass();
        };
    var made = new Speaker(engine, output);
    speaker.set(made);
    made.speak(List.of("一。", "二。", "三。"), "zh-CN", begun::add);
    assertThat(heard).containsExactly("一。", "二。");
    assertThat(begun).containsExactly(0, 1);
  }
}
