package org.sessiondesk.app;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.stream.Collectors;

/** What somebody who mends the program needs to know of a failure. */
final class FailureDetails {
  private static final int LINES = 60;

  private FailureDetails() {}

  /** When, where, in which version, and the beginning of the stack trace. */
  static String of(String thread, Throwable failure, Instant when) {
    var trace = new StringWriter();
    failure.printStackTrace(new PrintWriter(trace, true));
    return "%s, thread %s%nSession Desk %s, Java %s, %s %s%n%s"
        .formatted(
            when,
            thread,
            Version.current(),
            Runtime.version(),
            System.getProperty("os.name"),
            System.getProperty("os.arch"),
            trace.toString().lines().limit(LINES).collect(Collectors.joining("\n")));
  }
}
