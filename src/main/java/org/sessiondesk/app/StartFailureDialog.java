package org.sessiondesk.app;

import java.io.Console;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.settings.Language;
import org.sessiondesk.settings.Theme;
import org.sessiondesk.ui.fx.FxDialogs;
import org.sessiondesk.ui.fx.Messages;
import org.sessiondesk.ui.fx.Problem;
import org.sessiondesk.ui.fx.ThemeControl;
import org.sessiondesk.ui.main.Appearance;
import org.sessiondesk.ui.main.WindowIcons;

/**
 * Says why the program cannot start to somebody who started it by a double click, and so sees no
 * console. Without settings, which may be what is wrong: the system's language and colours.
 */
final class StartFailureDialog {

  private StartFailureDialog() {}

  /** Whether nobody would be told of {@code failure} otherwise. */
  static boolean isNeeded(RuntimeException failure) {
    if (failure instanceof AlreadyRunningException running && running.shown()) {
      return false;
    }
    return Optional.ofNullable(System.console()).filter(Console::isTerminal).isEmpty();
  }

  /** Shows it; the program ends once it is closed. On the window's thread. */
  static void show(Stage owner, @Nullable RuntimeException failure) {
    var locale = Locale.getDefault();
    var messages = new Messages(Appearance.locale(Language.SYSTEM, locale));
    owner.getIcons().setAll(WindowIcons.all());
    new FxDialogs(owner, messages, new ThemeControl(Theme.SYSTEM, List.of("desk")))
        .show(problem(messages, failure));
  }

  /** What is wrong, in one sentence where it is known. */
  static Problem problem(Messages messages, @Nullable RuntimeException failure) {
    var why = new StringWriter();
    int code =
        failure == null ? ExitCode.FAILED : StartFailures.tell(failure, new PrintWriter(why, true));
    return new Problem(
        messages.get("fx.problem.start.what"),
        why.toString().strip(),
        messages.get("fx.problem.start.advice"),
        "SD-91" + code,
        "");
  }
}
