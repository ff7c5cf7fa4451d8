package org.sessiondesk.settings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.sessiondesk.session.Json;

class WindowChoicesTest {

  @Test
  void whatWasChosenIsKept_andTheRestStays() {
    var chosen = new WindowChoices(Density.COMPACT, 125, false, 15, true, true);
    var settings = chosen.in(Settings.DEFAULT.withUi("other", new Json.Num("1")));
    assertThat(WindowChoices.of(settings)).isEqualTo(chosen);
    assertThat(settings.ui("other")).contains(new Json.Num("1"));
    assertThat(WindowChoices.of(Settings.DEFAULT)).isEqualTo(WindowChoices.DEFAULT);
  }

  @Test
  void whatMakesNoSenseCountsAsTheDefault_andWhatIsTooLargeAsTheLargest() {
    var odd =
        Settings.DEFAULT
            .withUi("window.density", new Json.Str("airy"))
            .withUi("window.text", new Json.Num("1e99"))
            .withUi("window.hints", new Json.Str("no"))
            .withUi("window.warn", new Json.Num("1.5"));
    assertThat(WindowChoices.of(odd)).isEqualTo(WindowChoices.DEFAULT);
    var large = Settings.DEFAULT.withUi("window.text", new Json.Num("400"));
    assertThat(WindowChoices.of(large).textPercent()).isEqualTo(WindowChoices.LARGEST);
  }
}
