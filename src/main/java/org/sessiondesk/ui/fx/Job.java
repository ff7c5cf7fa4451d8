package org.sessiondesk.ui.fx;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;

/** A long job as the window shows it. Its properties change on the window's thread only. */
public final class Job {

  /** What a job can be. */
  public enum State {
    RUNNING,
    DONE,
    FAILED,
    CANCELLED
  }

  /** What its numbers count. */
  public enum Unit {
    PIECES,
    BYTES
  }

  /**
   * How far it is.
   *
   * @param done how much is done
   * @param total of how much; not positive while that is not known
   * @param perSecond how fast it is; empty while that is not known
   * @param left how long the rest takes at this pace; empty while that is not known
   */
  public record Position(long done, long total, OptionalDouble perSecond, Optional<Duration> left) {
    static final Position START = new Position(0, 0, OptionalDouble.empty(), Optional.empty());
  }

  /** What a job is asked to do, by whoever runs it. */
  interface Control {
    void cancel();

    /** Rests at its next step, or goes on. */
    void pause(boolean rest);
  }

  private final ObservableValue<String> title;
  private final String place;
  private final Unit unit;
  private final boolean pausable;
  private final Control control;
  private final JobPace pace = new JobPace();
  private final ReadOnlyDoubleWrapper progress = new ReadOnlyDoubleWrapper(-1);
  private final ReadOnlyObjectWrapper<Position> position =
      new ReadOnlyObjectWrapper<>(Position.START);
  private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(State.RUNNING);
  private final ReadOnlyBooleanWrapper paused = new ReadOnlyBooleanWrapper();
  private final ReadOnlyBooleanWrapper cancelling = new ReadOnlyBooleanWrapper();
  private final ReadOnlyObjectWrapper<@Nullable JobReport> report = new ReadOnlyObjectWrapper<>();

  Job(ObservableValue<String> title, String place, Unit unit, boolean pausable, Control control) {
    this.title = title;
    this.place = place;
    this.unit = unit;
    this.pausable = pausable;
    this.control = control;
  }

  /** What it is called, in the window's language. */
  public ObservableValue<String> title() {
    return title;
  }

  /** On which store it began; may be empty. */
  public String place() {
    return place;
  }

  /** What its numbers count. */
  public Unit unit() {
    return unit;
  }

  /** Whether it can rest. */
  public boolean pausable() {
    return pausable;
  }

  /** How far it is, 0 to 1; negative while that is not known. */
  public ReadOnlyDoubleProperty progressProperty() {
    return progress.getReadOnlyProperty();
  }

  /** How far it is, in numbers. */
  public ReadOnlyObjectProperty<Position> positionProperty() {
    return position.getReadOnlyProperty();
  }

  /** What it is now. */
  public ReadOnlyObjectProperty<State> stateProperty() {
    return state.getReadOnlyProperty();
  }

  /** Whether it rests, or is about to. */
  public ReadOnlyBooleanProperty pausedProperty() {
    return paused.getReadOnlyProperty();
  }

  /** Whether it was asked to stop. */
  public ReadOnlyBooleanProperty cancellingProperty() {
    return cancelling.getReadOnlyProperty();
  }

  /** What came of it; null while it runs, and where it does not say. */
  public ReadOnlyObjectProperty<@Nullable JobReport> reportProperty() {
    return report.getReadOnlyProperty();
  }

  /** Asks it to stop. */
  public void cancel() {
    cancelling.set(true);
    paused.set(false);
    control.cancel();
  }

  /** Has it rest at its next step, or go on. Nothing happens where it cannot rest. */
  public void pause(boolean rest) {
    if (pausable && state.get() == State.RUNNING && !cancelling.get()) {
      paused.set(rest);
      pace.restart();
      control.pause(rest);
    }
  }

  void at(long nanos, long done, long total) {
    progress.set(total <= 0 ? -1 : Math.min(1, (double) done / total));
    pace.at(nanos, done);
    position.set(
        new Position(
            done,
            total,
            pace.perSecond(),
            total <= 0 ? Optional.empty() : pace.timeFor(total - done)));
  }

  void end(State how, @Nullable JobReport words) {
    paused.set(false);
    report.set(words);
    state.set(how);
  }
}
