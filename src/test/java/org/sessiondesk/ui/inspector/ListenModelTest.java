package org.sessiondesk.ui.inspector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.sessiondesk.ui.testing.Desk.fromFx;
import static org.sessiondesk.ui.testing.Desk.onFx;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.sessiondesk.session.Sentence;
import org.sessiondesk.session.Session;
import org.sessiondesk.speech.AudioOutput;
import org.sessiondesk.speech.SpeechEngine;
import org.sessiondesk.speech.SpeechException;
import org.sessiondesk.speech.StandIn;
import org.sessiondesk.testing.Sessions;
import org.sessiondesk.text.VoiceCatalog;
import org.sessiondesk.ui.inspector.ListenModel.State;
import org.sessiondesk.ui.testing.TestUi;
import org.testfx.framework.junit5.ApplicationExtension;

@ExtendWith(ApplicationExtension.class)
@SuppressWarnings("NullAway.Init") // made before each test, on the window's thread
class ListenModelTest {
  @TempDir private Path folder;

  private final AtomicReference<Optional<SpeechEngine>> engine =
      new AtomicReference<>(Optional.empty());
  private final List<String> heard = new CopyOnWriteArrayList<>();

  /** A sentence is heard to its end once it gets a permit. */
  private final Semaphore permits = new Semaphore(0);

  private TestUi test;
  private ListenModel model;

  @BeforeEach
  void make() {
    test = fromFx(() -> TestUi.window(Locale.ENGLISH));
    model = fromFx(() -> modelWith(this::hear));
  }

  @AfterEach
  void close() {
    onFx(model::close);
  }

  private ListenModel modelWith(AudioOutput output) {
    var made = new ListenModel(engine::get, output, new VoiceCatalog(), test.ui());
    made.showingProperty().set(true);
    return made;
  }

  /** What the engine copies into its "sound" is what is heard. */
  private void hear(Path wav, AudioOutput.Gate gate) throws IOException, InterruptedException {
    heard.add(Files.readString(wav));
    permits.acquire();
    gate.pass();
  }

  private void copying() throws IOException {
    engine.set(Optional.of(StandIn.in(folder, "cp \"$8\" \"$6\"")));
  }

  private Session session(String... sentences) {
    return Sessions.temporary(test.clock().instant(), Duration.ofHours(1))
        .withSentences(
            Arrays.stream(sentences).map(text -> new Sentence(text, List.of())).toList());
  }

  private void show(Session session) {
    onFx(() -> model.show(session));
    until(() -> !reason().startsWith("Looking"));
  }

  private String reason() {
    return fromFx(() -> model.reasonProperty().getValue());
  }

  private static void until(BooleanSupplier condition) {
    await()
        .atMost(Duration.ofSeconds(10))
        .pollInterval(Duration.ofMillis(10))
        .until(() -> fromFx(condition::getAsBoolean));
  }

  @Test
  void whereThereIsNoEngineItSaysSo_andLooksAgainWhenSomebodyComesBack() throws IOException {
    show(session("一。"));
    assertThat(reason()).startsWith("This computer has no speech engine");
    onFx(model::listen);
    assertThat(fromFx(() -> model.stateProperty().get())).isEqualTo(State.SILENT);
    copying();
    onFx(() -> model.showingProperty().set(false));
    onFx(() -> model.showingProperty().set(true));
    until(() -> reason().isEmpty());
  }

  @Test
  void nobodyLooksForAnEngineThatNobodySees() {
    onFx(() -> model.showingProperty().set(false));
    onFx(() -> model.show(session("一。")));
    assertThat(reason()).startsWith("Looking");
    onFx(() -> model.showingProperty().set(true));
    until(() -> !reason().startsWith("Looking"));
  }

  @Test
  void whereItHasNoVoiceForTheLanguageItSaysSo_andWhereThereAreNoSentences() throws IOException {
    copying();
    show(session("하나.").withVoice("ko-KR-SunHiNeural"));
    assertThat(reason())
        .isEqualTo("The speech engine of this computer, espeak-ng, has no voice for ko-KR.");
    show(session("一。"));
    assertThat(reason()).isEmpty();
    show(session());
    assertThat(reason()).startsWith("Segment the text");
    onFx(() -> test.ui().messages().localeProperty().set(Locale.CHINESE));
    assertThat(reason()).startsWith("朗读按句进行");
  }

  @Test
  void anEngineThatCannotBeAskedIsNamed() throws IOException {
    copying();
    Files.delete(folder.resolve("voices.txt"));
    show(session("一。"));
    assertThat(reason()).contains("does not answer", "espeak-ng", "voices.txt");
  }

