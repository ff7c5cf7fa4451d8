package org.sessiondesk.ui.fx;

import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.animation.PauseTransition;
import javafx.application.Platform;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.session.Progress;

/** Runs background work on virtual threads. Made and used on the window's thread. */
public final class FxBackground implements Background {
  /** How long a job runs before it is listed: what is over sooner would only flicker. */
  private static final Duration PATIENCE = Duration.millis(500);

  /** How many that have ended are kept. */
  static final int MOST_ENDED = 50;

  private final Messages messages;
  private final Consumer<? super Exception> unhandled;
  private final ObservableList<Job> jobs = FXCollections.observableArrayList();
  private final ObservableList<Job> ended = FXCollections.observableArrayList();
  private Supplier<String> place = () -> "";

  /** Made once and held: a view that nobody holds is collected, and its listeners with it. */
  private final ObservableList<Job> readOnly = FXCollections.unmodifiableObservableList(jobs);

  private final ObservableList<Job> endedReadOnly = FXCollections.unmodifiableObservableList(ended);

  /**
   * Makes it.
   *
   * @param unhandled shows a failure that the task itself does not handle
   */
  public FxBackground(Messages messages, Consumer<? super Exception> unhandled) {
    this.messages = messages;
    this.unhandled = unhandled;
  }

  /** The jobs that begin from now on begin on the store that {@code name} names then. */
  public void setPlace(Supplier<String> name) {
    place = name;
  }

  /** The long jobs that run now. */
  public ObservableList<Job> jobs() {
    return readOnly;
  }

  /** The long jobs that have ended and were not dismissed, the oldest first. */
  public ObservableList<Job> ended() {
    return endedReadOnly;
  }

  /** Forgets a job that has ended. */
  public void dismiss(Job job) {
    ended.remove(job);
  }

  @Override
  public <T> Task<T> task(Callable<T> work) {
    return new FxTask<>(_ -> work.call(), null);
  }

  @Override
  public <T> Task<T> job(String titleKey, ProgressWork<T> work, Object... arguments) {
    return new FxTask<>(work, () -> messages.bind(titleKey, arguments));
  }

  private void keep(Job job) {
    ended.add(job);
    if (ended.size() > MOST_ENDED) {
      ended.removeFirst();
    }
  }

  /** What is said in the list about how a job ends. */
  private record Words<T>(
      Function<? super T, JobReport> result, Function<? super Exception, JobReport> failure) {}

  private final class FxTask<T> implements Task<T>, Handle, Job.Control {
    private final ProgressWork<T> work;
    private final @Nullable Supplier<ObservableValue<String>> title;
    private final AtomicBoolean cancelled = new AtomicBoolean();
    private final AtomicReference<@Nullable Thread> thread = new AtomicReference<>();
    private final PauseGate gate = new PauseGate();
    private final PauseTransition patience = new PauseTransition(PATIENCE);
    private Consumer<? super T> success = _ -> {};
    private Consumer<? super Exception> failure = unhandled;
    private Runnable end = () -> {};
    private @Nullable Words<T> words;
    private boolean listed = true;
    private boolean pausable;
    private Job.Unit unit = Job.Unit.PIECES;
    private @Nullable Job job;

    FxTask(ProgressWork<T> work, @Nullable Supplier<ObservableValue<String>> title) {
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
    public Task<T> reporting(
        Function<? super T, JobReport> result, Function<? super Exception, JobReport> failed) {
      words = new Words<>(result, failed);
      return this;
    }

    @Override
    public Task<T> unlisted() {
      listed = false;
      return this;
    }

    @Override
    public Task<T> pausable() {
      pausable = true;
      return this;
    }

    @Override
    public Task<T> inBytes() {
      unit = Job.Unit.BYTES;
      return this;
    }

    @Override
    public Handle start() {
      if (title != null) {
        job = new Job(title.get(), place.get(), unit, pausable, this);
        list(job);
      }
      thread.set(Thread.ofVirtual().name("background").start(this::run));
      return this;
    }

    private void list(Job begun) {
      if (listed && words != null) {
        jobs.add(begun);
      } else if (listed) {
        patience.setOnFinished(_ -> jobs.add(begun));
        patience.play();
      }
    }

    @Override
    public Optional<Job> job() {
      return Optional.ofNullable(job);
    }

    @Override
    public void cancel() {
      cancelled.set(true);
      gate.openForGood();
      var running = thread.get();
      if (running != null && words == null) {
        running.interrupt();
      }
    }

    @Override
    public void pause(boolean rest) {
      gate.shut(rest);
    }

    private void run() {
      try {
        T result = work.run(new JobProgress());
        var told = words;
        deliver(
            () -> success.accept(result),
            Job.State.DONE,
            told == null ? null : () -> told.result().apply(result));
      } catch (CancellationException | InterruptedException _) {
        cancelled.set(true);
        deliver(() -> {}, Job.State.CANCELLED, null);
      } catch (Exception e) {
        var told = words;
        deliver(
            () -> failure.accept(e),
            Job.State.FAILED,
            told == null ? null : () -> told.failure().apply(e));
      } catch (Error e) {
        deliver(() -> {}, Job.State.FAILED, null);
        throw e;
      }
    }

    private void deliver(
        Runnable outcome, Job.State how, @Nullable Supplier<@Nullable JobReport> report) {
      Platform.runLater(
          () -> {
            patience.stop();
            if (job != null) {
              job.end(stateOf(how), report == null ? null : report.get());
              if (jobs.remove(job)) {
                keep(job);
              }
            }
            try {
              if (!cancelled.get() || report != null) {
                outcome.run();
              }
            } finally {
              end.run();
            }
          });
    }

    /** A failure that came of a cancel is none. */
    private Job.State stateOf(Job.State how) {
      return cancelled.get() && (how != Job.State.FAILED || words == null)
          ? Job.State.CANCELLED
          : how;
    }

    /** Passes on at most one report a frame. */
    private final class JobProgress implements Progress {
      private final AtomicReference<@Nullable Step> latest = new AtomicReference<>();

      @Override
      public void at(long done, long total) {
        gate.pass();
        if (latest.getAndSet(new Step(System.nanoTime(), done, total)) == null) {
          Platform.runLater(
              () -> {
                var step = latest.getAndSet(null);
                if (job != null && step != null) {
                  job.at(step.nanos(), step.done(), step.total());
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

  private record Step(long nanos, long done, long total) {}
}
