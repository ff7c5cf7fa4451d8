package org.sessiondesk.session;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * Those who want to be told of something, of type {@code T}. One that throws does not keep the
 * others from being told: what it threw goes to the thread's handler of uncaught exceptions, which
 * logs it.
 */
public final class Listeners<T> {
  private final List<Consumer<? super T>> consumers = new CopyOnWriteArrayList<>();

  /** Tells {@code consumer} from now on, until the registration is closed. */
  public Registration add(Consumer<? super T> consumer) {
    // A wrapper of its own, so that the same consumer can be registered twice and removed once.
    Consumer<T> entry = consumer::accept;
    consumers.add(entry);
    return () -> consumers.remove(entry);
  }

  /** Tells all of them, on this thread. */
  public void tell(T value) {
    for (var consumer : consumers) {
      try {
        consumer.accept(value);
      } catch (RuntimeException e) {
        var thread = Thread.currentThread();
        thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
      }
    }
  }

  /** Whether nobody listens. */
  public boolean isEmpty() {
    return consumers.isEmpty();
  }
}