  @Test
  void allSentencesAreSpoken_pausedAndStopped() throws IOException {
    copying();
    show(session("一。", "二。", "三。"));
    onFx(model::listen);
    until(() -> model.currentProperty().get() == 0);
    assertThat(fromFx(() -> model.stateProperty().get())).isEqualTo(State.SPEAKING);
    onFx(model::pauseOrResume);
    assertThat(fromFx(() -> model.stateProperty().get())).isEqualTo(State.PAUSED);
    permits.release();
    onFx(model::pauseOrResume);
    until(() -> model.currentProperty().get() == 1);
    onFx(model::stop);
    assertThat(fromFx(() -> model.stateProperty().get())).isEqualTo(State.SILENT);
    assertThat(fromFx(() -> model.currentProperty().get())).isNegative();
    assertThat(heard).containsExactly("一。", "二。");
  }

  @Test
  void oneSentenceIsSpoken_orThoseFromOneOn_andThenThereIsSilence() throws IOException {
    copying();
    permits.release(10);
    show(session("一。", "二。", "三。"));
    onFx(() -> model.listenTo(1));
    until(() -> model.stateProperty().get() == State.SILENT);
    assertThat(heard).containsExactly("二。");
    onFx(() -> model.listenFrom(1));
    until(() -> model.stateProperty().get() == State.SILENT);
    assertThat(heard).containsExactly("二。", "二。", "三。");
    onFx(() -> model.listenTo(3));
    onFx(() -> model.listenTo(-1));
    assertThat(fromFx(() -> model.stateProperty().get())).isEqualTo(State.SILENT);
  }

  @Test
  void itFallsSilentWhenAnotherSessionIsShown_butNotWhenTheSameOneLivesLonger() throws IOException {
    copying();
    var session = session("一。", "二。");
    show(session);
    onFx(model::listen);
    until(() -> model.currentProperty().get() == 0);
    show(session.withExpiresAt(test.clock().instant().plus(Duration.ofDays(1))));
    assertThat(fromFx(() -> model.stateProperty().get())).isEqualTo(State.SPEAKING);
    show(session("一。", "二。"));
    assertThat(fromFx(() -> model.stateProperty().get())).isEqualTo(State.SILENT);
    onFx(model::listen);
    until(() -> model.currentProperty().get() == 0);
    onFx(() -> model.show(null));
    assertThat(fromFx(() -> model.stateProperty().get())).isEqualTo(State.SILENT);
  }

  @Test
  void withoutASoundOutputItTellsWhatToDo() throws IOException {
    copying();
    onFx(model::close);
    model =
        fromFx(
            () ->
                modelWith(
                    (_, _) -> {
                      throw new SpeechException(SpeechException.Kind.NO_SOUND_OUTPUT, "none");
                    }));
    show(session("一。"));
    onFx(model::listen);
    until(() -> !test.dialogs().problems().isEmpty());
    var problem = test.dialogs().problems().getFirst();
    assertThat(problem.code()).isEqualTo("SD-403");
    assertThat(problem.what()).contains("no sound output");
    assertThat(problem.advice()).contains("Connect a loudspeaker");
    assertThat(fromFx(() -> model.stateProperty().get())).isEqualTo(State.SILENT);
  }

  @Test
  void theSpeechIsSavedAsAWavFile_orAsMuchOfItAsIsAskedFor() throws IOException {
    engine.set(Optional.of(StandIn.humming(folder, 100)));
    show(session("一。", "二。", "三。"));
    onFx(model::save);
    assertThat(fromFx(() -> model.savingProperty().get())).isFalse();
    var file = folder.resolve("out.wav");
    test.dialogs().saveTo(file);
    onFx(model::save);
    until(() -> !model.savingProperty().get());
    assertThat(file).hasSize(44 + 3 * 200);
    assertThat(fromFx(() -> test.ui().notices().shown().getFirst().text()))
        .isEqualTo("Speech saved to " + file);
    onFx(() -> model.save(1));
    until(() -> !model.savingProperty().get());
    assertThat(file).hasSize(44 + 200);
  }

  @Test
  void savingCanBeCancelled_andWhatFailsIsTold() throws IOException {
    engine.set(Optional.of(StandIn.in(folder, "exec sleep 600")));
    show(session("一。"));
    var file = Files.writeString(folder.resolve("out.wav"), "old");
    test.dialogs().saveTo(file);
    onFx(model::save);
    assertThat(fromFx(() -> model.savingProperty().get())).isTrue();
    onFx(model::cancelSave);
    until(() -> !model.savingProperty().get());
    assertThat(file).hasContent("old");
    assertThat(test.dialogs().problems()).isEmpty();
    test.dialogs().saveTo(folder.resolve("none/out.wav"));
    onFx(model::save);
    until(() -> !test.dialogs().problems().isEmpty());
    assertThat(test.dialogs().problems().getFirst().code()).isEqualTo("SD-405");
  }
}
