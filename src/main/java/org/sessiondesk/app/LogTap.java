package org.sessiondesk.app;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import org.sessiondesk.ui.log.LogBuffer;
import org.sessiondesk.ui.log.LogLine;

/** Leads the log's lines to the window's log page. */
final class LogTap extends AppenderBase<ILoggingEvent> {
  private final LogBuffer buffer;

  LogTap(LogBuffer buffer) {
    this.buffer = buffer;
    setName("window");
  }

  @Override
  protected void append(ILoggingEvent event) {
    var failure = event.getThrowableProxy();
    buffer.add(
        new LogLine(
            event.getInstant(),
            level(event),
            event.getLoggerName(),
            event.getFormattedMessage(),
            failure == null ? null : ThrowableProxyUtil.asString(failure)));
  }

  private static LogLine.Level level(ILoggingEvent event) {
    return switch (event.getLevel().toInt()) {
      case ch.qos.logback.classic.Level.ERROR_INT -> LogLine.Level.ERROR;
      case ch.qos.logback.classic.Level.WARN_INT -> LogLine.Level.WARN;
      case ch.qos.logback.classic.Level.INFO_INT -> LogLine.Level.INFO;
      default -> LogLine.Level.DEBUG;
    };
  }
}
