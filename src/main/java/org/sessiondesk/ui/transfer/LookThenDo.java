package org.sessiondesk.ui.transfer;

import java.util.List;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.value.ObservableValue;

/**
 * A job that first says what it would do, and does it when that was seen. Window's thread only.
 *
 * @param <P> what a look finds: the plan of the job
 */
interface LookThenDo<P> {

  /** The look. */
  Review<P> review();

  /** Whether enough is known to look. */
  BooleanBinding lookable();

  /** Looks. Changes nothing. */
  void look();

  /** Whether {@code plan} can be done, and does something. */
  boolean doable(P plan);

  /** How many sessions {@code plan} changes. */
  long size(P plan);

  /**
   * Does what was found, after a question.
   *
   * @param begun is called where it has begun
   */
  void start(Runnable begun);

  /** The whole of a plan in one sentence. */
  ObservableValue<String> verdict(P plan);

  /** What else there is to say of it, line by line. */
  List<ObservableValue<String>> lines(P plan);

  /** The dialog is closed. */
  default void close() {
    review().forget();
  }
}
