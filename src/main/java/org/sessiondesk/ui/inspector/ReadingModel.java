package org.sessiondesk.ui.inspector;

import java.util.List;
import java.util.Objects;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.session.Sentence;
import org.sessiondesk.session.Session;
import org.sessiondesk.ui.fx.Background;
import org.sessiondesk.ui.fx.Ui;

/**
 * The text beside the sentences, with one of them marked: the one under the mouse; else the one
 * that was selected, or began to be spoken, last. Window's thread only.
 */
final class ReadingModel {
  private static final int NONE = -1;

  private final Ui ui;
  private final ReadOnlyObjectWrapper<Excerpt> excerpt =
      new ReadOnlyObjectWrapper<>(this, "excerpt", Excerpt.EMPTY);
  private String text = "";
  private List<Sentence> sentences = List.of();
  private @Nullable SentencePlaces places;
  private Background.@Nullable Handle looking;
  private long ticket;
  private int hovered = NONE;
  private int resting = NONE;

  /** One that marks what {@code spoken} says while it says something. */
  ReadingModel(ReadOnlyIntegerProperty spoken, Ui ui) {
    this.ui = ui;
    spoken.subscribe(
        (_, now) -> {
          if (now.intValue() >= 0) {
            rest(now.intValue());
          }
        });
  }

  /** What is shown of the text. */
  ReadOnlyObjectProperty<Excerpt> excerptProperty() {
    return excerpt.getReadOnlyProperty();
  }

  /** Shows the text of {@code session}; null for none. */
  void show(@Nullable Session session) {
    var nextText = session == null ? "" : session.text();
    var found = session == null ? null : session.sentences();
    var next = found == null ? List.<Sentence>of() : found;
    if (nextText.equals(text) && Objects.equals(next, sentences)) {
      return;
    }
    text = nextText;
    sentences = next;
    places = null;
    hovered = NONE;
    resting = NONE;
    excerpt.set(Excerpt.of(nextText));
    if (looking != null) {
      looking.cancel();
    }
    long mine = ++ticket;
    looking =
        ui.background()
            .task(() -> SentencePlaces.of(nextText, next))
            .onSuccess(now -> found(mine, now))
            .start();
  }

  private void found(long which, SentencePlaces now) {
    if (which == ticket) {
      places = now;
      mark();
    }
  }

  /** The mouse is over the sentence {@code index}; negative for none. */
  void hover(int index) {
    hovered = index;
    mark();
  }

  /** The mouse has left the sentence {@code index}. */
  void leave(int index) {
    if (hovered == index) {
      hover(NONE);
    }
  }

  /** The sentence {@code index} was selected; negative for none. */
  void rest(int index) {
    resting = index;
    mark();
  }

  private void mark() {
    int wanted = hovered >= 0 ? hovered : resting;
    int start = places == null ? NONE : places.start(wanted);
    excerpt.set(
        places == null || start < 0
            ? excerpt.get().unmarked()
            : excerpt.get().marking(start, places.end(wanted)));
  }
}
