package org.sessiondesk.ui.transfer;

import java.util.function.Function;
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
 * A look at what a job would do, before it does it: of several only the last one counts. Window's
 * thread only.
 *
 * @param <P> what a look finds
 */
final class Review<P> {
  private final Ui ui;
  private final Function<Throwable, Problem> words;
  private final ReadOnlyObjectWrapper<@Nullable P> plan = new ReadOnlyObjectWrapper<>(this, "plan");
  private final ReadOnlyObjectWrapper<@Nullable Problem> problem =
      new ReadOnlyObjectWrapper<>(this, "problem");
  private final ReadOnlyBooleanWrapper looking = new ReadOnlyBooleanWrapper(this, "looking");
  private final ReadOnlyDoubleWrapper progress = new ReadOnlyDoubleWrapper(this, "progress", -1);
  private Background.@Nullable Handle handle;
  private long round;

  /**
   * Looks at nothing yet.
   *
   * @param words puts a failure into words
   */
  Review(Ui ui, Function<Throwable, Problem> words) {
    this.ui = ui;
    this.words = words;
  }

  /** What was found; null while nothing is. */
  ReadOnlyObjectProperty<@Nullable P> planProperty() {
    return plan.getReadOnlyProperty();
  }

  /** Why the look failed; null where it did not. */
  ReadOnlyObjectProperty<@Nullable Problem> problemProperty() {
    return problem.getReadOnlyProperty();
  }

  /** Whether a look is under way. */
  ReadOnlyBooleanProperty lookingProperty() {
    return looking.getReadOnlyProperty();
  }

  /** How far it is, 0 to 1; negative while that is not known. */
  ReadOnlyDoubleProperty progressProperty() {
    return progress.getReadOnlyProperty();
  }

  /** Ends a look that is under way. */
  void cancel() {
    round++;
    if (handle != null) {
      handle.cancel();
      handle = null;
    }
    looking.set(false);
  }

  /** Forgets what was found, too: it is about something else now. */
  void forget() {
    cancel();
    plan.set(null);
    problem.set(null);
  }

  /** Looks, and forgets what was found before. */
  void begin(Background.ProgressWork<P> look) {
    forget();
    long mine = round;
    looking.set(true);
    progress.unbind();
    progress.set(-1);
    var begun =
        ui.background()
            .<P>job("transfer.review.job", look)
            .unlisted()
            .onSuccess(found -> ended(mine, found, null))
            .onFailure(failure -> ended(mine, null, words.apply(failure)))
            .start();
    if (mine == round && looking.get()) {
      handle = begun;
      begun.job().ifPresent(job -> progress.bind(job.progressProperty()));
    }
  }

  private void ended(long mine, @Nullable P found, @Nullable Problem why) {
    if (mine == round) {
      looking.set(false);
      plan.set(found);
      problem.set(why);
    }
  }
}
