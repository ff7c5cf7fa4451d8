package org.sessiondesk.ui.fx;

import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.sessiondesk.session.Progress;

/**
 * Runs what must not run on the window's thread, and brings the result back to it. A failure that
 * nobody handles is shown to the operator: none is lost.
 */
public interface Background {

  /** Work under way. */
  interface Handle {
    /** Asks it to stop: its thread is interrupted, and neither result nor failure is delivered. */
    void cancel();
  }

  /** Work that reports how far it is. */
  @FunctionalInterface
  interface ProgressWork<T> {
    /** Does the work, on a background thread. */
    T run(Progress progress) throws Exception;
  }

  /** Work that is described and not yet begun. */
  interface Task<T> {

    /** Calls {@code consumer} with the result, on the window's thread. */
    Task<T> onSuccess(Consumer<? super T> consumer);

    /** Calls {@code consumer} with the failure, on the window's thread, instead of showing it. */
    Task<T> onFailure(Consumer<? super Exception> consumer);

    /** Calls {@code action} after success, failure or cancel, on the window's thread. */
    Task<T> onEnd(Runnable action);

    /** Begins. */
    Handle start();
  }

  /** Short work, such as one call to Redis. */
  <T> Task<T> task(Callable<T> work);

  /**
   * Long work: after half a second it appears in the list of jobs, with its progress and a way to
   * cancel it.
   *
   * @param titleKey the message key of what it is called
   * @param arguments the arguments of that message
   */
  <T> Task<T> job(String titleKey, ProgressWork<T> work, Object... arguments);
}
