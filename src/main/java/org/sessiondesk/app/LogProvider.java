package org.sessiondesk.app;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import org.slf4j.ILoggerFactory;
import org.slf4j.IMarkerFactory;
import org.slf4j.Logger;
import org.slf4j.helpers.BasicMarkerFactory;
import org.slf4j.spi.MDCAdapter;
import org.slf4j.spi.SLF4JServiceProvider;

/**
 * Has the loggers of SLF4J made by Logback, without what Logback does by itself: it looks into
 * every jar for somebody who configures it, and for files that do, and reads one. That is a tenth
 * of the start, and here {@link Logging} alone configures it. Until then warnings go to the
 * console.
 */
public final class LogProvider implements SLF4JServiceProvider {
  private final LoggerContext context = new LoggerContext();
  private final IMarkerFactory markers = new BasicMarkerFactory();
  private final LogbackMDCAdapter contexts = new LogbackMDCAdapter();

  /** Made by SLF4J, of {@link #use}. */
  public LogProvider() {}

  /** Has SLF4J take this one; to be called before anything asks for a logger. */
  static void use() {
    System.setProperty("slf4j.provider", LogProvider.class.getName());
    // Else it tells of that on the console.
    System.setProperty("slf4j.internal.verbosity", "WARN");
  }

  @Override
  public void initialize() {
    context.setMDCAdapter(contexts);
    context.start();
    var root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.WARN);
    root.addAppender(Logging.console(context, Level.WARN));
  }

  @Override
  public ILoggerFactory getLoggerFactory() {
    return context;
  }

  @Override
  public IMarkerFactory getMarkerFactory() {
    return markers;
  }

  @Override
  public MDCAdapter getMDCAdapter() {
    return contexts;
  }

  @Override
  public String getRequestedApiVersion() {
    return "2.0.99";
  }
}
