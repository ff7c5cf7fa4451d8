package org.sessiondesk.ui.inspector;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.StringBinding;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.session.Sentence;
import org.sessiondesk.session.Session;
import org.sessiondesk.session.Voice;
import org.sessiondesk.session.VoiceNames;
import org.sessiondesk.speech.AudioOutput;
import org.sessiondesk.speech.Recorder;
import org.sessiondesk.speech.Speaker;
import org.sessiondesk.speech.SpeechEngine;
import org.sessiondesk.ui.fx.Background;
import org.sessiondesk.ui.fx.FrameBatcher;
import org.sessiondesk.ui.fx.Notices.Level;
import org.sessiondesk.ui.fx.Ui;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the sentences of the session that is shown spoken by the machine's own engine, and saved as a
 * WAV file. The engine is looked for only while somebody sees what it would be good for. Window's
 * thread only.
 */
public final class ListenModel implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ListenModel.class);
  private static final int NONE = -1;

  /** What is heard. */
  enum State {
    SILENT,
    SPEAKING,
    PAUSED
  }

  private final Supplier<Optional<SpeechEngine>> engines;
  private final AudioOutput output;
  private final VoiceNames voices;
  private final Ui ui;
  private final BooleanProperty showing = new SimpleBooleanProperty(this, "showing");
  private final ReadOnlyObjectWrapper<Readiness> readiness =
      new ReadOnlyObjectWrapper<>(this, "readiness", new Readiness.Looking());
  private final ReadOnlyObjectWrapper<@Nullable Session> session =
      new ReadOnlyObjectWrapper<>(this, "session");
  private final ReadOnlyObjectWrapper<State> state =
      new ReadOnlyObjectWrapper<>(this, "state", State.SILENT);
  private final ReadOnlyIntegerWrapper current = new ReadOnlyIntegerWrapper(this, "current", NONE);
  private final ReadOnlyBooleanWrapper saving = new ReadOnlyBooleanWrapper(this, "saving");
  private final ReadOnlyDoubleWrapper saved = new ReadOnlyDoubleWrapper(this, "saved", -1);
  private final StringBinding reason;
  private Background.@Nullable Handle looking;
  private Background.@Nullable Handle recording;
  private @Nullable Speaker speaker;

  /**
   * One that is silent.
   *
   * @param engines looks for the engine; asked on other threads, again where it found none
   * @param output makes it heard
   * @param voices know which language a voice speaks
   */
  public ListenModel(
      Supplier<Optional<SpeechEngine>> engines, AudioOutput output, VoiceNames voices, Ui ui) {
    this.engines = engines;
    this.output = output;
    this.voices = voices;
    this.ui = ui;
    reason =
        Bindings.createStringBinding(
            this::describe, readiness, session, ui.messages().localeProperty());
    showing.subscribe((_, _) -> look());
  }

  /** Whether somebody sees what can be listened to. */
  BooleanProperty showingProperty() {
    return showing;
  }

  /** Why nothing can be listened to; empty where it can. */
  ObservableValue<String> reasonProperty() {
    return reason;
  }

  /** Whether it speaks. */
  ReadOnlyObjectProperty<State> stateProperty() {
    return state.getReadOnlyProperty();
  }

  /** The place of the sentence that is heard; negative for none. */
  ReadOnlyIntegerProperty currentProperty() {
    return current.getReadOnlyProperty();
  }

  /** Whether a WAV file is being written. */
  ReadOnlyBooleanProperty savingProperty() {
    return saving.getReadOnlyProperty();
  }

  /** Which share of it is written, 0 to 1; negative where that is not known. */
  ReadOnlyDoubleProperty savedProperty() {
    return saved.getReadOnlyProperty();
  }

  /** How many sentences there are. */
  int count() {
    return sentences().size();
  }

  /** Shows {@code now}, or nothing; falls silent where that is something else to be spoken. */
  void show(@Nullable Session now) {
    var before = session.get();
    session.set(now);
    if (before == null
        || now == null
        || !before.id().equals(now.id())
        || !Objects.equals(before.sentences(), now.sentences())) {
      stop();
    }
    if (now != null && (before == null || !before.voice().equals(now.voice()))) {
      readiness.set(new Readiness.Looking(readiness.get().engine()));
      look();
    }
  }

  /** Looks for an engine, and whether it speaks the session's language, unless that is known. */
  private void look() {
    var shown = session.get();
    if (shown == null || !showing.get() || readiness.get() instanceof Readiness.Ready) {
      return;
    }
    if (looking != null) {
      looking.cancel();
    }
    var known = readiness.get().engine();
    looking =
        ui.background()
            .task(() -> Readiness.of(known.or(engines), locale(shown.voice())))
            .onSuccess(found -> found(shown, found))
            .start();
  }

  private void found(Session asked, Readiness found) {
    var shown = session.get();
    if (shown != null && shown.voice().equals(asked.voice())) {
      readiness.set(found);
    }
  }

  /** May read a file. */
  private String locale(String voice) {
    return voices.voices().stream()
        .filter(known -> known.shortName().equals(voice))
        .findFirst()
        .orElseGet(() -> Voice.named(voice))
        .locale();
  }

  private String describe() {
    var messages = ui.messages();
    if (session.get() != null && sentences().isEmpty()) {
      return messages.get("inspector.listen.reason.segment");
    }
    return readiness.get().reason(messages);
  }

  /** Speaks all sentences. */
  void listen() {
    speak(0, count());
  }

  /** Speaks the sentence {@code index} and those behind it. */
  void listenFrom(int index) {
    speak(index, count());
  }

  /** Speaks the sentence {@code index} alone. */
  void listenTo(int index) {
    speak(index, index + 1);
  }

  private void speak(int from, int to) {
    if (!(readiness.get() instanceof Readiness.Ready(var engine, var locale))
        || !isThere(from, to)) {
      return;
    }
    stop();
    var texts = texts(from, to);
    var mine = new Speaker(engine, output);
    speaker = mine;
    state.set(State.SPEAKING);
    var begun = new Begun(mine, from);
    ui.background()
        .task(
            () -> {
              mine.speak(texts, locale, begun::at);
              return mine;
            })
        .onFailure(failure -> ifCurrent(mine, () -> failed(failure)))
        .onEnd(() -> ifCurrent(mine, this::silence))
        .start();
  }

  /** Brings the place of the sentence that has begun to the window's thread. */
  private final class Begun {
    private final int first;
    private final FrameBatcher shown;
    private volatile int latest;

    Begun(Speaker of, int first) {
      this.first = first;
      shown = new FrameBatcher(() -> ifCurrent(of, () -> current.set(latest)));
    }

    void at(int index) {
      latest = first + index;
      shown.request();
    }
  }

  private void ifCurrent(Speaker which, Runnable action) {
    if (which == speaker) {
      action.run();
    }
  }

  /** Pauses, or goes on. */
  void pauseOrResume() {
    var now = speaker;
    if (now == null) {
      return;
    }
    if (state.get() == State.PAUSED) {
      state.set(State.SPEAKING);
      now.resume();
    } else {
      state.set(State.PAUSED);
      now.pause();
    }
  }

  /** Falls silent. */
  void stop() {
    if (speaker != null) {
      speaker.stop();
      silence();
    }
  }

  private void silence() {
    speaker = null;
    state.set(State.SILENT);
    current.set(NONE);
  }

  /** Saves all sentences as a WAV file that the operator chooses. */
  void save() {
    save(0, count());
  }

  /** Saves the sentence {@code index} alone. */
  void save(int index) {
    save(index, index + 1);
  }

  private void save(int from, int to) {
    var shown = session.get();
    if (!(readiness.get() instanceof Readiness.Ready(var engine, var locale))
        || shown == null
        || saving.get()
        || !isThere(from, to)) {
      return;
    }
    var texts = texts(from, to);
    ui.dialogs()
        .askWhereToSave(
            ui.messages().get("inspector.listen.save.title"), shown.id().value() + ".wav")
        .ifPresent(file -> save(new Recorder(engine), texts, locale, file));
  }

  private void save(Recorder recorder, List<String> texts, String locale, Path file) {
    saving.set(true);
    saved.set(-1);
    recording =
        ui.background()
            .job(
                "inspector.listen.save.job",
                progress -> {
                  recorder.record(texts, locale, file, new SharedProgress(progress, saved::set));
                  return file;
                },
                String.valueOf(file.getFileName()))
            .onSuccess(
                written ->
                    ui.notices()
                        .show(
                            Level.SUCCESS,
                            ui.messages().get("inspector.listen.save.done", written.toString())))
            .onFailure(this::failed)
            .onEnd(() -> saving.set(false))
            .start();
  }

  /** Ends the writing of the WAV file; one that was there stays. */
  void cancelSave() {
    if (recording != null) {
      recording.cancel();
    }
  }

  private void failed(Exception failure) {
    LOG.debug("A session could not be spoken", failure);
    ui.dialogs()
        .show(
            failure instanceof IOException io
                ? SpeechProblem.of(io, ui.messages())
                : ui.problems().of(failure));
  }

  private boolean isThere(int from, int to) {
    return from >= 0 && from < to && to <= count();
  }

  private List<String> texts(int from, int to) {
    return sentences().subList(from, to).stream().map(Sentence::sentence).toList();
  }

  private List<Sentence> sentences() {
    var shown = session.get();
    var found = shown == null ? null : shown.sentences();
    return found == null ? List.of() : found;
  }

  @Override
  public void close() {
    show(null);
    cancelSave();
    if (looking != null) {
      looking.cancel();
    }
  }
}
