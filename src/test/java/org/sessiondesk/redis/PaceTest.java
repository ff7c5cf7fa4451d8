package org.sessiondesk.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PaceTest {
  private final Pace pace = new Pace();

  private void answersTake(int count, int millis) {
    for (int i = 0; i < count; i++) {
      pace.took(500, Duration.ofMillis(millis).toNanos());
    }
  }

  private Duration rest() {
    return Duration.ofNanos(pace.rest());
  }

  @Test
  void aServerThatAnswersAsEverIsNotSpared() {
    assertThat(rest()).isZero();
    answersTake(1000, 3);
    assertThat(rest()).isZero();
  }

  @Test
  void aDistantServerIsNoBusyOne() {
    answersTake(1000, 180);
    assertThat(rest()).isZero();
  }

  @Test
  void overASlowLinkAnswersWaitForOneAnother_andThatIsNoSign() {
    answersTake(1, 240);
    answersTake(1, 480);
    answersTake(1, 720);
    for (int i = 0; i < 1000; i++) {
      answersTake(1, 960 + i % 7 * 20);
      assertThat(rest()).isZero();
    }
  }

  @Test
  void aFewChangesAreAnsweredSooner_andNotCompared() {
    answersTake(100, 200);
    pace.took(3, Duration.ofMillis(1).toNanos());
    answersTake(100, 200);
    assertThat(rest()).isZero();
  }

  @Test
  void oneLateAnswerIsNoSign() {
    answersTake(100, 3);
    answersTake(1, 150);
    assertThat(rest()).isZero();
  }

  @Test
  void aServerThatSlowsDownIsSparedUntilItRecovers() {
    answersTake(100, 3);
    answersTake(50, 80);
    assertThat(rest()).isBetween(Duration.ofMillis(70), Duration.ofMillis(80));
    answersTake(50, 3);
    assertThat(rest()).isZero();
  }

  @Test
  void noRestIsLongerThanAQuarterOfASecond() {
    answersTake(20, 3);
    answersTake(100, 20_000);
    assertThat(rest()).isEqualTo(Duration.ofMillis(250));
  }
}
