package org.sessiondesk.ui.audit;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.session.AuditEntry;
import org.sessiondesk.session.AuditLog;
import org.sessiondesk.session.Change;
import org.sessiondesk.session.JsonFormat;
import org.sessiondesk.session.Registration;
import org.sessiondesk.ui.fx.Background;
import org.sessiondesk.ui.fx.FrameBatcher;
import org.sessiondesk.ui.fx.Notices.Level;
import org.sessiondesk.ui.fx.Ui;

/**
 * The audit page without its window: the newest entries that pass the filters, and those that this
 * program adds. Reads only while it is looked at. Window's thread only.
 */
public final class AuditModel implements AutoCloseable {

  /** How many entries are shown at the most. */
  static final int MOST = 5_000;

  private final AuditLog log;
  private final JsonFormat json;
  private final Ui ui;
  private final Registration watching;
  private final FrameBatcher frame = new FrameBatcher(this::takeArrived);
  private final Deque<AuditEntry> arrived = new ArrayDeque<>();
  private final ObservableList<AuditEntry> shown = FXCollections.observableArrayList();
  private final ObservableList<AuditEntry> shownToOthers =
      FXCollections.unmodifiableObservableList(shown);
  private final StringProperty words = new SimpleStringProperty(this, "words", "");
  private final ObjectProperty<@Nullable Change> change = new SimpleObjectProperty<>();
  private final ObjectProperty<@Nullable LocalDate> from = new SimpleObjectProperty<>();
  private final ObjectProperty<@Nullable LocalDate> to = new SimpleObjectProperty<>();
  private final BooleanProperty showing = new SimpleBooleanProperty(this, "showing");
  private final ReadOnlyBooleanWrapper reading = new ReadOnlyBooleanWrapper(this, "reading");
  private final ReadOnlyBooleanWrapper more = new ReadOnlyBooleanWrapper(this, "more");
  private final ReadOnlyLongWrapper unreadable = new ReadOnlyLongWrapper(this, "unreadable");
  private Background.@Nullable Handle handle;

  /** Grows with everything that makes a read under way worthless. */
  private long ticket;

  /** Makes the model; it reads once it is {@link #showingProperty showing}. */
  public AuditModel(AuditLog log, JsonFormat json, Ui ui) {
    this.log = log;
    this.json = json;
    this.ui = ui;
    words.subscribe((_, _) -> readAnew());
    change.subscribe((_, _) -> readAnew());
    from.subscribe((_, _) -> readAnew());
    to.subscribe((_, _) -> readAnew());
    showing.subscribe((_, _) -> readAnew());
    watching = log.watch(this::arrive);
  }

  // ---- properties

  /** What must occur in an entry. */
  public StringProperty wordsProperty() {
    return words;
  }

  /** What must have been done; null for anything. */
  public ObjectProperty<@Nullable Change> changeProperty() {
    return change;
  }

  /** The first day; null for the beginning. */
  public ObjectProperty<@Nullable LocalDate> fromProperty() {
    return from;
  }

  /** The last day; null for today. */
  public ObjectProperty<@Nullable LocalDate> toProperty() {
    return to;
  }

  /** Whether anybody looks. */
  public BooleanProperty showingProperty() {
    return showing;
  }

  /** The entries that are shown, the newest first. */
  public ObservableList<AuditEntry> shown() {
    return shownToOthers;
  }

  /** Whether it is being read. */
  public ReadOnlyBooleanProperty readingProperty() {
    return reading.getReadOnlyProperty();
  }

  /** Whether there are more that pass than are shown. */
  public ReadOnlyBooleanProperty moreProperty() {
    return more.getReadOnlyProperty();
  }

  /** How many entries are missing or make no sense, as far as was read. */
  public ReadOnlyLongProperty unreadableProperty() {
    return unreadable.getReadOnlyProperty();
  }

  /** Whether any filter is set. */
  public boolean isFiltered() {
    return !filter().equals(new AuditFilter("", null, null, null, ui.formats().zone()));
  }

  // ---- commands

  /** Takes all filters away. */
  public void clearFilters() {
    words.set("");
    change.set(null);
    from.set(null);
    to.set(null);
  }

  /** Writes all entries that pass the filters, not only those that are shown, to a file. */
  public void export(AuditExport.Kind kind) {
    ui.dialogs()
        .askWhereToSave(ui.messages().get("audit.export.title"), "audit" + kind.suffix())
        .ifPresent(path -> export(kind, path));
  }

  private void export(AuditExport.Kind kind, Path path) {
    var wanted = filter();
    ui.background()
        .job(
            "audit.export.job",
            progress -> new AuditExport(log, json).write(kind, wanted, path, progress))
        .onSuccess(
            count ->
                ui.notices()
                    .show(
                        Level.SUCCESS,
                        ui.messages()
                            .get("audit.export.done", count, String.valueOf(path.getFileName()))))
        .start();
  }

  // ---- reading

  private AuditFilter filter() {
    return new AuditFilter(
        Objects.requireNonNullElse(words.get(), ""),
        change.get(),
        from.get(),
        to.get(),
        ui.formats().zone());
  }

  private record Read(List<AuditEntry> entries, boolean more, long unreadable) {}

  private void readAnew() {
    long mine = ++ticket;
    if (handle != null) {
      handle.cancel();
      handle = null;
    }
    if (!showing.get()) {
      reading.set(false);
      return;
    }
    synchronized (arrived) {
      arrived.clear();
    }
    reading.set(true);
    var wanted = filter();
    handle =
        ui.background()
            .task(() -> read(wanted))
            .onSuccess(read -> ifCurrent(mine, () -> show(read)))
            .onEnd(() -> ifCurrent(mine, () -> reading.set(false)))
            .start();
  }

  private Read read(AuditFilter wanted) {
    var found = new ArrayList<AuditEntry>();
    boolean[] more = new boolean[1];
    var result =
        log.read(
            entry -> {
              if (Thread.currentThread().isInterrupted() || wanted.isBefore(entry)) {
                return false;
              }
              if (wanted.passes(entry)) {
                more[0] = found.size() == MOST;
                if (more[0]) {
                  return false;
                }
                found.add(entry);
              }
              return true;
            });
    return new Read(found, more[0], result.unreadable());
  }

  private void show(Read read) {
    shown.setAll(read.entries());
    more.set(read.more());
    unreadable.set(read.unreadable());
    takeArrived();
  }

  private void ifCurrent(long mine, Runnable action) {
    if (mine == ticket) {
      action.run();
    }
  }

  /** On whichever thread adds them. */
  private void arrive(List<AuditEntry> entries) {
    synchronized (arrived) {
      for (var entry : entries) {
        if (arrived.size() == MOST) {
          arrived.removeLast();
        }
        arrived.addFirst(entry);
      }
    }
    frame.request();
  }

  private void takeArrived() {
    if (!showing.get() || (reading.get() && shown.isEmpty())) {
      return;
    }
    List<AuditEntry> fresh;
    synchronized (arrived) {
      fresh = List.copyOf(arrived);
      arrived.clear();
    }
    var wanted = filter();
    // What was read just now may have come this way as well.
    var known = shown.subList(0, Math.min(shown.size(), fresh.size() + 100));
    var passing =
        fresh.stream().filter(wanted::passes).filter(entry -> !known.contains(entry)).toList();
    if (!passing.isEmpty()) {
      shown.addAll(0, passing);
      if (shown.size() > MOST) {
        shown.remove(MOST, shown.size());
        more.set(true);
      }
    }
  }

  /** Stops following. */
  @Override
  public void close() {
    watching.close();
  }
}
