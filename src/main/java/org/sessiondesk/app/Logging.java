package org.sessiondesk.app;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.FileAppender;
import ch.qos.logback.core.rolling.FixedWindowRollingPolicy;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import ch.qos.logback.core.util.FileSize;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.slf4j.LoggerFactory;

/**
 * Where log lines go: a file that is rotated and capped, the console, and the window's log page.
 */
final class Logging {

  /**
   * The window's and the service's log: they may share a folder, but two programs cannot rotate one
   * file. Commands, of which many may run, share one that only grows while they run.
   */
  enum Log {
    WINDOW("session-desk"),
    SERVICE("session-desk-headless"),
    COMMAND("session-desk-command");

    private final String name;

    Log(String name) {
      this.name = name;
    }

    /** The file in {@code folder}; the older ones are numbered 1 to 5. */
    Path in(Path folder) {
      return folder.resolve(name + ".log");
    }

    private Path olderIn(Path folder) {
      return folder.resolve(name + ".%i.log");
    }
  }

  private static final String PATTERN =
      "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %-5level [%thread] %logger{24} - %msg%n";
  private static final String CONSOLE = "%d{HH:mm:ss} %-5level %msg%n%nopex";
  private static final FileSize LARGEST = FileSize.valueOf("5MB");
  private static final int FILES = 5;

  private Logging() {}

  /**
   * Sends everything from INFO on to {@code log}'s file in {@code folder}, and to the console from
   * {@code consoleLevel} on.
   */
  static void start(Path folder, Log log, Level consoleLevel) {
    var context = (LoggerContext) LoggerFactory.getILoggerFactory();
    context.reset();
    var root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.INFO);
    for (var talkative : new String[] {"io.lettuce", "io.netty", "reactor", "io.helidon"}) {
      context.getLogger(talkative).setLevel(Level.WARN);
    }
    // Warns of every handshake that fails, which the connection tells of itself.
    context.getLogger("org.apache.sshd").setLevel(Level.ERROR);
    // Warns of every connection that is closed twice, which does no harm.
    context.getLogger("io.lettuce.core.RedisChannelHandler").setLevel(Level.ERROR);
    root.addAppender(log == Log.COMMAND ? shared(context, folder) : file(context, folder, log));
    root.addAppender(console(context, consoleLevel));
  }

  /** Sends every line to {@code appender} too, from now on. */
  static void add(Appender<ILoggingEvent> appender) {
    var root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    appender.setContext(root.getLoggerContext());
    appender.start();
    root.addAppender(appender);
  }

  private static Appender<ILoggingEvent> file(LoggerContext context, Path folder, Log log) {
    var file = new RollingFileAppender<ILoggingEvent>();
    file.setContext(context);
    file.setFile(log.in(folder).toString());
    var rolling = new FixedWindowRollingPolicy();
    rolling.setContext(context);
    rolling.setParent(file);
    rolling.setFileNamePattern(log.olderIn(folder).toString());
    rolling.setMinIndex(1);
    rolling.setMaxIndex(FILES);
    rolling.start();
    var trigger = new SizeBasedTriggeringPolicy<ILoggingEvent>();
    trigger.setContext(context);
    trigger.setMaxFileSize(LARGEST);
    trigger.start();
    file.setRollingPolicy(rolling);
    file.setTriggeringPolicy(trigger);
    file.setEncoder(encoder(context, PATTERN));
    file.start();
    return file;
  }

  /** One that several programs write to at once; where it has grown large a new one is begun. */
  private static Appender<ILoggingEvent> shared(LoggerContext context, Path folder) {
    var path = Log.COMMAND.in(folder);
    try {
      if (Files.exists(path) && Files.size(path) > LARGEST.getSize()) {
        Files.move(
            path,
            folder.resolve("session-desk-command.1.log"),
            StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The log " + path + " cannot be used", e);
    }
    var file = new FileAppender<ILoggingEvent>();
    file.setContext(context);
    file.setFile(path.toString());
    file.setPrudent(true);
    file.setEncoder(encoder(context, PATTERN));
    file.start();
    return file;
  }

  /** Prints lines from {@code level} on to the console. */
  static Appender<ILoggingEvent> console(LoggerContext context, Level level) {
    var console = new ConsoleAppender<ILoggingEvent>();
    console.setContext(context);
    console.setTarget("System.err");
    console.setEncoder(encoder(context, CONSOLE));
    var filter = new ch.qos.logback.classic.filter.ThresholdFilter();
    filter.setLevel(level.toString());
    filter.start();
    console.addFilter(filter);
    console.start();
    return console;
  }

  private static PatternLayoutEncoder encoder(LoggerContext context, String pattern) {
    var encoder = new PatternLayoutEncoder();
    encoder.setContext(context);
    encoder.setCharset(StandardCharsets.UTF_8);
    encoder.setPattern(pattern);
    encoder.start();
    return encoder;
  }
}
