package org.sessiondesk.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DesktopNotifierTest {
  private final List<List<String>> started = new ArrayList<>();

  private List<String> told(String os, String text) {
    new DesktopNotifier(os, started::add).tell("Session Desk", text);
    return started.getLast();
  }

  @Test
  void onLinuxTextThatLooksLikeAnOptionIsText() {
    assertThat(told("Linux", "--urgency=critical"))
        .containsExactly(
            "notify-send", "--app-name=Session Desk", "--", "Session Desk", "--urgency=critical");
  }

  @Test
  void onMacOsTheTextIsAnArgument_notPartOfTheScript() {
    var command = told("Mac OS X", "\" & (do shell script \"x\")");
    assertThat(command).first().isEqualTo("osascript");
    assertThat(command).last().isEqualTo("\" & (do shell script \"x\")");
  }

  @Test
  void onWindowsQuotesCannotEndTheText() {
    assertThat(told("Windows 11", "it's \u2019; rm"))
        .last()
        .asString()
        .contains("'it''s \u2019\u2019; rm'");
  }

  @Test
  void whereThereIsNoSuchProgramNothingHappens() {
    var notifier =
        new DesktopNotifier(
            "Linux",
            _ -> {
              throw new IOException("no such file");
            });
    assertThatCode(() -> notifier.tell("a", "b")).doesNotThrowAnyException();
  }
}
