package org.sessiondesk.ui.inspector;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SpeakingTimeTest {

  @Test
  void goesByTheScript() {
    assertThat(SpeakingTime.of("你好，今天天气很好。")).isEqualTo(Duration.ofMillis(2300));
    assertThat(SpeakingTime.of("Good day, fine weather.")).isEqualTo(Duration.ofMillis(1600));
    assertThat(SpeakingTime.of("これはかなです。")).isEqualTo(Duration.ofMillis(1300));
    assertThat(SpeakingTime.of("한국어")).isEqualTo(Duration.ofMillis(900));
    assertThat(SpeakingTime.of("2025")).isEqualTo(Duration.ofMillis(1600));
  }

  @Test
  void nothingSaidTakesNoTime() {
    assertThat(SpeakingTime.of("……！")).isZero();
  }
}
