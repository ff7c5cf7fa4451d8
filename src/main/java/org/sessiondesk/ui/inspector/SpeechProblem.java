package org.sessiondesk.ui.inspector;

import java.io.IOException;
import java.util.Locale;
import org.sessiondesk.speech.SpeechException;
import org.sessiondesk.ui.fx.Messages;
import org.sessiondesk.ui.fx.Problem;

/** Turns what went wrong with speech into words that an operator understands. */
final class SpeechProblem {

  private SpeechProblem() {}

  /** What {@code failure} means to the operator. */
  static Problem of(IOException failure, Messages messages) {
    if (!(failure instanceof SpeechException speech)) {
      return problem("file", "SD-405", failure, messages);
    }
    var code =
        switch (speech.kind()) {
          case NO_VOICE -> "SD-401";
          case ENGINE_FAILED -> "SD-402";
          case NO_SOUND_OUTPUT -> "SD-403";
          case TOO_LONG -> "SD-404";
        };
    var kind = speech.kind().name().toLowerCase(Locale.ROOT).replace("_", "");
    return problem(kind, code, failure, messages);
  }

  private static Problem problem(String kind, String code, IOException failure, Messages messages) {
    var key = "inspector.listen." + kind;
    return new Problem(
        messages.get(key + ".what"),
        messages.get(key + ".meaning"),
        messages.get(key + ".advice"),
        code,
        failure.getClass().getSimpleName() + ": " + failure.getMessage());
  }
}
