package org.sessiondesk.ui.inspector;

import java.io.IOException;
import java.util.Optional;
import org.sessiondesk.speech.SpeechEngine;
import org.sessiondesk.ui.fx.Messages;

/** Whether a session can be listened to, and if not, why. */
sealed interface Readiness {

  /** It is not known yet; {@code engine} is the one that was found before. */
  record Looking(Optional<SpeechEngine> engine) implements Readiness {
    /** No engine was found yet. */
    Looking() {
      this(Optional.empty());
    }

    @Override
    public String reason(Messages messages) {
      return messages.get("inspector.listen.reason.looking");
    }
  }

  /** There is no engine. */
  record NoEngine() implements Readiness {
    @Override
    public String reason(Messages messages) {
      return messages.get("inspector.listen.reason.noengine");
    }
  }

  /** It has no voice for {@code locale}. */
  record NoVoice(SpeechEngine found, String locale) implements Readiness {
    @Override
    public Optional<SpeechEngine> engine() {
      return Optional.of(found);
    }

    @Override
    public String reason(Messages messages) {
      return messages.get("inspector.listen.reason.novoice", found.name(), locale);
    }
  }

  /** It cannot be asked; {@code words} say why, in English. */
  record Failing(SpeechEngine found, String words) implements Readiness {
    @Override
    public Optional<SpeechEngine> engine() {
      return Optional.of(found);
    }

    @Override
    public String reason(Messages messages) {
      return messages.get("inspector.listen.reason.failing", found.name(), words);
    }
  }

  /** It speaks {@code locale}. */
  record Ready(SpeechEngine found, String locale) implements Readiness {
    @Override
    public Optional<SpeechEngine> engine() {
      return Optional.of(found);
    }

    @Override
    public String reason(Messages messages) {
      return "";
    }
  }

  /** The engine that was found. */
  default Optional<SpeechEngine> engine() {
    return Optional.empty();
  }

  /** Why it cannot be listened to; empty where it can. */
  String reason(Messages messages);

  /** Asks {@code found} for {@code locale}. Blocks. */
  static Readiness of(Optional<SpeechEngine> found, String locale) throws InterruptedException {
    if (found.isEmpty()) {
      return new NoEngine();
    }
    var engine = found.get();
    try {
      return engine.speaks(locale) ? new Ready(engine, locale) : new NoVoice(engine, locale);
    } catch (IOException e) {
      return new Failing(engine, String.valueOf(e.getMessage()));
    }
  }
}
