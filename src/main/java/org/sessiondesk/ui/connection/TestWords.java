package org.sessiondesk.ui.connection;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;
import java.util.StringJoiner;
import org.sessiondesk.connection.ConnectionProfile;
import org.sessiondesk.connection.ConnectionTest;
import org.sessiondesk.connection.ConnectionTest.Notice;
import org.sessiondesk.connection.ConnectionTest.ServerCertificate;
import org.sessiondesk.ui.fx.Ui;

/** What a test found, in the window's language. Nothing of it is a secret. */
final class TestWords {
  private final Ui ui;

  TestWords(Ui ui) {
    this.ui = ui;
  }

  String step(ConnectionTest.Step step) {
    return ui.messages().get("connection.step." + key(step.step()));
  }

  String notice(Notice notice) {
    return ui.messages().get("connection.notice." + key(notice.kind()), notice.values().toArray());
  }

  String certificate(ServerCertificate certificate) {
    var days =
        DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM)
            .withLocale(ui.messages().localeProperty().get())
            .withZone(ZoneId.systemDefault());
    var text =
        ui.messages()
            .get(
                "connection.test.certificate",
                certificate.subject(),
                certificate.issuer(),
                days.format(certificate.from()),
                days.format(certificate.until()));
    return certificate.names().isEmpty()
        ? text
        : text
            + "\n"
            + ui.messages().get("connection.test.names", String.join(", ", certificate.names()));
  }

  /** What came of the whole test. */
  String result(ConnectionTest test) {
    long warnings = test.warnings();
    return test.server()
        .map(
            server ->
                warnings == 0
                    ? ui.messages()
                        .get(
                            "connection.test.passed",
                            server.version(),
                            server.mode(),
                            server.role())
                    : ui.messages()
                        .get(
                            "connection.test.warned",
                            warnings,
                            server.version(),
                            server.mode(),
                            server.role()))
        .orElse("");
  }

  /** All of it as a text for others. */
  String report(ConnectionProfile profile, ConnectionTest test) {
    var text = new StringJoiner("\n");
    text.add(profile.name() + "  " + profile.target().display());
    var ssh = profile.way().ssh();
    if (ssh != null) {
      text.add(ssh.display());
    }
    for (var step : test.steps()) {
      var mark = step.fault().isPresent() ? "✗ " : "✓ ";
      var took = "%.1f ms".formatted(step.took().toNanos() / 1e6);
      text.add(mark + step(step) + "  " + took + "  " + step.detail());
      step.certificates().forEach(shown -> text.add(indented(certificate(shown))));
      step.notices()
          .forEach(
              notice ->
                  text.add(indented((notice.kind().isWarning() ? "! " : "") + notice(notice))));
      step.fault()
          .ifPresent(
              fault ->
                  text.add(indented(ui.problems().connection(fault)))
                      .add(indented(ui.problems().connectionAdvice(fault))));
    }
    if (test.passed()) {
      text.add(result(test));
    }
    return text.toString();
  }

  private static String indented(String text) {
    return "    " + text.replace("\n", "\n    ");
  }

  private static String key(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace("_", "");
  }
}
