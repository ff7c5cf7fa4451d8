package org.sessiondesk.app;

import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import org.sessiondesk.memory.ExecutorTicker;
import org.sessiondesk.settings.Environment;

/** The program as a service, without a window: runs until the process is asked to end. */
final class HeadlessApp {
  private final DeskOptions options;
  private final PrintWriter out;

  HeadlessApp(DeskOptions options, PrintWriter out) {
    this.options = options;
    this.out = out;
  }

  /** Runs until the process is asked to end; then closes everything before it does. */
  int run() {
    options.headless = true;
    var stopAsked = new CountDownLatch(1);
    var stopped = new CountDownLatch(1);
    // A signal runs the hook; the process ends when the hook returns, so it waits for the closing.
    var hook =
        new Thread(
            () -> {
              stopAsked.countDown();
              awaitQuietly(stopped);
            },
            "shutdown");
    try (var context = new AppContext(options, Environment.ofProcess(), InstantSource.system())) {
      Runtime.getRuntime().addShutdownHook(hook);
      var ticker = context.closeLater(new ExecutorTicker());
      context.startExpiring(ticker);
      context.startDailyBackup(ticker);
      context.connect();
      FirstAttempt.await(context.connector(), FirstAttempt.PATIENCE);
      context.secretHelp().words(context.connector().state()).ifPresent(out::println);
      var api = context.closeLater(new ApiHost(context, options.port));
      if (api.apply(true) instanceof ApiHost.Outcome.Failed failed) {
        out.println("Session Desk cannot serve its HTTP API: " + failed.why().getMessage());
        return ExitCode.UNUSABLE;
      }
      out.println("Session Desk runs without a window. Stop it with Ctrl+C.");
      awaitQuietly(stopAsked);
    } finally {
      stopped.countDown();
    }
    return ExitCode.OK;
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
