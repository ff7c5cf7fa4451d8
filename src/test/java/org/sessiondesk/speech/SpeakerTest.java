package org.sessiondesk.speech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sessiondesk.speech.SpeechException.Kind;

class SpeakerTest {
  private static final String COPY = "cp \"$8\" \"$6\"";

  @TempDir private Path folder;

  private final List<String> heard = new CopyOnWriteArrayList<>();
  private final List<Integer> begun = new CopyOnWriteArrayList<>();

  private void hear(Path wav, AudioOutput.Gate gate) throws IOException, InterruptedException {
    heard.add(Files.readString(wav));
    gate.pass();
  }

  @Test
  void sentencesAreSpokenInTurn_andThoseWithNothingToSpeakArePassedOver() throws Exception {
    var speaker = new Speaker(StandIn.in(folder, COPY), this::hear);
    speaker.speak(List.of("一。", "……", "二。", "3"), "zh-CN", begun::add);
    assertThat(heard).containsExactly("一。", "二。", "3");
    assertThat(begun).containsExactly(0, 2, 3);
  }

  @Test
  void aVeryLongSentenceIsSpokenInPieces_noneOfThemInTheMiddleOfAWord() throws Exception {
    var sentence = "some words and others, ".repeat(100);
    var speaker = new Speaker(StandIn.in(folder, COPY), this::hear);
    speaker.speak(List.of(sentence, "𠀀".repeat(1_000)), "en-US", begun::add);
    assertThat(String.join("", heard)).isEqualTo(sentence + "𠀀".repeat(1_000));
    assertThat(heard).allSatisfy(piece -> assertThat(piece).hasSizeLessThanOrEqualTo(500));
    assertThat(heard.getFirst()).endsWith(" ");
    assertThat(begun).containsExactly(0, 1);
  }

  @Test
  void itPausesGoesOnAndStops() throws Exception {
    var made = new AtomicReference<@Nullable Speaker>();
    AudioOutput output =
        (wav, gate) -> {
          hear(wav, () -> true);
          var speaker = Objects.requireNonNull(made.get());
          if (heard.size() == 1) {
            speaker.pause();
            Thread.ofVirtual().start(speaker::resume);
            assertThat(gate.pass()).isTrue();
          } else {
            speaker.stop();
            assertThat(gate.pass()).isFalse();
          }
        };
    var speaker = new Speaker(StandIn.in(folder, COPY), output);
    made.set(speaker);
    speaker.speak(List.of("一。", "二。", "三。"), "zh-CN", begun::add);
    assertThat(heard).containsExactly("一。", "二。");
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
    speaker.speak(List.of("四。"), "zh-CN", begun::add);
    assertThat(heard).hasSize(2);
  }

  @Test
  void stoppingEndsAnEngineThatIsAtWork() throws Exception {
    var pid = folder.resolve("pid");
    var engine = StandIn.in(folder, "echo $$ > '%s'; exec sleep 600".formatted(pid));
    var speaker = new Speaker(engine, this::hear);
    var ended = new CompletableFuture<Boolean>();
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                speaker.speak(List.of("a"), "en-US", begun::add);
                ended.complete(!Thread.currentThread().isInterrupted());
              } catch (IOException | InterruptedException e) {
                ended.completeExceptionally(e);
              }
            });
    await().until(() -> Files.exists(pid) && Files.size(pid) > 1);
    long process = Long.parseLong(Files.readString(pid).strip());
    speaker.stop();
    assertThat(ended.get(10, TimeUnit.SECONDS)).isTrue();
    assertThat(ProcessHandle.of(process).filter(ProcessHandle::isAlive)).isEmpty();
    assertThat(heard).isEmpty();
  }

  @Test
  void aFailureOfTheEngineReachesTheCaller() throws Exception {
    var speaker = new Speaker(StandIn.in(folder, "exit 3"), this::hear);
    assertThatThrownBy(() -> speaker.speak(List.of("a"), "en-US", begun::add))
        .isInstanceOfSatisfying(
            SpeechException.class, e -> assertThat(e.kind()).isEqualTo(Kind.ENGINE_FAILED));
  }

  @Test
  void whatIsNoSoundIsTheEnginesFault_andASoundIsHeardOrRefused() throws Exception {
    var sound = new JavaSound();
    var text = Files.writeString(folder.resolve("a.wav"), "no sound");
    assertThatThrownBy(() -> sound.play(text, () -> true))
        .isInstanceOfSatisfying(
            SpeechException.class, e -> assertThat(e.kind()).isEqualTo(Kind.ENGINE_FAILED));
    var wav = StandIn.wav(folder.resolve("b.wav"), 8_000, 80);
    try {
      sound.play(wav, () -> true);
    } catch (SpeechException e) {
      // A machine for tests may have no sound.
      assertThat(e.kind()).isEqualTo(Kind.NO_SOUND_OUTPUT);
    }
  }
}
