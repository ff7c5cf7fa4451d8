package org.sessiondesk.ui.log;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.sessiondesk.session.Registration;
import org.sessiondesk.ui.fx.Formats;
import org.sessiondesk.ui.fx.FrameBatcher;
import org.sessiondesk.ui.fx.Ui;
import org.sessiondesk.ui.log.LogLine.Level;

/**
 * The log page without its window: the last lines, those of them that pass the filters, and whether
 * the end is followed. Window's thread only.
 */
public final class LogModel implements AutoCloseable {
  private final Formats formats;
  private final Registration following;
  private final ArrayDeque<LogLine> arrived = new ArrayDeque<>();
  private final ArrayDeque<LogLine> lines = new ArrayDeque<>();
  private final ObservableList<LogLine> shown = FXCollections.observableArrayList();
  private final ObservableList<LogLine> shownToOthers =
      FXCollections.unmodifiableObservableList(shown);
  private final ReadOnlyIntegerWrapper held = new ReadOnlyIntegerWrapper(this, "held");
  private final ObjectProperty<Level> level =
      new SimpleObjectProperty<>(this, "level", Level.DEBUG);
  private final StringProperty filter = new SimpleStringProperty(this, "filter", "");
  private final BooleanProperty followEnd = new SimpleBooleanProperty(this, "followEnd", true);

  /** Makes the model and begins to follow {@code source}. */
  public LogModel(LogSource source, Ui ui) {
    formats = ui.formats();
    level.subscribe((before, now) -> filterAnew());
    filter.subscribe((before, now) -> filterAnew());
    var frame = new FrameBatcher(this::takeArrived);
    following =
        source.follow(
            line -> {
              synchronized (arrived) {
                if (arrived.size() == LogBuffer.CAPACITY) {
                  arrived.removeFirst();
                }
                arrived.addLast(line);
              }
              frame.request();
            });
  }

  // ---- properties

  /** Lines that matter less are not shown. */
  public ObjectProperty<Level> levelProperty() {
    return level;
  }

  /** What must occur in a line that is shown, case ignored. */
  public StringProperty filterProperty() {
    return filter;
  }

  /** Whether the newest line is kept in sight. */
  public BooleanProperty followEndProperty() {
    return followEnd;
  }

  /** The lines that are shown, the oldest first. */
  public ObservableList<LogLine> shown() {
    return shownToOthers;
  }

  /** How many lines are held, shown or not. */
  public ReadOnlyIntegerProperty heldProperty() {
    return held.getReadOnlyProperty();
  }

  // ---- commands

  /** Forgets all lines; the log file keeps them. */
  public void clear() {
    lines.clear();
    shown.clear();
    held.set(0);
  }

  /** {@code chosen} as text, one line each, with their details. */
  public String text(List<LogLine> chosen) {
    return chosen.stream().map(this::text).collect(Collectors.joining("\n"));
  }

  private String text(LogLine line) {
    var text =
        "%s %-5s %s - %s"
            .formatted(formats.utc(line.at()), line.level(), line.logger(), line.message());
    return line.details() == null ? text : text + "\n" + line.details();
  }

  private void takeArrived() {
    List<LogLine> fresh;
    synchronized (arrived) {
      fresh = List.copyOf(arrived);
      arrived.clear();
    }
    lines.addAll(fresh);
    int gone = 0;
    while (lines.size() > LogBuffer.CAPACITY) {
      if (passes(lines.removeFirst())) {
        gone++;
      }
    }
    var passing = new ArrayList<LogLine>(fresh.size());
    for (var line : fresh) {
      if (passes(line)) {
        passing.add(line);
      }
    }
    shown.addAll(passing);
    if (gone > 0) {
      shown.remove(0, gone);
    }
    held.set(lines.size());
  }

  private void filterAnew() {
    shown.setAll(lines.stream().filter(this::passes).toList());
  }

  private boolean passes(LogLine line) {
    if (line.level().compareTo(level.get()) < 0) {
      return false;
    }
    var wanted = Objects.requireNonNullElse(filter.get(), "").strip().toLowerCase(Locale.ROOT);
    return wanted.isEmpty()
        || contains(line.message(), wanted)
        || contains(line.logger(), wanted)
        || (line.details() != null && contains(line.details(), wanted));
  }

  private static boolean contains(String text, String wanted) {
    return text.toLowerCase(Locale.ROOT).contains(wanted);
  }

  /** Stops following. */
  @Override
  public void close() {
    following.close();
  }
}
