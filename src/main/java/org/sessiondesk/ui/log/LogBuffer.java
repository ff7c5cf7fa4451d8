package org.sessiondesk.ui.log;

import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.sessiondesk.session.Registration;

/**
 * Remembers the last lines of the log, so that a window that opens late still shows what happened
 * before. Safe for use by many threads; adding is O(1).
 */
public final class LogBuffer implements LogSource {

  /** How many lines the log page shows at the most. */
  public static final int CAPACITY = 5_000;

  private final int capacity;
  private final ArrayDeque<LogLine> lines = new ArrayDeque<>();
  private final List<Consumer<? super LogLine>> followers = new CopyOnWriteArrayList<>();

  /** A buffer of the usual size. */
  public LogBuffer() {
    this(CAPACITY);
  }

  LogBuffer(int capacity) {
    this.capacity = capacity;
  }

  /** Adds a line and forgets the oldest where there are too many. */
  public synchronized void add(LogLine line) {
    if (lines.size() == capacity) {
      lines.removeFirst();
    }
    lines.addLast(line);
    followers.forEach(follower -> follower.accept(line));
  }

  @Override
  public synchronized Registration follow(Consumer<? super LogLine> consumer) {
    lines.forEach(consumer);
    followers.add(consumer);
    return () -> followers.remove(consumer);
  }
}
