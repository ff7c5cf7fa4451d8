package org.sessiondesk.ui.log;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A line of the log.
 *
 * @param at when it was written
 * @param level how much it matters
 * @param logger who wrote it
 * @param message what it says
 * @param details more, over several lines: a stack trace; or null
 */
public record LogLine(
    Instant at, Level level, String logger, String message, @Nullable String details) {

  /** How much a line matters, the least first. */
  public enum Level {
    DEBUG,
    INFO,
    WARN,
    ERROR
  }
}
