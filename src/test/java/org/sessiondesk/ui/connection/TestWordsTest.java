package org.sessiondesk.ui.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sessiondesk.connection.ConnectionFault;
import org.sessiondesk.connection.ConnectionProfile;
import org.sessiondesk.connection.ConnectionStep;
import org.sessiondesk.connection.ConnectionTest;
import org.sessiondesk.connection.ConnectionTest.Notice;
import org.sessiondesk.connection.RedisUrl;
import org.sessiondesk.ui.testing.TestUi;

/** What a test found, in the operator's words. */
class TestWordsTest {

  @ParameterizedTest
  @ValueSource(strings = {"en", "zh"})
  void everythingThatCanBeFoundHasWords(String language) {
    var ui = TestUi.inline(Locale.forLanguageTag(language)).ui();
    var words = new TestWords(ui);
    for (var kind : Notice.Kind.values()) {
      var text = words.notice(new Notice(kind, List.of("one", "two", "three")));
      assertThat(text).as("%s", kind).isNotBlank().doesNotContain("connection.notice", "{");
    }
    for (var kind : ConnectionFault.Kind.values()) {
      var fault = new ConnectionFault(kind, "");
      assertThat(ui.problems().connection(fault)).isNotBlank().doesNotContain("fx.connection");
      assertThat(ui.problems().connectionAdvice(fault)).isNotBlank();
    }
    for (var step : ConnectionStep.values()) {
      assertThat(words.step(new ConnectionTest.Step(step, Duration.ZERO, Optional.empty(), "")))
          .isNotBlank()
          .doesNotContain("connection.step");
    }
  }

  @Test
  void theReportSaysEverything_butNoSecret() {
    var url = RedisUrl.parse("rediss://ann:hunter2@redis.example:6380/0");
    var profile = new ConnectionProfile("p", "Here", url.target(), "x:");
    var certificate =
        new ConnectionTest.ServerCertificate(
            "CN=redis.example",
            "CN=ours",
            Instant.parse("2026-01-02T00:00:00Z"),
            Instant.parse("2027-01-02T00:00:00Z"),
            List.of("redis.example", "redis"));
    var step =
        new ConnectionTest.Step(
            ConnectionStep.TLS,
            Duration.ofMillis(3),
            Optional.of(new ConnectionFault(ConnectionFault.Kind.CERTIFICATE_NAME, "no match")),
            "no match",
            List.of(new Notice(Notice.Kind.EXPIRES_SOON, List.of("2027-01-02"))),
            List.of(certificate));
    var words = new TestWords(TestUi.inline(Locale.ENGLISH).ui());
    var report = words.report(profile, new ConnectionTest(List.of(step), Optional.empty()));

    assertThat(report)
        .contains("rediss://ann@redis.example:6380/0", "✗ TLS", "3.0 ms", "no match")
        .contains("CN=redis.example", "CN=ours", "Jan 2, 2027", "redis.example, redis")
        .contains("! The certificate ends on 2027-01-02", "made out to another name")
        .doesNotContain("hunter2");
  }
}
