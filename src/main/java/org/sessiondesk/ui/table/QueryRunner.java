package org.sessiondesk.ui.table;

import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.animation.PauseTransition;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.service.PictureState;
import org.sessiondesk.service.QueryResult;
import org.sessiondesk.service.SessionIndex;
import org.sessiondesk.service.SessionQuery;
import org.sessiondesk.ui.fx.Background;

/**
 * Asks the picture again and again, one query at a time, in the background. What the operator
 * changes is asked for at once and cancels what is under way; what other changes make worth asking
 * is asked for at most ten times a second, and so that asking takes a fifth of the time at most.
 * Window's thread only.
 */
final class QueryRunner {
  private static final Duration DEBOUNCE = Duration.millis(40);
  private static final long SHORTEST_PAUSE = TimeUnit.MILLISECONDS.toNanos(100);
  private static final long PAUSE_PER_WORK = 4;

  /**
   * What came of a query.
   *
   * @param query what was asked
   * @param result what matches
   * @param basis the selection when the query began
   * @param selection the same sessions in the result
   * @param total how many sessions there are in all
   * @param picture how complete the picture was
   */
  record Answer(
      SessionQuery query,
      QueryResult result,
      RowSelection basis,
      RowSelection selection,
      long total,
      PictureState picture) {}

  private final SessionIndex index;
  private final Background background;
  private final Supplier<SessionQuery> query;
  private final Supplier<RowSelection> selection;
  private final Consumer<Answer> consumer;
  private final PauseTransition debounce = new PauseTransition(DEBOUNCE);
  private final PauseTransition pause = new PauseTransition();
  private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();
  private Background.@Nullable Handle handle;
  private boolean running;
  private long generation;
  private boolean again;
  private long tookNanos;
  private long endedNanos = System.nanoTime() - SHORTEST_PAUSE;

  QueryRunner(
      SessionIndex index,
      Background background,
      Supplier<SessionQuery> query,
      Supplier<RowSelection> selection,
      Consumer<Answer> consumer) {
    this.index = index;
    this.background = background;
    this.query = query;
    this.selection = selection;
    this.consumer = consumer;
    debounce.setOnFinished(_ -> start());
    pause.setOnFinished(_ -> start());
  }

  /** Whether something that the operator asked for has not been answered yet. */
  ReadOnlyBooleanProperty busyProperty() {
    return busy.getReadOnlyProperty();
  }

  /** The operator wants something else: what is under way is of no use any more. */
  void ask() {
    stop();
    busy.set(true);
    debounce.playFromStart();
  }

  /** What was answered last may be outdated. */
  void refresh() {
    if (running || isWaiting()) {
      again = true;
      return;
    }
    long rest = Math.max(SHORTEST_PAUSE, PAUSE_PER_WORK * tookNanos);
    long wait = rest - (System.nanoTime() - endedNanos);
    if (wait <= 0) {
      start();
    } else {
      pause.setDuration(Duration.millis(wait / 1e6));
      pause.playFromStart();
    }
  }

  /** Drops what is under way or waits. */
  void stop() {
    debounce.stop();
    pause.stop();
    again = false;
    generation++;
    running = false;
    if (handle != null) {
      handle.cancel();
      handle = null;
    }
  }

  private boolean isWaiting() {
    return debounce.getStatus() == javafx.animation.Animation.Status.RUNNING
        || pause.getStatus() == javafx.animation.Animation.Status.RUNNING;
  }

  private void start() {
    again = false;
    long mine = ++generation;
    var asked = query.get();
    var basis = selection.get();
    long began = System.nanoTime();
    running = true;
    handle =
        background
            .task(() -> answer(asked, basis))
            .onSuccess(
                answer -> {
                  if (mine == generation) {
                    tookNanos = System.nanoTime() - began;
                    busy.set(false);
                    consumer.accept(answer);
                  }
                })
            .onEnd(() -> ended(mine))
            .start();
  }

  private void ended(long mine) {
    if (mine != generation) {
      return;
    }
    running = false;
    endedNanos = System.nanoTime();
    busy.set(false);
    if (again) {
      again = false;
      refresh();
    }
  }

  private Answer answer(SessionQuery asked, RowSelection basis) {
    var picture = index.state();
    var result = index.query(asked);
    long total = index.counts().total();
    // Makes the result's look-up table here, so that the window's thread never has to.
    var found = basis.in(result);
    if (!result.isEmpty()) {
      result.indexOfSession(result.get(0));
    }
    return new Answer(asked, result, basis, found, total, picture);
  }
}
