package org.sessiondesk.app;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code session-desk completion}. */
@Command(
    name = "completion",
    description = {
      "Prints a script that completes this command line in bash and zsh:",
      "source <(session-desk completion)"
    })
final class CompletionCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    var root = spec.root();
    var out = spec.commandLine().getOut();
    out.print(AutoComplete.bash(root.name(), root.commandLine()));
    out.flush();
    return ExitCode.OK;
  }
}
