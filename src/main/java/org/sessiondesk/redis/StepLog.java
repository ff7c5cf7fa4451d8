package org.sessiondesk.redis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.sessiondesk.connection.ConnectionFault;
import org.sessiondesk.connection.ConnectionStep;
import org.sessiondesk.connection.ConnectionTest;

/** Takes the steps of a connection, times them and tells of each as it ends. */
final class StepLog {
  private final Consumer<ConnectionTest.Step> listener;
  private final List<ConnectionTest.Step> steps = new CopyOnWriteArrayList<>();
  private final List<ConnectionTest.Notice> notices = new ArrayList<>();
  private List<ConnectionTest.ServerCertificate> certificates = List.of();

  StepLog(Consumer<ConnectionTest.Step> listener) {
    this.listener = listener;
  }

  /** What a step found. */
  record Outcome<T>(T value, String detail) {}

  /** A step's work. */
  @FunctionalInterface
  interface Work<T> {
    Outcome<T> run() throws ConnectFailedException;
  }

  /** Does the work and notes how it went. */
  <T> T take(ConnectionStep step, Work<T> work) throws ConnectFailedException {
    long start = System.nanoTime();
    notices.clear();
    certificates = List.of();
    try {
      var outcome = work.run();
      note(step, start, Optional.empty(), outcome.detail());
      return outcome.value();
    } catch (RuntimeException e) {
      var failed = new ConnectFailedException(ConnectionFault.Kind.OTHER, e.toString(), e);
      note(step, start, Optional.of(failed.fault()), failed.fault().detail());
      throw failed;
    } catch (ConnectFailedException e) {
      note(step, start, Optional.of(e.fault()), e.fault().detail());
      throw e;
    }
  }

  /** Notes something that the present step has found. */
  void notice(ConnectionTest.Notice.Kind kind, String... values) {
    notices.add(new ConnectionTest.Notice(kind, List.of(values)));
  }

  /** Notes what the server showed of itself in the present step. */
  void certificates(List<ConnectionTest.ServerCertificate> shown) {
    certificates = shown;
  }

  private void note(
      ConnectionStep step, long start, Optional<ConnectionFault> fault, String detail) {
    var took = Duration.ofNanos(System.nanoTime() - start);
    var taken = new ConnectionTest.Step(step, took, fault, detail, notices, certificates);
    steps.add(taken);
    listener.accept(taken);
  }

  /** The steps so far. */
  List<ConnectionTest.Step> steps() {
    return List.copyOf(steps);
  }
}
