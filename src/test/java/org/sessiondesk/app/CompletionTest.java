package org.sessiondesk.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

/** What needs no process: help and completion. */
class CompletionTest {

  private static String run(String... arguments) {
    var out = new StringWriter();
    int code =
        DeskCommand.line(new DeskOptions(), DesktopApp.class)
            .setOut(new PrintWriter(out))
            .execute(arguments);
    assertThat(code).isZero();
    return out.toString();
  }

  @Test
  void theScriptNamesCommandsOptionsAndValues() {
    assertThat(run("completion"))
        .startsWith("#!/usr/bin/env bash")
        .contains("complete -F _complete_session-desk")
        .contains("export", "--passphrase-file", "new-ids", "--on-broken");
  }

  @Test
  void everyCommandHasItsHelp_withTheExitCodes() {
    var commands = DeskCommand.line(new DeskOptions(), DesktopApp.class).getSubcommands().keySet();
    assertThat(commands)
        .containsExactlyInAnyOrder(
            "export",
            "import",
            "backup",
            "restore",
            "copy",
            "cleanup",
            "edit",
            "promote",
            "list",
            "get",
            "create",
            "delete",
            "segment",
            "stats",
            "completion");
    for (var command : commands) {
      assertThat(run(command, "--help"))
          .startsWith("Usage: session-desk " + command)
          .contains("Exit codes:", "7   a file was refused");
    }
    assertThat(run("export", "--help"))
        .contains("--profile", "--data-dir")
        .doesNotContain("--port");
  }
}
