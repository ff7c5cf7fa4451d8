package org.sessiondesk.app;

import java.io.PrintWriter;
import java.io.UncheckedIOException;
import org.sessiondesk.settings.BadSettingException;
import org.slf4j.LoggerFactory;

/** Says in a sentence why the program could not start, and with which exit code it ends. */
final class StartFailures {

  private StartFailures() {}

  /** Writes why it failed to {@code err} and returns the exit code. */
  static int tell(Throwable failure, PrintWriter err) {
    return switch (failure) {
      case BadSettingException bad -> {
        err.println("Session Desk cannot start: a setting makes no sense.");
        err.println(bad.getMessage());
        yield ExitCode.BAD_SETTING;
      }
      case UnknownProfileException unknown -> {
        err.println(unknown.getMessage());
        yield ExitCode.USAGE;
      }
      case AlreadyRunningException running -> {
        err.println(running.getMessage());
        yield running.shown() ? ExitCode.OK : ExitCode.UNUSABLE;
      }
      case UncheckedIOException unusable -> {
        err.println("Session Desk cannot start: " + unusable.getMessage());
        yield ExitCode.UNUSABLE;
      }
      default -> {
        LoggerFactory.getLogger(StartFailures.class).error("The program could not start", failure);
        err.println("Session Desk cannot start: " + failure + " (the log says more)");
        yield ExitCode.FAILED;
      }
    };
  }
}
