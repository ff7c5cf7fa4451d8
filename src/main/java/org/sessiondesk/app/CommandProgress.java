package org.sessiondesk.app;

import java.io.Console;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.sessiondesk.session.Progress;

/**
 * Shows on a terminal how far a command is; Ctrl+C, or the request to end, cancels it, and the
 * program waits until it has cleared up.
 */
final class CommandProgress implements Progress, AutoCloseable {
  private static final long EVERY = TimeUnit.MILLISECONDS.toNanos(200);

  private final PrintWriter err;
  private final boolean shown =
      Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread hook = new Thread(this::cancelAndWait, "cancel");
  private volatile boolean cancelled;
  private String what = "";
  private long began = System.nanoTime();
  private long lastShown = System.nanoTime();
  private boolean open;

  CommandProgress(PrintWriter err) {
    this.err = err;
    Runtime.getRuntime().addShutdownHook(hook);
  }

  private void cancelAndWait() {
    cancelled = true;
    try {
      if (!ended.await(20, TimeUnit.SECONDS)) {
        err.println("It does not end.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** From now on it is about {@code doing}, such as {@code Checking}. */
  CommandProgress about(String doing) {
    end();
    what = doing;
    began = System.nanoTime();
    return this;
  }

  @Override
  public void at(long done, long total) {
    long now = System.nanoTime();
    if (shown && now - lastShown > EVERY) {
      lastShown = now;
      open = true;
      err.print(
          "\r"
              + what
              + (total > 0
                  ? String.format(
                      Locale.ROOT,
                      " %3d %%%s   ",
                      Math.min(100, 100 * done / total),
                      remaining(now - began, done, total))
                  : String.format(Locale.ROOT, " %,d", done)));
      err.flush();
    }
  }

  /** How long it takes yet where it goes on as it did; nothing before that can be told. */
  static String remaining(long nanos, long done, long total) {
    long seconds = TimeUnit.NANOSECONDS.toSeconds(nanos);
    if (seconds < 2 || done <= 0 || done >= total) {
      return "";
    }
    long left = (long) ((double) seconds / done * (total - done));
    return String.format(Locale.ROOT, ", %d:%02d left", left / 60, left % 60);
  }

  @Override
  public boolean cancelled() {
    return cancelled;
  }

  /** Ends the line on which it was shown. */
  void end() {
    if (open) {
      err.print("\r\u001B[K");
      err.flush();
      open = false;
    }
  }

  @Override
  public void close() {
    end();
    ended.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      cancelled = true; // It runs already: the process is about to end.
    }
  }
}
