package org.sessiondesk.connection;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How a test of a profile went.
 *
 * @param steps the steps that were taken, in order; the last one failed where the test did
 * @param server what the server said about itself; empty where the test failed before it could
 */
public record ConnectionTest(List<Step> steps, Optional<ServerInfo> server) {
  public ConnectionTest {
    steps = List.copyOf(steps);
  }

  /**
   * One step.
   *
   * @param step which
   * @param took how long it took
   * @param fault why it failed; empty where it passed
   * @param detail what was found, in technical words, without secrets; may be empty
   */
  public record Step(
      ConnectionStep step, Duration took, Optional<ConnectionFault> fault, String detail) {}

  /** Whether every step passed. */
  public boolean passed() {
    return steps.stream().allMatch(step -> step.fault().isEmpty());
  }
}
