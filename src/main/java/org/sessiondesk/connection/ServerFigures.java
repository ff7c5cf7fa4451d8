package org.sessiondesk.connection;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a server says of itself at one moment, and how quickly it answers. Each is empty where the
 * user may not ask for it, or the server does not tell.
 *
 * @param memoryUsed the bytes that its data take
 * @param memoryPeak the most that they took since it was started
 * @param memoryLimit how many it may use; empty where there is no limit, too
 * @param clients how many are connected
 * @param opsPerSecond how many commands it carries out a second
 * @param uptime since when it runs
 * @param evicted how many keys it has thrown away for want of memory
 * @param slowCalls its slow log, the newest first
 * @param latency how long this program's own calls took lately; empty where there were none
 * @param valueSizes the lengths in bytes of some of the values, picked at random
 */
public record ServerFigures(
    OptionalLong memoryUsed,
    OptionalLong memoryPeak,
    OptionalLong memoryLimit,
    OptionalLong clients,
    OptionalLong opsPerSecond,
    Optional<Duration> uptime,
    OptionalLong evicted,
    Optional<List<SlowCall>> slowCalls,
    Optional<Latency> latency,
    Optional<List<Long>> valueSizes) {

  /**
   * A command that took long. What it was given is left out: it may be somebody's text.
   *
   * @param at when it began
   * @param took how long the server worked on it
   * @param command its name
   */
  public record SlowCall(Instant at, Duration took, String command) {}

  /**
   * How long calls took from here, there and back.
   *
   * @param calls how many there were in the last minute
   * @param p50 half of them took no longer
   * @param p99 99 of 100 took no longer
   */
  public record Latency(long calls, Duration p50, Duration p99) {}
}
