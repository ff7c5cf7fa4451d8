package org.sessiondesk.ui.fx;

import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Function;
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

    /** What shows how far it is; empty for short work. */
    default Optional<Job> job() {
      return Optional.empty();
    }
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

    /**
     * Says what came of the job, where jobs are listed. Such a job is listed from its beginning. A
     * cancel only asks it to stop: its thread is not interrupted, and its result, which says how
     * far it came, is delivered all the same.
     *
     * @param result puts a result into words
     * @param failure puts a failure into words
     */
    default Task<T> reporting(
        Function<? super T, JobReport> result, Function<? super Exception, JobReport> failure) {
      return this;
    }

    /** The job is not listed: whoever began it shows it. */
    default Task<T> unlisted() {
      return this;
    }

    /** The job can rest: it does so where it tells how far it is. */
    default Task<T> pausable() {
      return this;
    }

    /** What the job counts are bytes. */
    default Task<T> inBytes() {
      return this;
    }

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
