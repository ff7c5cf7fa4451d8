package org.sessiondesk.ui.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.sessiondesk.session.Progress;
import org.sessiondesk.ui.fx.Background;

/** Does background work at once, on the thread that asks for it. */
public final class InlineBackground implements Background {
  private final List<Exception> unhandled = new ArrayList<>();

  /** The failures that no task handled, the oldest first. */
  public List<Exception> unhandled() {
    return unhandled;
  }

  @Override
  public <T> Task<T> task(Callable<T> work) {
    return new Inline<>(_ -> work.call());
  }

  @Override
  public <T> Task<T> job(String titleKey, ProgressWork<T> work, Object... arguments) {
    return new Inline<>(work);
  }

  private final class Inline<T> implements Task<T> {
    private final ProgressWork<T> work;
    private Consumer<? super T> success = _ -> {};
    private Consumer<? super Exception> failure = unhandled::add;
    private Runnable end = () -> {};

    Inline(ProgressWork<T> work) {
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

    @Override
    public Handle start() {
      try {
        T result = work.run(Progress.NONE);
        success.accept(result);
      } catch (CancellationException _) {
        // A cancelled task delivers nothing.
      } catch (Exception e) {
        failure.accept(e);
      } finally {
        end.run();
      }
      return () -> {};
    }
  }
}
