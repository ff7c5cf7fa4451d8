package org.sessiondesk.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** When a link may be closed: once nothing is under way, and nothing more can be. */
final class InFlightTest {
  private final InFlight inFlight = new InFlight();

  @Test
  void withNothingUnderWay_itIsOverAtOnce() {
    assertThat(inFlight.begin()).isTrue();
    inFlight.end();
    assertThat(inFlight.finish()).isCompleted();
    assertThat(inFlight.begin()).isFalse();
  }

  @Test
  void whatIsUnderWay_isWaitedFor_andNothingMoreBegins() {
    assertThat(inFlight.begin()).isTrue();
    assertThat(inFlight.begin()).isTrue();
    var answered = inFlight.finish();
    assertThat(inFlight.begin()).isFalse();
    inFlight.end();
    assertThat(answered).isNotDone();
    inFlight.end();
    assertThat(answered).isCompleted();
  }

  @Test
  void whatBeginsWhileItEnds_isWaitedForOrDoesNotBegin() throws Exception {
    for (int round = 0; round < 200; round++) {
      var one = new InFlight();
      var open = new AtomicInteger();
      var begun = new CountDownLatch(4);
      for (int i = 0; i < 4; i++) {
        Thread.ofVirtual()
            .start(
                () -> {
                  while (one.begin()) {
                    open.incrementAndGet();
                    begun.countDown();
                    open.decrementAndGet();
                    one.end();
                  }
                });
      }
      assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
      one.finish().get(10, TimeUnit.SECONDS);
      assertThat(open).hasValue(0);
    }
  }
}
