package org.sessiondesk.ui.fx;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormatsTest {
  private final Formats formats =
      new Formats(new Messages(Locale.ENGLISH), ZoneId.of("Asia/Shanghai"));

  @ParameterizedTest(name = "{0} at {1}: {2}")
  @CsvSource({
    "2026-03-05T04:00:00Z, 2026-03-05T04:00:20Z, just now",
    "2026-03-05T04:00:00Z, 2026-03-05T04:03:00Z, 3 min ago",
    "2026-03-05T04:00:00Z, 2026-03-05T06:03:00Z, 12:00:00",
    "2026-02-09T04:00:00Z, 2026-03-05T06:03:00Z, 2026-02-09",
    // Ten minutes ago, and yesterday by the clock on the wall; the day is the local one.
    "2026-03-05T15:55:00Z, 2026-03-05T16:05:00Z, 10 min ago",
    "2026-03-05T16:30:00Z, 2026-03-06T17:00:00Z, 2026-03-06",
    "2026-03-09T04:00:00Z, 2026-03-05T06:03:00Z, 2026-03-09",
  })
  void columnsSayHowLongAgo_thenTheTime_thenTheDay(Instant moment, Instant now, String said) {
    assertThat(formats.agoOrDay(moment, now)).isEqualTo(said);
  }
}
