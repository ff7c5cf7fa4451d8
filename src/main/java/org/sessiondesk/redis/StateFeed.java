package org.sessiondesk.redis;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.sessiondesk.connection.ConnectionState;
import org.sessiondesk.session.Registration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The state of the connection, and those who watch it, each on a thread of its own. */
final class StateFeed {
  private static final Logger LOG = LoggerFactory.getLogger(StateFeed.class);

  private final List<Watcher> watchers = new CopyOnWriteArrayList<>();
  private ConnectionState state = new ConnectionState.Off(ConnectionState.Off.Why.DISCONNECTED);

  synchronized ConnectionState state() {
    return state;
  }

  synchronized void set(ConnectionState next) {
    state = next;
    watchers.forEach(watcher -> watcher.queue.add(next));
  }

  /** Calls {@code consumer} with the state now and every later one, in order. */
  synchronized Registration watch(Consumer<ConnectionState> consumer) {
    var watcher = new Watcher(consumer);
    watcher.queue.add(state);
    watchers.add(watcher);
    watcher.thread.start();
    return () -> {
      watchers.remove(watcher);
      watcher.thread.interrupt();
    };
  }

  private static final class Watcher {
    private final Consumer<ConnectionState> consumer;
    private final BlockingQueue<ConnectionState> queue = new LinkedBlockingQueue<>();
    private final Thread thread =
        Thread.ofVirtual().name("connection-watcher").unstarted(this::run);

    Watcher(Consumer<ConnectionState> consumer) {
      this.consumer = consumer;
    }

    private void run() {
      try {
        while (!Thread.currentThread().isInterrupted()) {
          tell(queue.take());
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt(); // Watches no more.
      }
    }

    private void tell(ConnectionState next) {
      try {
        consumer.accept(next);
      } catch (RuntimeException e) {
        LOG.error("A watcher of the connection failed", e);
      }
    }
  }
}
