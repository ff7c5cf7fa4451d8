package org.sessiondesk.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.sessiondesk.testing.MutableClock;
import org.slf4j.LoggerFactory;

class UncaughtFailuresTest {
  private final MutableClock clock = MutableClock.somewhen();
  private final UncaughtFailures uncaught = new UncaughtFailures(clock);
  private final List<Throwable> shown = new ArrayList<>();
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();

  @BeforeEach
  void listen() {
    uncaught.showBy((_, failure) -> shown.add(failure));
    log.start();
    logger().addAppender(log);
  }

  @AfterEach
  void stopListening() {
    logger().detachAppender(log);
  }

  private static Logger logger() {
    return (Logger) LoggerFactory.getLogger("uncaught");
  }

  private static RuntimeException failure(String message) {
    return new IllegalStateException(message);
  }

  @Test
  void aThreadsFailureReachesLogAndWindow() throws InterruptedException {
    var failure = failure("broken");
    var thread =
        Thread.ofPlatform()
            .name("worker-7")
            .uncaughtExceptionHandler(uncaught)
            .start(
                () -> {
                  throw failure;
                });
    thread.join();
    assertThat(shown).containsExactly(failure);
    assertThat(log.list).hasSize(1);
    var event = log.list.getFirst();
    assertThat(event.getLevel()).isEqualTo(Level.ERROR);
    assertThat(event.getFormattedMessage()).contains("worker-7");
    assertThat(event.getThrowableProxy().getMessage()).isEqualTo("broken");
  }

  @Test
  @DisplayName("What fails in every frame is shown once, and counted in the log, not repeated")
  void aStormIsToldOnce() {
    for (int i = 0; i < 1_000; i++) {
      uncaught.take("window", failure("frame " + i));
      clock.advance(Duration.ofMillis(16));
    }
    assertThat(shown).hasSize(1);
    // The first with its stack trace, then at 2, 4, 8 … 512.
    assertThat(log.list).hasSize(10);
    assertThat(log.list.getLast().getFormattedMessage()).contains("512 times");
  }

  @Test
  void afterAQuietTimeItIsToldAgain() {
    uncaught.take("window", failure("a"));
    clock.advance(Duration.ofMinutes(1));
    uncaught.take("window", failure("b"));
    assertThat(shown).hasSize(1 + 1);
  }

  @Test
  void anotherFailureIsToldAtOnce() {
    uncaught.take("window", failure("a"));
    uncaught.take("window", new IllegalArgumentException("b"));
    assertThat(shown).hasSize(2);
  }

  @Test
  void aWindowThatFailsToTellHarmsNobody() {
    uncaught.showBy(
        (_, _) -> {
          throw new IllegalStateException("no window");
        });
    var failure = failure("a");
    uncaught.take("window", failure);
    assertThat(failure.getSuppressed()).hasSize(1);
  }
}
