package org.sessiondesk.ui.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class ScaleTest {

  @Property
  void scaleReachesTheLargestWithAtMostFourRoundSteps(
      @ForAll @LongRange(min = 0, max = 1_000_000_000_000L) long largest) {
    var scale = Scale.reaching(largest);
    assertThat(scale.end()).isGreaterThanOrEqualTo(Math.max(1, largest));
    assertThat(scale.steps()).isBetween(1, 4);
    assertThat(Long.toString(scale.step())).matches("[125]0*");
    assertThat(scale.end() - scale.step()).isLessThanOrEqualTo(largest);
  }

  @Test
  void historyKeepsTheNewestInOrder() {
    var history = new History(3);
    for (int i = 0; i < 5; i++) {
      history.add(
          new History.Sample(Instant.ofEpochSecond(i), i, 0, 0, StatsModel.Happened.NOTHING));
    }
    assertThat(history.size()).isEqualTo(3);
    assertThat(history.get(0).active()).isEqualTo(2);
    assertThat(history.get(2).active()).isEqualTo(4);
  }
}
