package org.sessiondesk.ui.fx;

import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;

/** A long job as the window shows it. Its properties change on the window's thread only. */
public final class Job {

  /** What a job can be. */
  public enum State {
    RUNNING,
    DONE,
    FAILED,
    CANCELLED
  }

  private final ObservableValue<String> title;
  private final Runnable cancel;
  private final ReadOnlyDoubleWrapper progress = new ReadOnlyDoubleWrapper(-1);
  private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(State.RUNNING);

  Job(ObservableValue<String> title, Runnable cancel) {
    this.title = title;
    this.cancel = cancel;
  }

  /** What it is called, in the window's language. */
  public ObservableValue<String> title() {
    return title;
  }

  /** How far it is, 0 to 1; negative while that is not known. */
  public ReadOnlyDoubleProperty progressProperty() {
    return progress.getReadOnlyProperty();
  }

  /** What it is now. */
  public ReadOnlyObjectProperty<State> stateProperty() {
    return state.getReadOnlyProperty();
  }

  /** Asks it to stop. */
  public void cancel() {
    cancel.run();
  }

  void progressTo(double value) {
    progress.set(value);
  }

  void end(State how) {
    state.set(how);
  }
}
