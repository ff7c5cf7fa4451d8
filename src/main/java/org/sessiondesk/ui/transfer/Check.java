package org.sessiondesk.ui.transfer;

import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.ui.fx.Background;
import org.sessiondesk.ui.fx.Problem;
import org.sessiondesk.ui.fx.Ui;

/**
 * A look at what a job would do, before it does anything; a later one takes the place of an earlier
 * one. Window's thread only.
 *
 * @param <P> what is found: the plan of the job
 */
final class Check<P> {
  private final Ui ui;
  private final TransferWords words;
  private final String job;
  private final ReadOnlyObjectWrapper<@Nullable P> plan = new ReadOnlyObjectWrapper<>(this, "plan");
  private final ReadOnlyObjectWrapper<@Nullable Problem> problem =
      new ReadOnlyObjectWrapper<>(this, "problem");
  private final ReadOnlyBooleanWrapper running = new ReadOnlyBooleanWrapper(this, "running");
  private final ReadOnlyDoubleWrapper progress = new ReadOnlyDoubleWrapper(this, "progress", -1);
  private Background.@Nullable Handle handle;
  private long round;

  /**
   * Makes it.
   *
   * @param job the key of what the job is called
   */
  Check(TransferWords words, Ui ui, String job) {
    this.words = words;
    this.ui = ui;
    this.job = job;
  }

  /** What was found; null while nothing is, or something else is asked for since. */
  ReadOnlyObjectProperty<@Nullable P> planProperty() {
    return plan.getReadOnlyProperty();
  }

  /** Why it failed; null where it did not. */
  ReadOnlyObjectProperty<@Nullable Problem> problemProperty() {
    return problem.getReadOnlyProperty();
  }

  /** Whether one is under way. */
  ReadOnlyBooleanProperty runningProperty() {
    return running.getReadOnlyProperty();
  }

  /** How far it is, 0 to 1; negative while that is not known. */
  ReadOnlyDoubleProperty progressProperty() {
    return progress.getReadOnlyProperty();
  }

  /** Looks anew. */
  void start(Background.ProgressWork<P> work) {
    forget();
    long mine = round;
    running.set(true);
    progress.unbind();
    progress.set(-1);
    var started =
        ui.background()
            .job(job, work, "")
            .unlisted()
            .onSuccess(
                found -> {
                  if (mine == round) {
                    running.set(false);
                    plan.set(found);
                  }
                })
            .onFailure(
                failure -> {
                  if (mine == round) {
                    running.set(false);
                    problem.set(words.problem(failure, "jobs.unchanged"));
                  }
                })
            .start();
    if (mine == round && running.get()) {
      handle = started;
      started.job().ifPresent(shown -> progress.bind(shown.progressProperty()));
    }
  }

  /** Ends one that is under way; what was found is about something else from now on. */
  void forget() {
    round++;
    if (handle != null) {
      handle.cancel();
      handle = null;
    }
    running.set(false);
    plan.set(null);
    problem.set(null);
  }
}
