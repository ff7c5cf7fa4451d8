package org.sessiondesk.ui.main;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.sessiondesk.connection.ConnectionControl;
import org.sessiondesk.connection.UnconfirmedWrite;
import org.sessiondesk.connection.UnconfirmedWrite.Outcome;
import org.sessiondesk.session.Registration;
import org.sessiondesk.ui.fx.FrameBatcher;
import org.sessiondesk.ui.fx.Notices.Level;
import org.sessiondesk.ui.fx.Ui;

/**
 * Writes that were sent and not answered: how many there are of which nobody knows, and what became
 * of those that were looked up since. Window's thread only.
 */
public final class UnconfirmedModel implements AutoCloseable {

  /** Of so many at once each has a note of its own; of more there is one for all. */
  private static final int NOTED_SINGLY = 3;

  /** What became of the writes since somebody last took notice. */
  record Settled(int done, int notDone, int otherwise, int left) {

    static final Settled NONE = new Settled(0, 0, 0, 0);

    int all() {
      return done + notDone + otherwise + left;
    }

    private Settled plus(Outcome outcome) {
      return switch (outcome) {
        case UNKNOWN -> this;
        case DONE -> new Settled(done + 1, notDone, otherwise, left);
        case NOT_DONE -> new Settled(done, notDone + 1, otherwise, left);
        case OTHERWISE -> new Settled(done, notDone, otherwise + 1, left);
        case LEFT -> new Settled(done, notDone, otherwise, left + 1);
      };
    }
  }

  /** Told of what happens, in a sentence. */
  @FunctionalInterface
  public interface Noting {
    /** Something happened. */
    void note(Level level, String text);
  }

  private final Ui ui;
  private final Queue<UnconfirmedWrite> told = new ConcurrentLinkedQueue<>();
  private final ReadOnlyIntegerWrapper unknown = new ReadOnlyIntegerWrapper();
  private final ReadOnlyObjectWrapper<Settled> settled = new ReadOnlyObjectWrapper<>(Settled.NONE);
  private final Registration watching;
  private Noting noting = (_, _) -> {};

  /** Begins to listen to {@code connection}. */
  public UnconfirmedModel(ConnectionControl connection, Ui ui) {
    this.ui = ui;
    var batcher = new FrameBatcher(this::take);
    watching =
        connection.watchWrites(
            write -> {
              told.add(write);
              batcher.request();
            });
  }

  /** How many there are of which nobody knows yet. */
  ReadOnlyIntegerProperty unknownProperty() {
    return unknown.getReadOnlyProperty();
  }

  /** What became of the others, since {@link #dismiss}. */
  ReadOnlyObjectProperty<Settled> settledProperty() {
    return settled.getReadOnlyProperty();
  }

  /** Tells {@code notes} of each, and of what became of it. */
  public void tell(Noting notes) {
    noting = notes;
  }

  /** Somebody has taken notice of what became of them. */
  void dismiss() {
    settled.set(Settled.NONE);
  }

  private void take() {
    var byOutcome = new EnumMap<Outcome, List<UnconfirmedWrite>>(Outcome.class);
    for (var write = told.poll(); write != null; write = told.poll()) {
      byOutcome.computeIfAbsent(write.outcome(), _ -> new ArrayList<>()).add(write);
    }
    int pending = unknown.get();
    var known = settled.get();
    for (var some : byOutcome.entrySet()) {
      int count = some.getValue().size();
      pending += some.getKey() == Outcome.UNKNOWN ? count : -count;
      for (int i = 0; i < count; i++) {
        known = known.plus(some.getKey());
      }
    }
    settled.set(known);
    unknown.set(Math.max(0, pending));
    byOutcome.forEach(this::note);
  }

  private void note(Outcome outcome, List<UnconfirmedWrite> writes) {
    var level = outcome == Outcome.DONE ? Level.SUCCESS : Level.WARNING;
    var key = "main.unconfirmed." + outcome.name().toLowerCase(Locale.ROOT).replace("_", "");
    if (writes.size() > NOTED_SINGLY) {
      var first = writes.getFirst();
      noting.note(level, ui.messages().get(key + ".many", writes.size(), storeOf(first)));
      return;
    }
    for (var write : writes) {
      noting.note(
          level,
          ui.messages()
              .get(
                  key + ".one",
                  write.session().toString(),
                  storeOf(write),
                  write.deletion() ? 1 : 0));
    }
  }

  private String storeOf(UnconfirmedWrite write) {
    return write.store().isEmpty() ? ui.messages().get("action.profile.builtin") : write.store();
  }

  @Override
  public void close() {
    watching.close();
  }
}
