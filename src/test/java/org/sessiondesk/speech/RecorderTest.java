package org.sessiondesk.speech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sessiondesk.session.Progress;
import org.sessiondesk.speech.SpeechException.Kind;

class RecorderTest {
  @TempDir private Path folder;
  @TempDir private Path bin;
  private Path target = Path.of("");

  @BeforeEach
  void choose() {
    target = folder.resolve("speech.wav");
  }

  private static long frames(Path wav) throws Exception {
    try (var sound = AudioSystem.getAudioInputStream(wav.toFile())) {
      assertThat(sound.readAllBytes())
          .hasSize((int) sound.getFrameLength() * sound.getFormat().getFrameSize());
      return sound.getFrameLength();
    }
  }

  @Test
  void sentencesBecomeOneFile_andTheProgressIsTold() throws Exception {
    Files.writeString(target, "old");
    var told = new ArrayList<Long>();
    var progress =
        new Progress() {
          @Override
          public void at(long done, long total) {
            assertThat(total).isEqualTo(3);
            told.add(done);
          }

          @Override
          public boolean cancelled() {
            return false;
          }
        };
    new Recorder(StandIn.humming(bin, 100))
        .record(List.of("a.", "b.", "c."), "en-US", target, progress);
    assertThat(frames(target)).isEqualTo(300);
    assertThat(told).containsExactly(0L, 1L, 2L, 3L);
    assertThat(folder).isDirectoryNotContaining("glob:**.part");
  }

  @Test
  void whatIsCancelledOrFailsLeavesTheOldFile_andNothingElse() throws Exception {
    Files.writeString(target, "old");
    var cancelled =
        new Progress() {
          @Override
          public void at(long done, long total) {}

          @Override
          public boolean cancelled() {
            return true;
          }
        };
    var humming = new Recorder(StandIn.humming(bin, 100));
    assertThatThrownBy(() -> humming.record(List.of("a."), "en-US", target, cancelled))
        .isInstanceOf(CancellationException.class);
    var failing = new Recorder(StandIn.in(bin, "exit 3"));
    assertThatThrownBy(() -> failing.record(List.of("a."), "en-US", target, Progress.NONE))
        .isInstanceOf(SpeechException.class);
    assertThat(folder).isDirectoryNotContaining(file -> !file.equals(target));
    assertThat(target).hasContent("old");
  }

  @Test
  void whatIsLongerThanAWavFileCanBeIsRefused() throws Exception {
    var recorder = new Recorder(StandIn.humming(bin, 100), 500);
    recorder.record(List.of("a.", "b."), "en-US", target, Progress.NONE);
    assertThatThrownBy(
            () -> recorder.record(List.of("a.", "b.", "c."), "en-US", target, Progress.NONE))
        .isInstanceOfSatisfying(
            SpeechException.class, e -> assertThat(e.kind()).isEqualTo(Kind.TOO_LONG));
    assertThat(frames(target)).isEqualTo(200);
  }

  @Test
  void anEngineThatChangesItsFormatIsRefused() throws Exception {
    StandIn.wav(bin.resolve("1.wav"), 8_000, 10);
    StandIn.wav(bin.resolve("2.wav"), 16_000, 10);
    var engine = StandIn.in(bin, "cp \"%s/$(cat \"$8\").wav\" \"$6\"".formatted(bin));
    assertThatThrownBy(
            () ->
                new Recorder(engine).record(List.of("1", "1", "2"), "en-US", target, Progress.NONE))
        .hasMessageContainingAll("8000", "16000");
  }

  @Test
  void nothingToSpeakIsAFileWithoutSound() throws Exception {
    new Recorder(StandIn.humming(bin, 100))
        .record(List.of("……", "!"), "en-US", target, Progress.NONE);
    assertThat(frames(target)).isZero();
  }

  @Test
  void theRealEnginesSentencesBecomeOneFile() throws Exception {
    var engine = Engines.find("Linux", "/usr/bin");
    assumeTrue(engine.isPresent(), "eSpeak NG is installed");
    var recorder = new Recorder(engine.get());
    recorder.record(List.of("今天天气很好。"), "zh-CN", target, Progress.NONE);
    long one = frames(target);
    recorder.record(List.of("今天天气很好。", "😀", "我们去公园走走吧！"), "zh-CN", target, Progress.NONE);
    assertThat(frames(target)).isGreaterThan(one);
  }
}
