package org.sessiondesk.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

class LatencyWindowProperties {
  static final long SECOND = 1_000_000_000L;

  @Property
  void percentilesAreAtMostAnEighthTooHigh(
      @ForAll @Size(min = 1, max = 300) List<@LongRange(min = 0, max = 60 * SECOND) Long> times) {
    var window = new LatencyWindow(() -> 5 * SECOND);
    times.forEach(window::add);
    var sorted = times.stream().mapToLong(Long::longValue).sorted().toArray();
    var lately = window.lately().orElseThrow();
    assertThat(lately.calls()).isEqualTo(times.size());
    assertNear(lately.p50().toNanos(), exact(sorted, 50));
    assertNear(lately.p99().toNanos(), exact(sorted, 99));
  }

  private static long exact(long[] sorted, int percent) {
    return sorted[(int) ((sorted.length * (long) percent + 99) / 100) - 1];
  }

  private static void assertNear(long told, long exact) {
    assertThat(told).isBetween(exact, exact + exact / 8 + 1);
  }

  @Example
  void onlyTheLastMinuteCounts_howeverLongNothingHappened() {
    var now = new AtomicLong(-3 * SECOND);
    var window = new LatencyWindow(now::get);
    assertThat(window.lately()).isEmpty();
    window.add(1_000);
    now.addAndGet(45 * SECOND);
    window.add(1_000_000);
    assertThat(window.lately().orElseThrow().calls()).isEqualTo(2);
    now.addAndGet(20 * SECOND);
    var lately = window.lately().orElseThrow();
    assertThat(lately.calls()).isEqualTo(1);
    assertThat(lately.p50().toNanos()).isGreaterThanOrEqualTo(1_000_000);
    now.addAndGet(3_600 * SECOND);
    assertThat(window.lately()).isEmpty();
    Arrays.stream(new long[] {-1, 0, Long.MAX_VALUE}).forEach(window::add);
    assertThat(window.lately().orElseThrow().calls()).isEqualTo(3);
  }
}
