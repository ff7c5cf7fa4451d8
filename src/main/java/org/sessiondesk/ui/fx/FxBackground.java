package org.sessiondesk.ui.fx;

import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import javafx.animation.PauseTransition;
import javafx.application.Platform;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.session.Progress;

/** Runs background work on virtual threads. Made and used on the window's thread. */
public final class FxBackground implements Background {
  /** How long a job runs before it is listed: what is over sooner would only flicker. */
  private static final Duration PATIENCE = Duration.millis(500);

  private final Messages messages;
  private final Consumer<? super Exception> unhandled;
  private final ObservableList<Job> jobs = FXCollections.observableArrayList();

  /** Made once and held: a view that nobody holds is collected, and its listeners with it. */
  private final ObservableList<Job> readOnly = FXCollections.unmodifiableObservableList(jobs);

  /**
   * Makes it.
   *
   * @param unhandled shows a failure that the task itself does not handle
   */
  public FxBackground(Messages messages, Consumer<? super Exception> unhandled) {
    this.messages = messages;
    this.unhandled = unhandled;
  }

  /** The long jobs that run now. */
  public ObservableList<Job> jobs() {
    return readOnly;
  }

  @Override
  public <T> Task<T> task(Callable<T> work) {
    return new FxTask<>(_ -> work.call(), null);
  }

  @Override
  public <T> Task<T> job(String titleKey, ProgressWork<T> work, Object... arguments) {
    return new FxTask<>(work, () -> messages.bind(titleKey, arguments));
  }

  private final class FxTask<T> implements Task<T>, Handle {
    private final ProgressWork<T> work;
    private final @Nullable Callable<javafx.beans.value.ObservableValue<String>> title;
    private final AtomicBoolean cancelled = new AtomicBoolean();
    private final AtomicReference<@Nullable Thread> thread = new AtomicReference<>();
    private Consumer<? super T> success = _ -> {};
    private Consumer<? super Exception> failure = unhandled;
    private Runnable end = () -> {};
    private final PauseTransition patience = new PauseTransition(PATIENCE);
    private @Nullable Job job;

    FxTask(
        ProgressWork<T> work,
        @Nullable Callable<javafx.beans.value.ObservableValue<String>> title) {
      this.work = work;
      this.title = title;
    }

    @Override
    public Task<T> onSuccess(Consumer<? super T> consumer) {
      success = consumer;
      return this;
    }

    @Override
    public Task<T> onFailure(Consumer<? super Exception> consumer) {
      failure = consumer;
      return this;
    }

    @Override
    public Task<T> onEnd(Runnable action) {
      end = action;
      return this;
    }

    @Override
    public Handle start() {
      if (title != null) {
        try {
          job = new Job(title.call(), this::cancel);
        } catch (Exception e) {
          throw new IllegalStateException("a job has a title", e);
        }
        patience.setOnFinished(_ -> jobs.add(job));
        patience.play();
      }
      thread.set(Thread.ofVirtual().name("background").start(this::run));
      return this;
    }

    @Override
    public void cancel() {
      cancelled.set(true);
      var running = thread.get();
      if (running != null) {
        running.interrupt();
      }
    }

    private void run() {
      try {
        T result = work.run(new JobProgress());
        deliver(() -> success.accept(result), Job.State.DONE);
      } catch (CancellationException | InterruptedException _) {
        cancelled.set(true);
        deliver(() -> {}, Job.State.CANCELLED);
      } catch (Exception e) {
        deliver(() -> failure.accept(e), Job.State.FAILED);
      } catch (Error e) {
        deliver(() -> {}, Job.State.FAILED);
        throw e;
      }
    }

    private void deliver(Runnable outcome, Job.State how) {
      Platform.runLater(
          () -> {
            patience.stop();
            if (job != null) {
              job.end(cancelled.get() ? Job.State.CANCELLED : how);
              jobs.remove(job);
            }
            try {
              if (!cancelled.get()) {
                outcome.run();
              }
            } finally {
              end.run();
            }
          });
    }

    /** Passes on at most one report a frame. */
    private final class JobProgress implements Progress {
      private final AtomicReference<@Nullable Double> latest = new AtomicReference<>();

      @Override
      public void at(long done, long total) {
        double share = total <= 0 ? -1 : (double) done / total;
        if (latest.getAndSet(share) == null) {
          Platform.runLater(
              () -> {
                var value = latest.getAndSet(null);
                if (job != null && value != null) {
                  job.progressTo(value);
                }
              });
        }
      }

      @Override
      public boolean cancelled() {
        return cancelled.get() || Thread.currentThread().isInterrupted();
      }
    }
  }
}
