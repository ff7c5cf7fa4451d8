package org.sessiondesk.ui.inspector;

import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableStringValue;
import org.jspecify.annotations.Nullable;

/** Finds a word in a text, whatever its letters' case. Window's thread only. */
final class TextFind {

  /**
   * What was found.
   *
   * @param number which one it is, from 1
   */
  record Found(int from, int to, int number) {}

  private final ObservableStringValue text;
  private final StringProperty wanted = new SimpleStringProperty(this, "wanted", "");
  private final ReadOnlyIntegerWrapper count = new ReadOnlyIntegerWrapper(this, "count");
  private final ReadOnlyObjectWrapper<@Nullable Found> found =
      new ReadOnlyObjectWrapper<>(this, "found");

  TextFind(ObservableStringValue text) {
    this.text = text;
    wanted.subscribe((_, _) -> begin());
    text.subscribe(_ -> recount());
  }

  /** What is looked for; the first of it is found as it changes. */
  StringProperty wantedProperty() {
    return wanted;
  }

  /** How often it is there. */
  ReadOnlyIntegerProperty countProperty() {
    return count.getReadOnlyProperty();
  }

  /** The one that is to be seen; null where there is none, or the text has changed. */
  ReadOnlyObjectProperty<@Nullable Found> foundProperty() {
    return found.getReadOnlyProperty();
  }

  /** Goes on to the next one; after the last comes the first. */
  void next() {
    var now = found.get();
    int at = indexOf(now == null ? 0 : now.to());
    show(at < 0 ? indexOf(0) : at);
  }

  /** Goes back to the one before; before the first comes the last. */
  void previous() {
    var now = found.get();
    int at = now == null ? -1 : lastIndexOf(now.from() - 1);
    show(at < 0 ? lastIndexOf(text.get().length()) : at);
  }

  private void begin() {
    recount();
    show(indexOf(0));
  }

  private void recount() {
    found.set(null);
    int n = 0;
    for (int at = indexOf(0); at >= 0; at = indexOf(at + wanted.get().length())) {
      n++;
    }
    count.set(n);
  }

  private void show(int at) {
    if (at < 0) {
      found.set(null);
      return;
    }
    int number = 1;
    for (int i = indexOf(0); i >= 0 && i < at; i = indexOf(i + wanted.get().length())) {
      number++;
    }
    found.set(new Found(at, at + wanted.get().length(), number));
  }

  private boolean isAt(int i) {
    return text.get().regionMatches(true, i, wanted.get(), 0, wanted.get().length());
  }

  private int indexOf(int from) {
    int last = text.get().length() - wanted.get().length();
    for (int i = from; !wanted.get().isEmpty() && i <= last; i++) {
      if (isAt(i)) {
        return i;
      }
    }
    return -1;
  }

  /** The last one that begins at {@code from} or before, counted as {@link #next} goes. */
  private int lastIndexOf(int from) {
    int last = -1;
    for (int at = indexOf(0); at >= 0 && at <= from; at = indexOf(at + wanted.get().length())) {
      last = at;
    }
    return last;
  }
}
