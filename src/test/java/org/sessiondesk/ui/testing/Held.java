package org.sessiondesk.ui.testing;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.sessiondesk.session.Progress;
import org.sessiondesk.ui.fx.Background;

/** Background work that is done when a test says so: its result can be made to come late. */
public final class Held implements Background {
  private final Deque<Runnable> waiting = new ArrayDeque<>();

  /** How many tasks wait. */
  public int waiting() {
    return waiting.size();
  }

  /** Does the oldest task, and delivers what came of it. */
  public void doNext() {
    waiting.removeFirst().run();
  }

  /** Does the youngest task. */
  public void doLast() {
    waiting.removeLast().run();
  }

  @Override
  public <T> Task<T> task(Callable<T> work) {
    return new HeldTask<>(_ -> work.call());
  }

  @Override
  public <T> Task<T> job(String titleKey, ProgressWork<T> work, Object... arguments) {
    return new HeldTask<>(work);
  }

  private final class HeldTask<T> implements Task<T> {
    private final ProgressWork<T> work;
    private Consumer<? super T> success = _ -> {};
    private Consumer<? super Exception> failure =
        e -> {
          throw new AssertionError("nobody handles this", e);
        };
    private Runnable end = () -> {};

    HeldTask(ProgressWork<T> work) {
      this.work = work;
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

    /** Its handle does not cancel: the result that comes though it is not wanted is the point. */
    @Override
    public Handle start() {
      waiting.addLast(this::run);
      return () -> {};
    }

    private void run() {
      try {
        success.accept(work.run(Progress.NONE));
      } catch (CancellationException _) {
        // A cancelled task delivers nothing.
      } catch (Exception e) {
        failure.accept(e);
      } finally {
        end.run();
      }
    }
  }
}
