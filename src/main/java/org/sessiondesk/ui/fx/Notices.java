package org.sessiondesk.ui.fx;

import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/** Short notes that appear in a corner of the window for a while. Window's thread only. */
public final class Notices {
  private static final int MOST = 4;

  private final ObservableList<Notice> shown = FXCollections.observableArrayList();

  /** Made once and held: a view that nobody holds is collected, and its listeners with it. */
  private final ObservableList<Notice> readOnly = FXCollections.unmodifiableObservableList(shown);

  /** How much a note matters. */
  public enum Level {
    INFO,
    SUCCESS,
    WARNING,
    ERROR
  }

  /**
   * A note.
   *
   * @param text what it says, in the window's language
   * @param actionText what its button says, or null for none
   * @param action what its button does, or null for none
   */
  public record Notice(
      Level level, String text, @Nullable String actionText, @Nullable Runnable action) {}

  /** Shows a note. */
  public void show(Level level, String text) {
    add(new Notice(level, text, null, null));
  }

  /** Shows a note with a button. */
  public void show(Level level, String text, String actionText, Runnable action) {
    add(new Notice(level, text, actionText, action));
  }

  /** Takes a note away. */
  public void dismiss(Notice notice) {
    shown.remove(notice);
  }

  /** Those shown now, the oldest first. */
  public ObservableList<Notice> shown() {
    return readOnly;
  }

  private void add(Notice notice) {
    shown.add(notice);
    while (shown.size() > MOST) {
      shown.removeFirst();
    }
  }
}
